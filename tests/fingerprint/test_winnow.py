"""Winnowed grams, against the definition written out; and the promise that they make."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kyles.fingerprint import winnow
from kyles.fingerprint.text import fold
from kyles.fingerprint.winnow import gram_at


def letters(text):
    return fold([text], [0]).letters


def grams(text, size, window):
    own = letters(text)
    hashes, places = winnow.grams(own, np.array([[0, own.size]]), size, window)
    return hashes.tolist(), places.tolist()


def reference(text, size, window):
    """Of each window the least hash; of equal ones the one taken before, or else the last."""
    own = letters(text)
    hashes = [int(gram_at(own, at, size)) for at in range(own.size - size + 1)]
    found, last = [], -1
    for end in range(min(window, len(hashes)), len(hashes) + 1):
        some = range(max(0, end - window), end)
        least = min((hashes[at] for at in some), default=None)
        if least is not None and not (last in some and hashes[last] == least):
            last = max(at for at in some if hashes[at] == least)
            found.append(last)
    return [hashes[at] for at in found], found


@given(st.text("abc", max_size=200), st.integers(1, 12), st.integers(1, 20))
def test_as_defined(text, size, window):
    hashes, places = grams(text, size, window)
    expected = reference(text, size, window)
    assert places == sorted(set(places))
    assert set(hashes) == set(expected[0])


@given(st.text("abcdefgh", min_size=48, max_size=80), st.text("abc", max_size=30),
       st.text("xyz", max_size=30))  # fmt: skip
def test_a_run_shares_a_gram_whatever_stands_around(run, before, after):
    one, _ = grams(run, 32, 17)
    other, _ = grams(before + run + after, 32, 17)
    assert set(one) & set(other)


def test_periodic_text_has_few_grams():
    hashes, _ = grams("x" * 3000, 16, 16)
    assert len(hashes) < 3000 / 8


def test_stretches_are_looked_at_apart():
    own = letters("abcdefghijklmnop")
    hashes, places = winnow.grams(own, np.array([[0, 5], [8, 16]]), 4, 2)
    assert all(at + 4 <= 5 or at >= 8 for at in places.tolist())
    assert hashes.size == places.size > 2


@given(st.text("abcd", min_size=6, max_size=60), st.integers(1, 6))
def test_a_gram_by_itself_has_the_same_hash(text, size):
    own = letters(text)
    hashes, places = winnow.grams(own, np.array([[0, own.size]]), size, 1)
    assert hashes.tolist() == [int(gram_at(own, at, size)) for at in places.tolist()]
