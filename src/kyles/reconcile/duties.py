"""Duties to disclose, for each defendant: under which provision, due when, and how they stand.

A duty that an event about one item starts is about that item alone; any other is about all that was
held by its date. It is open while something of that is not found in what the defendant was given,
and reopens when new material arrives.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kyles.law import Deadline, Kind
from kyles.model import Item
from kyles.model.team import TeamMember
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.giving_dates import given_on, is_open, recorded_on


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty to one defendant: its date, what is open of it, and by what it was done."""

    defendant: str
    deadline: Deadline
    open: tuple[Item, ...]
    done_by: tuple[tuple[str, str], ...]  # production or manner, and day
    answerable: TeamMember | None
    today: date

    @property
    def state(self) -> str:
        """`open`, `safe date passed`, `overdue` or `done`."""
        due = self.deadline.due
        if not self.open:
            return "done" if self.done_by else "open"
        if due and self.today > due.rolled:
            return "overdue"
        return "safe date passed" if due and self.today > due.safe else "open"


def duties(audit: Audit) -> Iterator[Duty]:
    """Every duty of the prosecution to disclose, by defendant, then by date.

    There is none about an item that was removed under an order.
    """
    for defendant in audit.matter.defendants:
        for deadline in audit.dues.deadlines(defendant, Kind.DISCLOSURE):
            about = deadline.start.item
            if deadline.provision.who == "prosecution" and (about is None or about in audit.items):
                yield _duty(audit, defendant, deadline)


def _duty(audit: Audit, defendant: str, deadline: Deadline) -> Duty:
    concerned = list(concerned_items(audit, defendant, deadline))
    return Duty(
        defendant, deadline,
        tuple(item for item in concerned if is_open(audit, item, defendant)),
        tuple(sorted(_done(audit, defendant, deadline, concerned), key=lambda one: one[1])),
        audit.dues.answerable(), audit.dues.today,
    )  # fmt: skip


def concerned_items(audit: Audit, defendant: str, deadline: Deadline) -> Iterator[Item]:
    """The items that a duty is about."""
    limit = deadline.due.rolled if deadline.due else None
    for item, name in audit.owed():
        if name != defendant or deadline.start.item not in (None, item.id):
            continue
        came = recorded_on(audit, item)
        if limit is None or came is None or came <= limit:
            yield item


def _done(
    audit: Audit, defendant: str, deadline: Deadline, items: list[Item]
) -> set[tuple[str, str]]:
    """The productions and disclosures, from the start on, that gave something of it."""
    found = set()
    days = {volume.on: volume.name for volume in audit.given[defendant].volumes if volume.on}
    for item in items:
        on = given_on(audit, item, defendant)
        if on and on >= deadline.start.on:
            found.add((days.get(on, "disclosed"), on))
    return found
