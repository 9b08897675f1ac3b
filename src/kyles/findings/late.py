"""Given late, or due and not found.

A provision gives a day by which the prosecution discloses to the defendant, and an item that a
holder had by then was given in whole only afterwards, or is not found in what was given although
the day has passed. Where the provision gives no number of days ("promptly"), the finding counts the
days from the event that brought the item.

The day comes from an event that a person recorded (`kyles events add`), the provision with its
source from the rule file of the court; the pages on which an item was given are cited. Where a
provision is marked unverified, the finding is a question and bears the mark. Not legal advice.
"""

from collections.abc import Iterator
from datetime import date

from kyles.findings import Audit, about, called, document, rule
from kyles.law import Deadline, Kind, Trust
from kyles.model import Finding, Item, Passage
from kyles.reconcile.duties import concerned_items
from kyles.reconcile.giving_dates import given_on, is_open

QUESTION = 4


@rule(priority=2, under=["duty.disclose"])
def late(audit: Audit) -> Iterator[Finding]:
    """One finding an item and defendant, under the provision that was due first."""
    for defendant in audit.matter.defendants:
        found: dict[str, Finding] = {}
        for deadline in audit.dues.deadlines(defendant, Kind.DISCLOSURE):
            if deadline.provision.who == "prosecution":
                for item in concerned_items(audit, defendant, deadline):
                    says = _says(audit, item, defendant, deadline)
                    if says and item.id not in found:
                        given = tuple(audit.places(item, defendant))
                        found[item.id] = _finding(item, defendant, deadline, says, given)
        yield from found.values()


def _finding(
    item: Item, defendant: str, deadline: Deadline, says: str, given: tuple[Passage, ...]
) -> Finding:
    asks = deadline.provision.trust is Trust.UNVERIFIED
    return Finding(subject=item.id, about=about(item), owed_to=defendant, says=says,
                   sources=(document(item), *given), priority=QUESTION if asks else 0)  # fmt: skip


def _says(audit: Audit, item: Item, defendant: str, deadline: Deadline) -> str:
    """What is late about an item under one provision; "" if nothing is."""
    given = given_on(audit, item, defendant)
    if given is None and not is_open(audit, item, defendant):
        return ""
    due = deadline.due.rolled if deadline.due else None
    if due is None and deadline.start.item != item.id:
        return ""
    start = date.fromisoformat(deadline.start.on)
    end = date.fromisoformat(given) if given else audit.dues.today
    if end <= (due or start):
        return ""
    told = (
        f"given to {defendant} on {given}" if given else f"not found in what {defendant} was given"
    )
    since = (
        f"{(end - due).days} days after {due}" if due else f"{(end - start).days} days from {start}"
    )
    return f"{called(item)}: {told}, {since} ({deadline.basis})"
