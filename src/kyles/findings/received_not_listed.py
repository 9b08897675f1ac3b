"""Received, not listed.

A volume came with a list of what it holds, and holds a document that the list does not name. It may
have been given by mistake; a lawyer who received it may have duties of her own.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, rule
from kyles.model import Finding, Item, Passage, Unit
from kyles.reconcile.deliveries import deliveries, unlisted


@rule(priority=3, under=["duty.disclose"])
def received_not_listed(audit: Audit) -> Iterator[Finding]:
    """Documents of a volume that its list does not name."""
    for delivery in deliveries(audit):
        for unit in unlisted(delivery):
            item = audit.items[unit.item]
            yield Finding(
                subject=f"{item.id} p. {unit.first}",
                about=about(item),
                owed_to=delivery.defendant,
                says=f"{_cited(unit, item)} is in {delivery.volume.name}, given to"
                f" {delivery.defendant}; no list that came with it names it",
                sources=(Passage(item.id, item.path, unit.first, "text"),),
            )


def _cited(unit: Unit, item: Item) -> str:
    """A document by its numbers and title, or by its path where it bears none."""
    if not unit.begin:
        return item.path
    numbers = unit.begin if unit.begin == unit.end else f"{unit.begin} to {unit.end}"
    return f"{numbers} ({unit.title})"
