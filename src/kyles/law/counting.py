"""How a court counts days: one table a court, never a constant.

Three dates come out of every count. *Raw* is where the count itself ends, *rolled* is moved off a
day on which the court is closed, and *safe* is the earlier of the two, without any days added for
the manner of service: the one to rely on. Whether a closed day is skipped inside short periods,
and which way the end moves, is the table's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays

from kyles.law.jurisdiction import Source, Trust
from kyles.law.period import Period

OF_COURT = "state of the court"  # in a rule file: the holidays of the state where a court sits
ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Short(StrEnum):
    """How the days of a short period are counted."""

    BUSINESS = "business"  # days on which the court is closed are skipped
    CALENDAR = "calendar"


class Roll(StrEnum):
    """Whether an end on a day on which the court is closed moves on, in the direction counted."""

    NEXT = "next"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Counting:
    """A table of day counting, as a rule file writes it."""

    id: str
    holidays: str  # "US" or "US-NM", as the package `holidays` names them
    roll: Roll
    source: Source
    trust: Trust
    short_max: int = 0  # periods of so many days or less are short
    short: Short = Short.CALENDAR
    also_forward: str = ""  # further holidays that count only where days are counted forward
    service: Mapping[str, int] = field(default_factory=dict)  # days added, by manner of service
    closed: frozenset[date] = frozenset()  # further days on which the court is closed
    verified_until: date | None = None  # from when on the text of the rule was not read
    unverified: tuple[str, ...] = ()  # fields that were not read
    note: str = ""

    def open_points(self, day: date | None) -> list[str]:
        """What was not verified of it, for a period that ends on a day."""
        if self.trust is Trust.UNVERIFIED:
            return ["day counting"]
        found = [f"day counting ({name.replace('_', ' ')})" for name in self.unverified]
        if day and self.verified_until and day > self.verified_until:
            found.append(f"day counting after {self.verified_until}")
        return found

    def is_closed(self, day: date, *, backward: bool = False) -> bool:
        """Whether the court is closed on a day."""
        if day.weekday() >= SATURDAY or day in self.closed:
            return True
        also = "" if backward or self.also_forward == OF_COURT else self.also_forward
        return day in _holidays(self.holidays, day.year) or bool(
            also and day in _holidays(also, day.year)
        )

    def skips(self, period: Period) -> bool:
        """Whether closed days inside a period do not count."""
        is_short = period.unit == "day" and period.count <= self.short_max
        return is_short and self.short is Short.BUSINESS


@cache
def _holidays(name: str, year: int) -> frozenset[date]:
    country, _, subdivision = name.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=year))


def known_holidays(name: str) -> str:
    """The name of a calendar, as given. Raises ValueError where there is no such calendar."""
    try:
        _holidays(name, 2024)
    except NotImplementedError as error:
        raise ValueError(name) from error
    return name


@dataclass(frozen=True, slots=True)
class Due:
    """Where a period ends. Alarms go by `safe`."""

    raw: date
    rolled: date
    safe: date


def forward(table: Counting, start: date, period: Period, *, service: str = "") -> Due:
    """Where a period that runs from an event ends; the day of the event is not counted."""
    raw = _skipping(table, start, period.count) if table.skips(period) else period.from_day(start)
    rolled = _open(table, raw)
    if added := table.service.get(service, 0):
        rolled = _open(table, rolled + added * ONE_DAY)
    return Due(raw, rolled, min(raw, rolled))


def backward(table: Counting, event: date, period: Period) -> Due:
    """The last day that is a whole period before an event; an end on a closed day moves earlier."""
    count = period.count
    raw = _skipping(table, event, -count) if table.skips(period) else period.back_from(event)
    rolled = _open(table, raw, backward=True)
    return Due(raw, rolled, min(raw, rolled))


def at_least(start: date, period: Period) -> Due:
    """The last day of a period through which something must be kept; it never moves."""
    last = period.from_day(start)
    return Due(last, last, last)


def _skipping(table: Counting, start: date, count: int) -> date:
    """So many open days after a day, or before it where the count is negative."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    day, left = start, abs(count)
    while left:
        day += step
        left -= not table.is_closed(day, backward=count < 0)
    return day


def _open(table: Counting, day: date, *, backward: bool = False) -> date:
    """The day itself, or the nearest open one in the direction counted."""
    if table.roll is Roll.NONE:
        return day
    while table.is_closed(day, backward=backward):
        day += -ONE_DAY if backward else ONE_DAY
    return day


def earliest(some: Iterable[Due]) -> Due | None:
    """The end with the earliest safe date, among those of disputed starts."""
    return min(some, key=lambda due: (due.safe, due.rolled), default=None)
