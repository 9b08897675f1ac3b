"""Dates that count from the day of writing, where that is known; else they stay open."""

import calendar
from datetime import date, timedelta

from kyles import dates
from kyles.dates import Known
from kyles.mentions.dates import BOTH


def meant(value: str, written: Known | None) -> tuple[Known, ...]:
    """The readings of a date mention; none where the year or the day of writing is missing."""
    if value.startswith("--"):
        return _latest(value, written)
    if value[:4] in ("last", "this", "next"):
        return _counted(value, written)
    return tuple(one for part in value.split(BOTH) for one in dates.read(part))


def _latest(value: str, written: Known | None) -> tuple[Known, ...]:
    """The last such day or month that began before the text was written."""
    if written is None or written.first is None or written.last is None:
        return ()
    month, _, day = value[2:].partition("-")
    years = {_before(int(month), int(day or 1), edge) for edge in (written.first, written.last)}
    found = (_in_year(year, int(month), int(day or 0)) for year in sorted(years))
    return tuple(one for one in found if one)


def _before(month: int, day: int, edge: date) -> int:
    return edge.year if (month, day) <= (edge.month, edge.day) else edge.year - 1


def _in_year(year: int, month: int, day: int) -> Known | None:
    if not day:
        return dates.month(year, month)
    return dates.on(date(year, month, day)) if day <= _length(year, month) else None


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _counted(value: str, written: Known | None) -> tuple[Known, ...]:
    """ "last year", "next month": counted where the text was written within one."""
    if written is None or written.first is None or written.last is None:
        return ()
    which, unit = value.split()
    step = {"last": -1, "this": 0, "next": 1}[which]
    first, last = written.first, written.last
    if unit == "year":
        return (dates.year(first.year + step),) if first.year == last.year else ()
    if (first.year, first.month) != (last.year, last.month):
        return ()
    inside = date(first.year, first.month, 15) + timedelta(days=30 * step)
    return (dates.month(inside.year, inside.month),)
