"""Folding: what counts as the same letter, where it came from, and how grams are hashed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.fingerprint.text import codes, fold, fold_character, folded, grams, word_starts


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
    assert folded(text).letters == letters


def test_offsets_name_the_source_character():
    assert folded("A ﬁ-b").source == (0, 2, 2, 4)


@given(st.text())
def test_every_letter_comes_from_the_character_at_its_offset(text):
    one = folded(text)
    assert list(one.source) == sorted(one.source)
    by_character = "".join(fold_character(character) for character in text)
    assert one.letters == by_character
    for letter, at in zip(one.letters, one.source, strict=True):
        assert letter in fold_character(text[at])


@given(st.text())
def test_folding_again_changes_nothing(text):
    once = folded(text).letters
    assert folded(once).letters == once


@given(st.text(), st.text())
def test_folding_is_local(left, right):
    assert folded(left + right).letters == folded(left).letters + folded(right).letters


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
    characters = codes(text)
    _, source = fold(characters)
    assert word_starts(characters, source).sum() == words


@given(st.text(alphabet="ab", max_size=60), st.integers(1, 50))
def test_grams_are_equal_where_letters_are(text, size):
    hashes = grams(codes(text), size)
    pieces = [text[at : at + size] for at in range(len(text) - size + 1)]
    assert hashes.size == len(pieces)
    assert len(set(hashes.tolist())) == len(set(pieces))
    for one, other in zip(pieces, hashes, strict=True):
        assert grams(codes(one), size).tolist() == [int(other)]


def test_grams_of_too_short_a_text():
    assert grams(codes("abc"), 4).size == 0
    assert grams(np.zeros(0, np.uint32), 1).size == 0
