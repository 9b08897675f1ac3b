"""The promise of coverage on text without noise, with runs and gaps placed as badly as can be."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reconcile.coverage.matters import documents, prose, words

from kyles.fingerprint.text import folded
from kyles.reconcile.coverage import GapClass, PageCoverage, Text, cover
from kyles.reconcile.coverage.matches import LONG, SHORT_OFTEN

PARTS = 12  # made-up passages that held and produced texts are put together from
SIZES = (3, 8, 12, 20, 45, 90)  # words of a passage


def passages(seed: int) -> list[str]:
    """Passages of many sizes; some begin or end alike, so that matches overlap."""
    rng = random.Random(seed)
    made = [prose(rng.choice(SIZES), 1000 * seed + at) for at in range(PARTS)]
    made[1] = " ".join(made[0].split()[:6]) + " " + made[1]
    made[2] = made[2] + " " + " ".join(made[3].split()[-6:])
    return made


texts = st.lists(st.integers(0, PARTS - 1), min_size=1, max_size=8)


def letters(text: str) -> str:
    return folded(text)[0]


def produced_runs(held: str, produced: list[str]) -> set[int]:
    """Places of held letters that are in a run of LONG letters that was produced, the slow way."""
    given = [letters(text) for text in produced]
    found: set[int] = set()
    for at in range(len(held) - LONG + 1):
        if any(held[at : at + LONG] in one for one in given):
            found.update(range(at, at + LONG))
    return found


def absent_words(text: str, produced: list[str]) -> list[tuple[int, int]]:
    """Characters of twelve words in a row of which none is anywhere in the production."""
    known = {word for one in produced for word in one.split()}
    spans, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        spans.append((start, start + len(word), word))
        at = start + len(word)
    return [(spans[first][0], spans[first + 11][1]) for first in range(len(spans) - 11)
            if not any(word in known for _, _, word in spans[first : first + 12])]  # fmt: skip


def lost_letters(text: str, found: PageCoverage, *kinds: GapClass) -> set[int]:
    source = folded(text)[1]
    return {
        at
        for at, character in enumerate(source)
        for gap in found.missing
        if (not kinds or gap.kind in kinds) and gap.start <= character < gap.end
    }


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 40), texts, st.lists(texts, min_size=1, max_size=5))
def test_what_was_produced_is_found_and_what_was_not_is_told(seed, held_parts, given_parts):
    parts = passages(seed)
    text = "\n".join(parts[at] for at in held_parts)
    produced = ["\n".join(parts[at] for at in some) for some in given_parts]
    held = documents({"H": text})
    given_texts = documents({f"P{at}": one for at, one in enumerate(produced)})
    (found,) = cover(held, given_texts)
    whole_words = lost_letters(text, found, GapClass.NOT_PRODUCED)
    runs = produced_runs(letters(text), produced)
    begins = word_of_letters(text)
    inside = {at for at in runs if all(other in runs for other in begins[at])}
    assert not whole_words & inside
    lost = lost_letters(text, found)
    source = folded(text)[1]
    for start, end in absent_words(text, produced):
        expected = {at for at, character in enumerate(source) if start <= character < end}
        assert expected <= lost


def word_of_letters(text: str) -> list[range]:
    """For each letter the letters of its word."""
    words_of: list[range] = []
    for word in text.split():
        size = len(letters(word))
        words_of += [range(len(words_of), len(words_of) + size)] * size
    return words_of


def alike(given_parts: list[list[int]]) -> Iterator[int]:
    """How often each wording was produced; two pairs of passages have words in common."""
    times = Counter(at for some in given_parts for at in some)
    yield from times.values()
    yield from (times[0] + times[1], times[2] + times[3])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 40), st.lists(texts, min_size=1, max_size=4),
       st.lists(texts, min_size=2, max_size=5), st.data())  # fmt: skip
def test_removing_a_produced_document_never_raises_coverage(seed, held_parts, given_parts, data):
    """But for short wording that was produced so often that it is looked up nowhere."""
    assume(all(times <= SHORT_OFTEN for times in alike(given_parts)))
    parts = passages(seed)
    held = documents({f"H{n}": "\n".join(parts[at] for at in one)
                      for n, one in enumerate(held_parts)})  # fmt: skip
    produced = documents({f"P{n}": "\n".join(parts[at] for at in one)
                          for n, one in enumerate(given_parts)})  # fmt: skip
    removed = data.draw(st.integers(0, len(produced) - 1))
    fewer = produced[:removed] + produced[removed + 1 :]
    for before, after in zip(cover(held, produced), cover(held, fewer), strict=True):
        assert after.covered + after.boilerplate <= before.covered + before.boilerplate


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40), st.lists(texts, min_size=1, max_size=4),
       st.lists(texts, min_size=1, max_size=5), st.randoms())  # fmt: skip
def test_the_order_of_what_is_given_does_not_matter(seed, held_parts, given_parts, rng):
    parts = passages(seed)
    held = documents({f"H{n}": "\n".join(parts[at] for at in one)
                      for n, one in enumerate(held_parts)})  # fmt: skip
    produced = documents({f"P{n}": "\n".join(parts[at] for at in one)
                          for n, one in enumerate(given_parts)})  # fmt: skip
    shuffled = rng.sample(produced, len(produced))
    assert cover(held, produced) == cover(held, shuffled)


@pytest.mark.parametrize("size", [48, 60, 100, 200])
def test_a_run_alone_among_strangers(size):
    for seed in range(20):
        run = "".join(words(40, 500 + seed))[:size]
        held = f"{prose(60, seed)} {run} {prose(60, 100 + seed)}"
        produced = f"{prose(50, 200 + seed)} {run} {prose(50, 300 + seed)}"
        (found,) = cover(documents({"H": held}), documents({"P": produced}))
        at = held.index(run)
        assert not any(gap.start < at + size and at < gap.end for gap in found.missing)


@pytest.mark.parametrize("copies", [17, 40, 300])
def test_wording_that_was_produced_very_often_is_found_with_what_follows_it(copies):
    """The gram is too frequent to be looked up everywhere, and only one place has the whole run."""
    form = "".join(words(9, 7))[:40]
    held = f"{prose(30, 1)} {form}x{''.join(words(9, 8))[:24]} {prose(30, 2)}"
    produced = [Text(f"P{at}", (f"{prose(20, 50 + at)} {form} {prose(20, 900 + at)}",))
                for at in range(copies)]  # fmt: skip
    produced.append(
        Text("Z", (f"{prose(20, 3)} {form}x{''.join(words(9, 8))[:24]} {prose(9, 4)}",))
    )
    (found,) = cover(documents({"H": held}), produced)
    at = held.index(form)
    assert not any(gap.start < at + 65 and at < gap.end for gap in found.missing)
