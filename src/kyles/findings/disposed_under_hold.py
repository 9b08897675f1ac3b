"""Disposed of under a hold.

A list, a custody log or a recorded event says that an item was disposed of on a day on which a hold
covered it that a named custodian had acknowledged and nobody had released. A hold covers the
matter's incidents, whatever number the item is booked under. The release of one hold never frees an
item that another one covers.
"""

from collections.abc import Iterator
from datetime import date

from kyles import dates
from kyles.findings import Audit, about, called, document, rule
from kyles.model import Finding, Happening, Item
from kyles.model.custody import Act
from kyles.reconcile.custody import chain


@rule(priority=1, under=["duty.preserve"])
def disposed_under_hold(audit: Audit) -> Iterator[Finding]:
    """Items with a disposal while a hold was in force."""
    for item in audit.held.items if audit.dues.holds else ():
        for on in _disposals(audit, item):
            if hold := audit.dues.in_force(item.id, on):
                yield Finding(
                    subject=item.id,
                    about=about(item),
                    says=f"{called(item)} is recorded as disposed of on {on}, while hold {hold.id}"
                    f" was in force ({hold.scope})",
                    sources=(document(item), *audit.told_of(item)),
                )
                break


def _disposals(audit: Audit, item: Item) -> Iterator[date]:
    for event in audit.dues.events:
        if event.kind is Happening.DISPOSAL and event.item == item.id:
            yield date.fromisoformat(event.on)
    for fact in item.facts:
        if fact.name == "disposed_on":
            yield from (one.first for one in dates.read(fact.value) if one.first)
    for act in chain(audit, item).events:
        if act.act is Act.DISPOSED and act.day:
            yield date.fromisoformat(act.day)
