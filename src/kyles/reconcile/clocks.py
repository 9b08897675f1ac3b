"""Retention clocks: how long the law has an item kept, and whether a hold keeps it longer.

A recording of which no day is known has no clock; it is told of as `undated`, never left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kyles import mentions
from kyles.law import Deadline, Kind, Provision
from kyles.law.deadline import deadlines
from kyles.model import CaseEvent, Happening, Item
from kyles.model import Kind as What
from kyles.model.hold import Hold
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.giving_dates import recorded_on
from kyles.reconcile.passages import called


@dataclass(frozen=True, slots=True)
class Clock:
    """A retention clock of an item, or of a recording that is only told of."""

    deadline: Deadline
    item: Item | None
    hold: Hold | None  # that is in force now
    kept: Hold | None  # the same, or of a clock that has ended, what was in force on its last day

    @property
    def what(self) -> str:
        """What it is about, in words."""
        return called(self.item) if self.item else self.deadline.start.says or "a recording"


@dataclass(frozen=True, slots=True)
class Undated:
    """An item that the law has kept for a while from a day that nobody recorded."""

    rule: Provision
    item: Item
    hold: Hold | None

    @property
    def says(self) -> str:
        """Why nothing is counted, and under which provision."""
        return (f"no day of recording is known, so the {self.rule.period} that the law has it kept"
                f" cannot be counted, under {self.rule.basis}")  # fmt: skip


def clocks(audit: Audit) -> list[Clock]:
    """Every clock, by its end."""
    found = [one for rule in _rules(audit) for one in _clocks(audit, rule)]
    return sorted(found, key=lambda one: (str(one.deadline.due), one.what))


def undated(audit: Audit) -> list[Undated]:
    """Every item whose clock cannot be counted, once an item, by path."""
    newest = {rule.id: rule for rule in _rules(audit)}.values()
    found: dict[str, Undated] = {}
    for rule in newest:
        for start in _starts(audit, rule):
            if start.item and not start.on:
                held = audit.dues.in_force(start.item)
                found[start.item] = Undated(rule, audit.items[start.item], held)
    return sorted(found.values(), key=lambda one: one.item.path)


def _rules(audit: Audit) -> list[Provision]:
    return [rule for rule in audit.dues.provisions if rule.kind is Kind.RETENTION]


def _clocks(audit: Audit, rule: Provision) -> Iterator[Clock]:
    dated = [one for one in _starts(audit, rule) if one.on]
    for deadline in deadlines([rule], dated):
        item = audit.items.get(deadline.start.item or "")
        key = item.id if item else None
        last = deadline.due.safe if deadline.due else audit.dues.today
        kept = audit.dues.in_force(key, min(last, audit.dues.today))
        yield Clock(deadline, item, audit.dues.in_force(key), kept)


def _starts(audit: Audit, rule: Provision) -> list[CaseEvent]:
    """The events that start a period, and each item that it covers and none of them is about.

    What was removed under an order has no clock.
    """
    told = [one for one in audit.dues.events if one.kind in rule.start
            and (one.item is None or one.item in audit.items)]  # fmt: skip
    known = {one.item for one in told}
    return [*told, *(_start(audit, item) for item in audit.held.items
                     if item.id not in known and _is_covered(item, rule))]  # fmt: skip


def _is_covered(item: Item, rule: Provision) -> bool:
    """Whether it is such a recording, by its name; a page about one is none."""
    if item.kind is What.DOCUMENT and item.version.pages:
        return False
    told = f"{item.title}\n{item.path.replace('_', ' ')}"
    found = [(one.kind, one.value) for one in mentions.find_all(told)]
    return any(selector.matches(*one) for selector in rule.covers for one in found)


def _start(audit: Audit, item: Item) -> CaseEvent:
    """The day on which a list has the recording, if one does."""
    came = recorded_on(audit, item)
    start = CaseEvent(item.id, Happening.RECORDING, came.isoformat() if came else "")
    return replace(start, item=item.id)
