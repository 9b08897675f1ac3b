"""Winnowed grams, against the definition written out; and the promise that they make."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kyles.fingerprint import winnow
from kyles.fingerprint.kernel import plain
from kyles.fingerprint.text import fold
from kyles.fingerprint.winnow import gram_at


def letters(text):
    return fold([text], [0]).letters


def grams(text, size, window):
    own = letters(text)
    hashes, places = winnow.grams(own, np.array([[0, own.size, 0]]), size, window)
    return hashes.tolist(), places.tolist()


def reference(text, size, window):
    """Of each window the gram with the least hash, of equal ones the last."""
    own = letters(text)
    hashes = [int(plain(gram_at)(own, at, size)) for at in range(own.size - size + 1)]
    windows = [
        range(max(0, end - window), end)
        for end in range(min(window, len(hashes)), len(hashes) + 1)
        if hashes
    ]
    found = sorted({max(some, key=lambda at: (-hashes[at], at)) for some in windows})
    return [hashes[at] for at in found], found


@given(st.text("abc", max_size=200), st.integers(1, 12), st.integers(1, 20))
def test_as_defined(text, size, window):
    assert grams(text, size, window) == reference(text, size, window)


@given(st.text("abcdefgh", min_size=48, max_size=80), st.text("abc", max_size=30),
       st.text("xyz", max_size=30))  # fmt: skip
def test_a_run_shares_a_gram_whatever_stands_around(run, before, after):
    one, _ = grams(run, 32, 17)
    other, _ = grams(before + run + after, 32, 17)
    assert set(one) & set(other)


@given(st.text("abcd", max_size=200), st.integers(0, 200))
def test_a_text_cut_in_two_has_the_same_grams(text, cut):
    size, window = 5, 7
    reach = size + window - 2
    left, right = text[: cut + reach], text[max(0, cut - reach) :]
    _, whole = grams(text, size, window)
    if min(len(left), len(right)) < size + window - 1:
        return
    shift = max(0, cut - reach)
    parts = {*grams(left, size, window)[1], *(at + shift for at in grams(right, size, window)[1])}
    assert parts == set(whole)


def test_stretches_are_looked_at_apart():
    own = letters("abcdefghijklmnop")
    hashes, places = winnow.grams(own, np.array([[0, 5, 0], [8, 16, 0]]), 4, 2)
    assert all(at + 4 <= 5 or at >= 8 for at in places.tolist())
    assert hashes.size == places.size > 2


@given(st.text("abcd", min_size=6, max_size=60), st.integers(1, 6))
def test_a_gram_by_itself_has_the_same_hash(text, size):
    own = letters(text)
    hashes, places = winnow.grams(own, np.array([[0, own.size, 0]]), size, 1)
    assert hashes.tolist() == [int(plain(gram_at)(own, at, size)) for at in places.tolist()]
