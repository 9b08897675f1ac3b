"""Cells of tables as they are compared: what a cell says, however a program writes it.

1,234.50 and 1234.5 are the same number, 12% and 0.12, 03/14/2024 and 2024-03-14 the same day, 2:30
PM and 14:30:00 the same time. A date that could be read in two ways is read as it is written in the
United States, month first. Of words letters and digits count, as everywhere.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kyles import dates
from kyles.fingerprint.folding import fold_character

_NUMBER = re.compile(r"(-|\()?\s?[$€£]?\s?((?:\d{1,3}(?:,\d{3})+|\d{1,15})?(?:\.\d+)?)\s?(%)?\)?")
_DAY = re.compile(
    r"(?:(?P<iso>\d{4})-(?P<isomonth>\d\d?)-(?P<isoday>\d\d?)"
    r"|(?P<month>\d\d?)[/.-](?P<day>\d\d?)[/.-](?P<year>\d{4}|\d\d)"
    r"|(?P<day2>\d\d?)[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<year2>\d{4}|\d\d)"
    r"|(?P<name3>[A-Za-z]{3,9})\.? (?P<day3>\d\d?),? (?P<year3>\d{4}))"
    r"(?:[T ,]+(?P<time>\d.*))?"
)
_TIME = re.compile(r"(\d\d?):(\d\d)(?::(\d\d)(?:\.0*)?)?\s*([ap])?\.?\s*(?:m\.?)?", re.IGNORECASE)


@lru_cache(1 << 16)
def cell_key(cell: str) -> str:
    """What a cell says; "" where it says nothing."""
    text = cell.strip()
    if text[:1].isalpha() and not _DAY.fullmatch(text):
        return _folded(text)
    return _number(text) or _moment(text) or _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return "".join(letter for letter in text.lower() if letter.isalnum())
    return "".join(map(fold_character, text))


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    if not found or not found[2] or found[2] == ".":
        return ""
    value = Decimal(found[2].replace(",", "")) / (100 if found[3] else 1)
    told = f"{-value if found[1] and value else value:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def _moment(text: str) -> str:
    """A day, a time, or both."""
    found = _DAY.fullmatch(text)
    day = _day(found.groupdict()) if found else None
    if found is None or day is None:
        return _time(text)
    time = _time(found["time"] or "")
    return f"{day.isoformat()}{'' if time in ('', '0:00') else f' {time}'}"


def _day(found: dict[str, str | None]) -> date | None:
    month = found["isomonth"] or found["month"] or _month(found["name"] or found["name3"] or "")
    day = found["isoday"] or found["day"] or found["day2"] or found["day3"] or ""
    year = int(found["iso"] or found["year"] or found["year2"] or found["year3"] or 0)
    if year < 100:
        year += 1900 if year >= dates.CENTURY else 2000
    for first, second in ((month, day), (day, month)):
        try:
            return date(year, int(first), int(second))
        except ValueError:
            continue
    return None


def _month(name: str) -> str:
    return str(dates.MONTHS.get(name.lower()) or dates.SHORT.get(name.lower()) or "")


def _time(text: str) -> str:
    found = _TIME.fullmatch(text.strip())
    if not found:
        return ""
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + 12 * (found[4].lower() == "p")
    seconds = f":{found[3]}" if found[3] not in (None, "00") else ""
    return f"{hour}:{found[2]}{seconds}" if hour < 24 else ""
