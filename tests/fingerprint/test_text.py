"""Folding: what counts as the same letter, where it came from, and where words begin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.fingerprint.folding import HELD_BORDER, fold_character, units
from kyles.fingerprint.text import as_text, fold, folded


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Twenty-four LIVE rounds", "twentyfourliverounds"),
        ("naïve Café ÅÅ", "naivecafeaa"),
        ("o\u0308 and ö", "oando"),
        ("ﬁle oﬀice Straße", "fileofficestrasse"),
        ("“don’t” – ‘do’ … —", "dontdo"),
        ("exam-\nple exam\xadple exam\x02\nple exam\ufffeple", "exampleexampleexampleexample"),
        ("①² ½", "1212"),
        (" \t\r\n.,;:!?\u200b\ufeff", ""),
        ("дело № 7 文書", "делоno7文書"),
    ],
)
def test_what_counts(text, letters):
    assert folded(text)[0] == letters


def test_offsets_name_the_source_character():
    assert folded("A ﬁ-b")[1] == [0, 2, 2, 4]


@given(st.text())
def test_every_letter_comes_from_the_character_at_its_offset(text):
    letters, source = folded(text)
    assert source == sorted(source)
    by_character = "".join(fold_character(character) for character in text)
    assert letters == as_text(units(by_character))
    for letter, at in zip(units(by_character), source, strict=True):
        assert letter in units(fold_character(text[at]))


@given(st.text())
def test_folding_again_changes_nothing(text):
    once = fold([text], [0]).letters
    again = once.tobytes().decode("utf-16-le")
    assert fold([again], [0]).letters.tolist() == once.tolist()


@given(st.text(), st.text())
def test_folding_is_local(left, right):
    assert folded(left + right)[0] == folded(left)[0] + folded(right)[0]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_pages_together_are_as_pages_alone(pages):
    borders = [HELD_BORDER if at % 2 else 0 for at in range(len(pages))]
    together = fold(pages, borders)
    starts = [0, *together.ends.tolist()]
    for page, border, first, end in zip(pages, borders, starts, starts[1:], strict=False):
        alone = fold([page], [border])
        assert together.letters[first:end].tolist() == alone.letters.tolist()
        assert together.source[first:end].tolist() == alone.source.tolist()
        assert together.begins[first:end].tolist() == alone.begins.tolist()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two words", 2),
        ("don't o’clock", 2),
        ("exam\xad\nple", 1),
        ("exam\ufffe\r\n  ple", 1),
        ("exam\x02\nple next", 2),
        ("cafe\u0301s", 1),
        ("12.50", 2),
        ("...", 0),
    ],
)
def test_words(text, words):
    assert fold([text], [0]).begins.sum() == words


def test_nothing_at_all():
    one = fold([], [])
    assert (one.letters.size, one.ends.size) == (0, 0)
    assert fold([""], [0]).ends.tolist() == [0]
    assert one.letters.dtype == np.uint16
