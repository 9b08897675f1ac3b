"""A period of the law, such as "90 days" or "3 years"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

FORM = r"(\d+) (day|week|month|year)s?"
EXPECTED = "a period such as 90 days, 6 months or 3 years"


@dataclass(frozen=True, slots=True)
class Period:
    """A number of days, months or years."""

    count: int
    unit: str  # day, month or year

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def from_day(self, day: date) -> date:
        """The same day that much later; the last of the month where it has no such day."""
        return self._moved(day, self.count)

    def back_from(self, day: date) -> date:
        """The same day that much earlier."""
        return self._moved(day, -self.count)

    def _moved(self, day: date, count: int) -> date:
        if self.unit == "day":
            return day + timedelta(days=count)
        months = count * (12 if self.unit == "year" else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last))


def period(text: str) -> Period:
    """A period from its words. Raises ValueError."""
    match = re.fullmatch(FORM, text)
    if not match:
        raise ValueError(text)
    count, unit = int(match[1]), match[2]
    return Period(count * 7, "day") if unit == "week" else Period(count, unit)
