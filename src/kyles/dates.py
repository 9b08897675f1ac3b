"""Dates as far as they are known: a year, a month, a day, a range, "before" and "after".

A date is the first and the last day that it may be; `None` where a side is open. What can be read
in two ways, such as 3/6/24, has two readings; nobody chooses between them here.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
SHORT = {name[:3]: at for name, at in MONTHS.items()} | {"sept": 9}
CENTURY = 70  # two-digit years from here are of the 20th century, smaller ones of the 21st


class Order(StrEnum):
    """How two dates stand to each other, as far as both are known."""

    BEFORE = "before"
    SAME = "same"
    AFTER = "after"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """The days that a date may be, both ends included, and the words that said so."""

    first: date | None
    last: date | None
    words: str = ""

    @property
    def day(self) -> date | None:
        """The day, where it is known to the day."""
        return self.first if self.first == self.last else None

    def __str__(self) -> str:
        return self.words or written(self)


def on(day: date) -> Known:
    """One day."""
    return Known(day, day)


def year(number: int) -> Known:
    """Some day of a year."""
    return Known(date(number, 1, 1), date(number, 12, 31))


def month(of_year: int, number: int) -> Known:
    """Some day of a month."""
    length = calendar.monthrange(of_year, number)[1]
    return Known(date(of_year, number, 1), date(of_year, number, length))


def before(known: Known) -> Known:
    """Some day before all of another date."""
    return Known(None, _shifted(known.first, -1))


def after(known: Known) -> Known:
    """Some day after all of another date."""
    return Known(_shifted(known.last, 1), None)


def between(one: Known, other: Known) -> Known:
    """Some day from the first day of one to the last of the other."""
    return Known(one.first, other.last)


def _shifted(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None


def written(known: Known) -> str:
    """A date as Kyles writes it: 2024-03-06, 2024-03, 2024, or both ends of a range."""
    first, last = known.first, known.last
    if first and last:
        return _span(first, last)
    if first:
        return f"{first} or later"
    return f"{last} or earlier" if last else "unknown"


def _span(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return f"{first.year:04d}"
    of_month = month(first.year, first.month)
    if (first, last) == (of_month.first, of_month.last):
        return f"{first:%Y-%m}"
    return f"{first} to {last}"


def compare(one: Known, other: Known) -> Order:
    """Whether one date is surely before, surely after, or the same day as another."""
    if one.last and other.first and one.last < other.first:
        return Order.BEFORE
    if one.first and other.last and one.first > other.last:
        return Order.AFTER
    return Order.SAME if one.day and one.day == other.day else Order.UNKNOWN


def agree(one: Known, other: Known) -> bool:
    """Whether both may be true of one event: they share a day."""
    return compare(one, other) not in (Order.BEFORE, Order.AFTER)


def contains(one: Known, other: Known) -> bool:
    """Whether every day that the other may be is one that this may be."""
    starts = one.first is None or (other.first is not None and one.first <= other.first)
    ends = one.last is None or (other.last is not None and other.last <= one.last)
    return starts and ends


def read(words: str) -> tuple[Known, ...]:
    """Every reading of words that are a date: none, one, or two for 3/6/24."""
    flat = " ".join(words.split())
    for pattern, readings in _FORMS:
        if match := re.fullmatch(pattern, flat, re.IGNORECASE):
            found = dict.fromkeys((one.first, one.last) for one in _possible(readings, match))
            if found:
                return tuple(Known(first, last, flat) for first, last in found)
    return ()


def _possible(readings: "Readings", match: re.Match[str]) -> Iterator[Known]:
    try:
        yield from readings(match)
    except (ValueError, OverflowError):  # a day that the calendar does not have
        return


Readings = Callable[[re.Match[str]], Iterator[Known]]

_NAME = "|".join(sorted({*MONTHS, *SHORT}, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"


def _named(match: re.Match[str]) -> Iterator[Known]:
    number = _month_number(match["month"])
    yield on(date(int(match["year"]), number, int(match["day"])))


def _month_number(name: str) -> int:
    lowered = name.lower()
    return MONTHS.get(lowered) or SHORT[lowered]


def _of_month(match: re.Match[str]) -> Iterator[Known]:
    yield month(int(match["year"]), _month_number(match["month"]))


def _iso(match: re.Match[str]) -> Iterator[Known]:
    yield on(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _iso_month(match: re.Match[str]) -> Iterator[Known]:
    yield month(int(match["year"]), int(match["month"]))


def _numbers(match: re.Match[str]) -> Iterator[Known]:
    """Month first as the United States write it, then day first as most others do."""
    told = int(match["year"])
    full = told if len(match["year"]) == 4 else told + (1900 if told >= CENTURY else 2000)
    one, two = int(match["one"]), int(match["two"])
    for of_month, of_day in ((one, two), (two, one)):
        if 1 <= of_month <= 12 and 1 <= of_day <= calendar.monthrange(full, of_month)[1]:
            yield on(date(full, of_month, of_day))


def _year(match: re.Match[str]) -> Iterator[Known]:
    yield year(int(match["year"]))


def _beside(relation: Callable[[Known], Known]) -> Readings:
    def readings(match: re.Match[str]) -> Iterator[Known]:
        yield from (relation(one) for one in read(match["rest"]))

    return readings


def _until(match: re.Match[str]) -> Iterator[Known]:
    for one in read(match["rest"]):
        yield Known(None, one.last)


def _since(match: re.Match[str]) -> Iterator[Known]:
    for one in read(match["rest"]):
        yield Known(one.first, None)


def _range(match: re.Match[str]) -> Iterator[Known]:
    for start in read(match["start"]):
        for end in read(match["end"]):
            if compare(start, end) is not Order.AFTER:
                yield between(start, end)


_FORMS: tuple[tuple[str, Readings], ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", _iso),
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})", _iso_month),
    (_YEAR, _year),
    (rf"(?P<month>{_NAME})\.? {_DAY},? {_YEAR}", _named),
    (rf"{_DAY} (?P<month>{_NAME})\.?,? {_YEAR}", _named),
    (rf"(?P<month>{_NAME})\.?,? {_YEAR}", _of_month),
    (r"(?P<one>\d{1,2})([/.-])(?P<two>\d{1,2})\2(?P<year>\d{4}|\d{2})", _numbers),
    (r"before (?P<rest>.+)", _beside(before)),
    (r"after (?P<rest>.+)", _beside(after)),
    (r"(?:from |between )?(?P<start>.+?) (?:to|and|until) (?P<end>.+)", _range),
    (r"(?:by|until|on or before) (?P<rest>.+)", _until),
    (r"(?P<rest>.+) or earlier", _until),
    (r"(?:since|from|on or after) (?P<rest>.+)", _since),
    (r"(?P<rest>.+) or later", _since),
)
