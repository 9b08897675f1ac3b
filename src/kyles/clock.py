"""The only place that asks what time it is.

Time is UTC inside; the court's zone is applied at the edge. `KYLES_NOW` (an ISO date and time)
fixes the clock, for the demo and for tests: the same input then gives the same bytes.
"""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment in UTC, to the second."""
    fixed = os.environ.get("KYLES_NOW")
    moment = datetime.fromisoformat(fixed) if fixed else datetime.now(UTC)
    return moment.astimezone(UTC).replace(microsecond=0)


def stamp() -> str:
    """The present moment as text, for example `2024-07-12T16:05:00Z`."""
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")


def today(zone: str) -> date:
    """The present day in a court's time zone, for example `America/Denver`."""
    return now().astimezone(ZoneInfo(zone)).date()
