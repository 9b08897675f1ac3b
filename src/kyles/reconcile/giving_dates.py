"""On which day an item came to a holder, and on which it was given to a defendant."""

from datetime import date

from kyles import dates
from kyles.model import CaseEvent, Happening, Item, Status
from kyles.model.status import GIVEN
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.given import COPIES

ARRIVALS = (Happening.HAND_OVER, Happening.NEW_MATERIAL, Happening.RECORDING)
SETTLED = GIVEN | {Status.WITHHELD}


def recorded_on(audit: Audit, item: Item) -> date | None:
    """The first day on which an event or a list has an item with a holder."""
    told = [date.fromisoformat(one.on) for one in arrivals(audit, item)]
    listed = [first_day(fact.value) for fact in item.facts if fact.name == "received_on"]
    told += [day for day in listed if day]
    return min(told, default=None)


def first_day(value: str) -> date | None:
    """The earliest day that a list's date may be."""
    return min((one.first for one in _readings(value) if one.first), default=None)


def _readings(value: str) -> tuple[dates.Known, ...]:
    """The readings of a date, or of the date before a time of day."""
    return dates.read(value) or dates.read(value.strip().partition(" ")[0])


def arrivals(audit: Audit, item: Item) -> list[CaseEvent]:
    """The events that tell of an item's coming."""
    return [one for one in audit.dues.events if one.item == item.id and one.kind in ARRIVALS]


def given_on(audit: Audit, item: Item, defendant: str) -> str | None:
    """The day by which the whole of an item was given to a defendant, where that is recorded."""
    own = [one.on for one in audit.given[defendant].disclosures
           if one.item == item.id and one.manner in COPIES]  # fmt: skip
    if own:
        return min(own)
    coverage = audit.coverage.get((item.id, defendant))
    if coverage is None or audit.status(item, defendant) not in GIVEN:
        return None
    days = {one.name: one.on for one in audit.given[defendant].volumes}
    pages = [[days.get(place.volume or "") for place in page.produced] for page in coverage.pages]
    known = [min(on for on in some if on) for some in pages if any(some)]
    return max(known, default=None)


def is_open(audit: Audit, item: Item, defendant: str) -> bool:
    """Whether something of an item is still owed to a defendant."""
    return audit.status(item, defendant) not in SETTLED
