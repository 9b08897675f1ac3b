"""Retention clocks: how long the law has an item kept, and whether a hold keeps it longer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kyles import mentions
from kyles.law import Deadline, Kind, Provision
from kyles.law.deadline import deadlines
from kyles.model import CaseEvent, Happening, Item
from kyles.model.hold import Hold
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.giving_dates import recorded_on


@dataclass(frozen=True, slots=True)
class Clock:
    """A retention clock of an item, or of a recording that is only told of."""

    deadline: Deadline
    item: Item | None
    hold: Hold | None  # that is in force now

    @property
    def what(self) -> str:
        """What it is about, in words."""
        return self.item.path if self.item else self.deadline.start.says or "a recording"


def clocks(audit: Audit) -> list[Clock]:
    """Every clock, by its end."""
    found = [one for rule in audit.dues.provisions if rule.kind is Kind.RETENTION
             for one in _clocks(audit, rule)]  # fmt: skip
    return sorted(found, key=lambda one: (str(one.deadline.due), one.what))


def _clocks(audit: Audit, rule: Provision) -> Iterator[Clock]:
    starts = [one for one in audit.dues.events if one.kind in rule.start]
    starts += [_start(audit, item) for item in audit.held.items if _is_covered(item, rule)
               and not any(one.item == item.id for one in starts)]  # fmt: skip
    for deadline in deadlines([rule], [one for one in starts if one.on]):
        item = audit.items.get(deadline.start.item or "")
        yield Clock(deadline, item, audit.dues.in_force(item.id if item else None))


def _is_covered(item: Item, rule: Provision) -> bool:
    told = f"{item.title}\n{item.path.replace('_', ' ')}"
    found = [(one.kind, one.value) for one in mentions.find_all(told)]
    return any(selector.matches(*one) for selector in rule.covers for one in found)


def _start(audit: Audit, item: Item) -> CaseEvent:
    """The day on which a list has the recording; without one, no clock can be counted."""
    came = recorded_on(audit, item)
    start = CaseEvent(item.id, Happening.RECORDING, came.isoformat() if came else "")
    return replace(start, item=item.id)
