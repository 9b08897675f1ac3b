"""Dates as far as they are known: what words say, both readings, and what may be compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles import dates
from kyles.dates import Known, Order

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@st.composite
def known(draw: st.DrawFn) -> Known:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Known(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("2024-03-06", ["2024-03-06"]),
        ("March 6, 2024", ["2024-03-06"]),
        ("6 Mar. 2024", ["2024-03-06"]),
        ("6th of May", []),
        ("3/6/24", ["2024-03-06", "2024-06-03"]),
        ("13/6/24", ["2024-06-13"]),
        ("4/4/1999", ["1999-04-04"]),
        ("1/2/71", ["1971-01-02", "1971-02-01"]),
        ("March 2024", ["2024-03"]),
        ("2024-02", ["2024-02"]),
        ("2024", ["2024"]),
        ("before 2024", ["2023-12-31 or earlier"]),
        ("after March 2024", ["2024-04-01 or later"]),
        ("by 3/6/24", ["2024-03-06 or earlier", "2024-06-03 or earlier"]),
        ("since 2024-03-06", ["2024-03-06 or later"]),
        ("from 2023 to 2024", ["2023-01-01 to 2024-12-31"]),
        ("between March 2024 and 2024-05-02", ["2024-03-01 to 2024-05-02"]),
        ("2024 to 2023", []),
        ("2024-02-30", []),
        ("30/31/24", []),
        ("0000", []),
        ("soon", []),
        ("", []),
    ],
)
def test_what_words_say(words: str, readings: list[str]) -> None:
    assert [dates.written(one) for one in dates.read(words)] == readings


def test_words_are_kept() -> None:
    (told,) = dates.read("  March  2024 ")
    assert str(told) == "March 2024"
    assert told.day is None


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert [one.day for one in dates.read(day.isoformat())] == [day]
    assert day in [one.day for one in dates.read(f"{day.month}/{day.day}/{day.year}")]


@given(known())
def test_what_is_written_is_read_again(one: Known) -> None:
    if one.first or one.last:
        (told,) = dates.read(dates.written(one))
        assert (told.first, told.last) == (one.first, one.last)


@given(known(), known())
def test_comparison_has_two_sides(one: Known, other: Known) -> None:
    turned = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE}
    there = dates.compare(one, other)
    assert dates.compare(other, one) is turned.get(there, there)
    assert dates.agree(one, other) is (there in (Order.SAME, Order.UNKNOWN))


@given(known(), known(), DAYS)
def test_a_day_inside_belongs_to_what_contains_it(one: Known, other: Known, day: date) -> None:
    if dates.contains(one, other) and dates.contains(other, dates.on(day)):
        assert dates.contains(one, dates.on(day))


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("2023", "2024-01-01", Order.BEFORE),
        ("2024-03-06", "March 6, 2024", Order.SAME),
        ("March 2024", "2024-03-06", Order.UNKNOWN),
        ("before 2024", "2024", Order.BEFORE),
        ("after 2024", "2024-12-31", Order.AFTER),
        ("before 2024", "2023", Order.UNKNOWN),
    ],
)
def test_order(one: str, other: str, order: Order) -> None:
    (first,), (second,) = dates.read(one), dates.read(other)
    assert dates.compare(first, second) is order
