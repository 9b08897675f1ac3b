"""Counts in words and figures."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.mentions.numerals import NUMERAL, value_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("24", 24),
        ("1,000", 1000),
        ("twenty-four (24)", 24),
        ("Twenty four", 24),
        ("two dozen", 24),
        ("dozen", 12),
        ("a dozen", 12),
        ("a", 1),
        ("two dozen (24)", 24),
        ("twenty-four (25)", None),
    ],
)
def test_values(text: str, count: int | None) -> None:
    assert re.fullmatch(NUMERAL, text, re.IGNORECASE)
    assert value_of(text) == count


@given(st.integers(0, 99_999))
def test_figures(count: int) -> None:
    assert value_of(f"{count:,}") == value_of(str(count)) == count
