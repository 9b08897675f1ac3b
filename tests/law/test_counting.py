"""Day counting: the worked dates, and what holds for every table and every day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles import law
from kyles.law.counting import Counting, Due, Roll, Short, at_least, backward, earliest, forward
from kyles.law.jurisdiction import Source, Trust
from kyles.law.period import Period, period

HERE = Source("Rule 1", "https://example.org", "2026-11-24")
TABLES = {table.id: table for one in law.jurisdictions() for table in one.counting}
NM = TABLES["nm-court"]
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))
PERIODS = st.builds(Period, st.integers(1, 400), st.sampled_from(["day", "month", "year"])).filter(
    lambda one: one.unit == "day" or one.count < 40
)
TABLE = st.builds(
    Counting,
    id=st.just("x"),
    holidays=st.sampled_from(["US", "US-NM", "US-NY", "US-CA"]),
    roll=st.sampled_from(Roll),
    source=st.just(HERE),
    trust=st.just(Trust.VERIFIED),
    short_max=st.integers(0, 12),
    short=st.sampled_from(Short),
    service=st.just({"mail": 3}),
    closed=st.frozensets(DAYS, max_size=3),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("table", "start", "length", "raw", "rolled", "safe"),
    [
        ("nm-court", "2024-01-31", "10 days", "2024-02-14", "2024-02-14", "2024-02-14"),
        ("nm-court", "2024-02-12", "10 days", "2024-02-26", "2024-02-26", "2024-02-26"),
        ("nm-notice", "2024-07-12", "90 days", "2024-10-10", "2024-10-10", "2024-10-10"),
        ("nm-notice", "2024-03-06", "90 days", "2024-06-04", "2024-06-04", "2024-06-04"),
        ("nm-court", "2024-07-12", "2 years", "2026-07-12", "2026-07-13", "2026-07-12"),
        ("nm-notice", "2024-07-12", "1 year", "2025-07-12", "2025-07-14", "2025-07-12"),
        ("nm-court", "2024-07-12", "3 years", "2027-07-12", "2027-07-12", "2027-07-12"),
        ("nm-court", "2024-12-23", "3 years", "2027-12-23", "2027-12-23", "2027-12-23"),
        ("nm-court", "2021-10-21", "5 years", "2026-10-21", "2026-10-21", "2026-10-21"),
        ("nm-court", "2024-07-31", "30 days", "2024-08-30", "2024-08-30", "2024-08-30"),
        ("fed-criminal", "2024-02-05", "14 days", "2024-02-19", "2024-02-20", "2024-02-19"),
        ("nm-notice", "2024-07-02", "2 days", "2024-07-04", "2024-07-05", "2024-07-04"),
        ("nm-court", "2024-02-29", "1 year", "2025-02-28", "2025-02-28", "2025-02-28"),
    ],
)
def test_worked_dates(
    table: str, start: str, length: str, raw: str, rolled: str, safe: str
) -> None:
    due = forward(TABLES[table], day(start), period(length))
    assert due == Due(day(raw), day(rolled), day(safe))


def test_naive_counting_would_differ() -> None:
    federal = replace(NM, holidays="US")
    assert forward(replace(NM, short_max=0), day("2024-01-31"), Period(10, "day")).rolled == day(
        "2024-02-12"
    )
    assert forward(federal, day("2024-02-12"), Period(10, "day")).rolled == day("2024-02-27")


def test_new_mexico_keeps_presidents_day_after_thanksgiving() -> None:
    assert not NM.is_closed(day("2024-02-19"))
    assert NM.is_closed(day("2024-11-29"))
    assert TABLES["fed-civil"].is_closed(day("2024-02-19"))


def test_counted_back_from_an_event_it_lands_earlier() -> None:
    due = backward(TABLES["ca-court"], day("2026-12-01"), Period(30, "day"))
    assert due == Due(day("2026-11-01"), day("2026-10-30"), day("2026-10-30"))


def test_short_periods_counted_back_skip_closed_days() -> None:
    due = backward(NM, day("2024-07-15"), Period(10, "day"))
    assert due.rolled == day("2024-06-28")


def test_a_state_holiday_counts_forward_only() -> None:
    federal = replace(TABLES["fed-civil"], also_forward="US-NM")
    friday = day("2024-11-29")  # Presidents' Day in New Mexico, no federal holiday
    assert federal.is_closed(friday)
    assert not federal.is_closed(friday, backward=True)


def test_service_adds_days_that_the_safe_date_leaves_out() -> None:
    due = forward(TABLES["fed-civil"], day("2024-02-02"), Period(14, "day"), service="mail")
    assert due == Due(day("2024-02-16"), day("2024-02-20"), day("2024-02-16"))


def test_keeping_never_moves() -> None:
    assert at_least(day("2024-03-06"), Period(120, "day")).rolled == day("2024-07-04")


def test_the_earliest_of_disputed_starts() -> None:
    ends = [forward(NM, day(one), Period(3, "year")) for one in ("2024-12-23", "2024-07-12")]
    assert earliest(ends) == ends[1]
    assert earliest([]) is None


@pytest.mark.parametrize("text", ["3 fortnights", "days", "-1 days", "1.5 years", ""])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"^$|."):
        period(text)


@given(TABLE, DAYS, PERIODS, st.sampled_from(["", "mail", "hand"]))
def test_forward_is_never_before_its_start_nor_on_a_closed_day(
    table: Counting, start: date, length: Period, service: str
) -> None:
    due = forward(table, start, length, service=service)
    assert start < due.safe <= due.raw
    assert due.safe <= due.rolled
    assert table.roll is Roll.NONE or not table.is_closed(due.rolled)


@given(TABLE, DAYS, PERIODS)
def test_backward_is_never_after_its_event_nor_on_a_closed_day(
    table: Counting, event: date, length: Period
) -> None:
    due = backward(table, event, length)
    assert due.rolled <= due.raw < event
    assert due.safe == due.rolled
    assert table.roll is Roll.NONE or not table.is_closed(due.rolled, backward=True)


@given(TABLE, DAYS, PERIODS, st.integers(0, 60), st.sampled_from(["", "mail"]))
def test_an_added_holiday_never_makes_it_earlier(
    table: Counting, start: date, length: Period, after: int, service: str
) -> None:
    before = forward(table, start, length, service=service)
    holiday = before.rolled - timedelta(days=after)
    more = replace(table, closed=table.closed | {holiday})
    later = forward(more, start, length, service=service)
    assert later.rolled >= before.rolled
    assert later.safe >= before.safe


@given(TABLE, DAYS, PERIODS, st.integers(0, 60))
def test_counted_back_an_added_holiday_never_makes_it_later(
    table: Counting, event: date, length: Period, after: int
) -> None:
    before = backward(table, event, length)
    more = replace(table, closed=table.closed | {before.rolled + timedelta(days=after)})
    assert backward(more, event, length).rolled <= before.rolled
