"""Reads the tables of day counting of a rule file.

counting:
  nm-court:
    holidays: US-NM
    short_max: 10          # periods of ten days or less ...
    short: business        # ... skip days on which the court is closed
    roll: next             # an end on such a day moves on
    service: {mail: 3}     # days added, by manner of service
    source: nmra-1-006
    trust: verified
"""

from collections.abc import Mapping
from datetime import date

from kyles.law.counting import OF_COURT, Counting, Roll, Short, known_holidays
from kyles.law.jurisdiction import Source, Trust
from kyles.law.reading import Value
from kyles.law.source_file import checked_trust, named_source

_REQUIRED = ("holidays", "roll", "source", "trust")
_OPTIONAL = ("short_max", "short", "also_forward", "service", "closed", "note",
             "verified_until", "unverified")  # fmt: skip
_NUMBER = (r"\d+", "a number of days")


def counting(name: str, value: Value, sources: Mapping[str, Source]) -> Counting:
    """One table. Raises RuleFileWrong."""
    told = value.fields(_REQUIRED, _OPTIONAL)
    source = named_source(told["source"], sources)
    return Counting(
        id=name,
        holidays=calendar(told["holidays"]),
        roll=Roll(told["roll"].word([one.value for one in Roll])),
        source=source,
        trust=Trust(checked_trust(told["trust"], source)),
        short_max=int(told["short_max"].text(*_NUMBER)) if "short_max" in told else 0,
        short=Short(told["short"].word([one.value for one in Short]))
        if "short" in told
        else Short.CALENDAR,
        also_forward=_also(told["also_forward"]) if "also_forward" in told else "",
        service=_service(told["service"]) if "service" in told else {},
        closed=_closed(told["closed"]) if "closed" in told else frozenset(),
        verified_until=date.fromisoformat(told["verified_until"].day())
        if "verified_until" in told
        else None,
        unverified=told["unverified"].words(told) if "unverified" in told else (),
        note=told["note"].text() if "note" in told else "",
    )


def calendar(value: Value) -> str:
    name = value.text(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "a calendar such as US, US-NM or GB-ENG")
    return value.parsed(lambda: known_holidays(name), "a calendar of the package 'holidays'")


def _also(value: Value) -> str:
    return OF_COURT if value.text() == OF_COURT else calendar(value)


def _service(value: Value) -> dict[str, int]:
    return {name: int(days.text(*_NUMBER)) for name, days in value.entries().items()}


def _closed(value: Value) -> frozenset[date]:
    return frozenset(date.fromisoformat(one.day()) for one in value.items())
