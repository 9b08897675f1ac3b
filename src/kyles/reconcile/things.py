"""What was given of things: boxes, weapons, drugs. Text never covers a thing.

A thing is *served* or *inspected* where that was recorded, and *listed* where something that the
defendant was given identifies it under this matter: by its number, or by two other signals.
"""

from collections.abc import Iterable, Sequence

from kyles.model import Item, Manner, Status, Withholding
from kyles.reconcile.given import Given
from kyles.reconcile.identified import COPIES, Identified


def statuses(
    things: Iterable[Item], one: Given, identified: Identified, log: Sequence[Withholding]
) -> dict[str, Status]:
    """The status of each thing for one defendant, by item."""
    return {thing.id: _status(thing, one, identified, log) for thing in things}


def _status(thing: Item, one: Given, identified: Identified, log: Sequence[Withholding]) -> Status:
    if any(entry.item == thing.id and entry.defendant in (None, one.defendant) for entry in log):
        return Status.WITHHELD
    manners = {told.manner for told in one.disclosures if told.item == thing.id}
    if manners & {*COPIES}:
        return Status.SERVED
    if Manner.INSPECTED in manners:
        return Status.INSPECTED
    return Status.LISTED if identified.where(thing) else Status.NOT_DISCLOSED
