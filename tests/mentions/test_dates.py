"""Dates as they are written: nothing made up, and what only looks like one left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles import dates
from kyles.mentions.dates import find


def values(text: str) -> list[str]:
    return [one.value for one in find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On June 16, 2025, it fired.", "2025-06-16"),
        ("the 21st of October 2021", "2021-10-21"),
        ("21 Oct. 2021", "2021-10-21"),
        ("on 2021-10-21T10:00", "2021-10-21"),
        ("In 2021, deputies came.", "2021"),
        ("the fatal 2021 shooting", "2021"),
        ("in October of 2021", "2021-10"),
        ("on 3/6/24 he", "2024-03-06 / 2024-06-03"),
        ("on 21/10/2021 he", "2021-10-21"),
        ("before October 2021", "2021-09-30 or earlier"),
        ("between 2021 and 2023", "2021 to 2023"),
        ("On July 12, a judge", "--07-12"),
        ("was convicted in March.", "--03"),
        ("resumed last year and", "last year"),
    ],
)
def test_a_date_is_what_is_written(text: str, value: str) -> None:
    expected = "2021-01-01 to 2023-12-31" if value == "2021 to 2023" else value
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "at 1930 hours", "It was at 2021 that he called.", "the Civil Rights Act of 1871",
        "NMSA 1978, Section 29", "fiscal 2021", "Rule 2004", "he may 21", "2000 rounds",
        "item 2021-0422", "$2021", "case 21-2021-7", "February 30, 2021", "We march in line.",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert [one for one in values(text) if one != "2021"] == []
    assert values(text) == []


def test_a_later_form_never_overlaps_a_fuller_one() -> None:
    found = list(find("From June 16, 2025 and in 2021, last year, on July 12."))
    spans = sorted((one.start, one.end) for one in found)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.dates(min_value=dates.date(1900, 1, 1), max_value=dates.date(2089, 12, 31)))
def test_every_day_is_found_as_itself(day: dates.date) -> None:
    for text in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", f"{day}"):
        assert values(f"It was on {text} there") == [day.isoformat()]


@given(st.text(alphabet="MayJune 0123456789/,.-In", max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in find(text))
