"""Compiled and interpreted loops give the same answers: the fast way against the plain one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.coverage.test_large import made

from kyles.fingerprint import winnow
from kyles.fingerprint.kernel import interpreted
from kyles.fingerprint.text import fold
from kyles.reconcile import coverage
from kyles.reconcile.coverage.stream import stream


@pytest.mark.parametrize("seed", range(4, 10))
def test_coverage(monkeypatch, seed):
    held, produced = made(seed)
    plainly = coverage.cover(held, produced)
    monkeypatch.setattr(coverage, "A_FEW_PAGES", 0)
    assert coverage.cover(held, produced) == plainly


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_streams(pages):
    compiled = stream([pages], 0xFFFE)
    with interpreted():
        plain = stream([pages], 0xFFFE)
    for name in ("letters", "begins", "pages", "documents", "prints", "source"):
        assert getattr(plain, name).tolist() == getattr(compiled, name).tolist()
        assert getattr(plain, name).dtype == getattr(compiled, name).dtype


@settings(deadline=None)
@given(st.text("abc", max_size=120), st.integers(1, 10), st.integers(1, 12), st.booleans())
def test_grams(text, size, window, is_open):
    letters = fold([text], [0]).letters
    stretches = np.array([[0, letters.size, is_open]], np.int64)
    compiled = winnow.grams(letters, stretches, size, window)
    with interpreted():
        plain = winnow.grams(letters, stretches, size, window)
    for one, other in zip(compiled, plain, strict=True):
        assert one.tolist() == other.tolist()
        assert one.dtype == other.dtype
