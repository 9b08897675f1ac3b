"""Where paragraphs and sentences end: the quick patterns against plainly written ones."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kyles.chronology import Sentence, of_pages, sentences
from kyles.chronology.sentences import _END, _PARAGRAPH, _SHORT

PARAGRAPH = re.compile(r"\S(?:(?!\n[^\S\n]*\n).)*", re.DOTALL)
BEHIND = "".join(rf"(?<!\b{word})" for word in ["[A-Z]", *_SHORT.split()])
END = re.compile(rf"{BEHIND}[.!?][\"'”’)]*(?=\s|$|(?<=[a-z][.!?])[A-Z])")

WORDS = [*_SHORT.split(), "A", "She", "left", "noon", "\n", "\n\n", "\n \t\n", "\r\n", "\v",
         "\u2028", " ", ".", "!", "?", ". ", '."', ".”", ".)", ",", "5", "p.m."]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


@given(TEXTS)
def test_paragraphs_end_where_a_line_has_no_words(text: str) -> None:
    assert spans(_PARAGRAPH, text) == spans(PARAGRAPH, text)


@given(TEXTS)
def test_sentences_end_after_a_mark_that_shortens_no_word(text: str) -> None:
    assert spans(_END, text) == spans(END, text)


@given(st.dictionaries(st.integers(1, 4), TEXTS))
def test_a_sentence_is_what_stands_at_its_place(pages: dict[int, str]) -> None:
    found = list(of_pages(pages))
    assert all(pages[one.page][one.start : one.end] == one.text for one in found)
    assert found == sorted(found, key=lambda one: (one.page, one.start))
    assert found == [one for page in sorted(pages) for one in sentences(page, pages[page])]
    assert all(isinstance(one, Sentence) for one in found)
