"""What was given of things: boxes, weapons, drugs. Text never covers a thing.

A thing is *served* or *inspected* where that was recorded, and *listed* where something that the
defendant was given identifies it: by its number, or by two other signals.
"""

from collections.abc import Iterable, Mapping, Sequence

from kyles.mentions import normal
from kyles.model import Item, Manner, Status, Withholding
from kyles.reconcile.given import Given
from kyles.reconcile.spoken import Spoken
from kyles.store.lists import Entry

NUMBERED = ("item", "exhibit", "lab")


def statuses(
    things: Iterable[Item], one: Given, spoken: Spoken, entries: Sequence[Entry],
    log: Sequence[Withholding],
) -> dict[str, Status]:  # fmt: skip
    """The status of each thing for one defendant, by item."""
    numbers = given_numbers(one, spoken, entries)
    return {thing.id: _status(thing, one, numbers, log) for thing in things}


def given_numbers(one: Given, spoken: Spoken, entries: Sequence[Entry]) -> Mapping[str, str]:
    """The numbers of things that a defendant's documents and lists name, each with one item."""
    ids = {item.id for item in one.items}
    found: dict[str, str] = {}
    for item in one.items:
        for said in spoken.of(item.id):
            if said.mention.kind in NUMBERED and not said.mention.negated:
                found.setdefault(said.mention.value, item.id)
    for entry in entries:
        if entry.list in ids and entry.facts.get("number"):
            found.setdefault(normal(entry.facts["number"]), entry.list)
    return found


def _status(
    thing: Item, one: Given, numbers: Mapping[str, str], log: Sequence[Withholding]
) -> Status:
    if any(entry.item == thing.id and entry.defendant in (None, one.defendant) for entry in log):
        return Status.WITHHELD
    manners = {told.manner for told in one.disclosures if told.item == thing.id}
    if manners & {Manner.SERVED, Manner.EMAIL}:
        return Status.SERVED
    if Manner.INSPECTED in manners:
        return Status.INSPECTED
    if thing.number and normal(thing.number) in numbers:
        return Status.LISTED
    return Status.NOT_DISCLOSED
