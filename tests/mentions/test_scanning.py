"""A pattern is found where, and only where, the plain way finds it."""

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.mentions import kinds
from kyles.mentions.scanning import every, needed
from kyles.mentions.wording import phrase


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of every kind, by kind and name."""
    found = {}
    for kind in kinds():
        for name, value in vars(kind).items():
            some = value.values() if isinstance(value, dict) else value
            several = some if isinstance(value, dict | list | tuple) else [value]
            for at, one in enumerate(several):
                if isinstance(one, re.Pattern):
                    found[f"{kind.__name__.rpartition('.')[2]}.{name}.{at}"] = one
    return found


PATTERNS = patterns()
PARTS = sorted(set(chain.from_iterable(map(needed, PATTERNS.values()))))
#: Letters that `re` takes for others where capitals are not heeded.
OTHERS = str.maketrans({"s": "ſ", "i": "İ", "k": "\u212a"})
pieces = st.one_of(
    st.sampled_from(PARTS),
    st.sampled_from(PARTS).map(str.title),
    st.sampled_from(PARTS).map(lambda part: part.translate(OTHERS)),
    st.sampled_from([" ", "\n", ". ", " no. ", " of ", "24-0311", "Doe", "Det. Roe", "s", "é"]),
)
texts = st.lists(pieces, max_size=30).map(" ".join)


@given(texts)
def test_every_pattern_is_found_as_the_plain_way_finds_it(text: str) -> None:
    for name, pattern in PATTERNS.items():
        plain = [found.span() for found in pattern.finditer(text)]
        assert [found.span() for found in every(pattern, text)] == plain, name


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:report|record|memo)s?\b", {"memo", "report", "record"}),
        (r"reports?|records?", {"port", "cord"}),
        (r"cell ?phones?", {"phone"}),
        (r"(?:supplemental )?reports? no", {"report"}),
        (r"reports?|\d+", set()),
        (r"(?:ab)?(?:cde){0,2}(?:fg){1,2}", {"fg"}),
        (r"(?!exhibit)(?<=annex) (?:list|log)", {"ist", "og"}),
        (r"x", set()),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, words: set[str]) -> None:
    assert needed(phrase(pattern)) == words


@pytest.mark.parametrize("text", ["ſerial", "SER\u0130AL", "\u0131tem", "\u212aNIFE", "ﬁled"])
def test_letters_that_are_taken_for_others_are_found(text: str) -> None:
    for word in ("serial", "item", "knife", "filed"):
        pattern = re.compile(word, re.IGNORECASE)
        assert [one.span() for one in every(pattern, text)] == [
            one.span() for one in pattern.finditer(text)
        ]
