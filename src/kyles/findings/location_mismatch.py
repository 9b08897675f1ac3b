"""Not where a record has it.

Two records give one thing different places: two lists, or a list and the last event of its custody.
Or a list has it in a place, and by its custody record it is with a person, with no return recorded.
Places agree where one is written as a part of the other ("C4", "Vault C4"). A thing that was
disposed of, or that its folder or list does not have any more, is told by other rules. Each record
is cited; which one is right is for whoever looks on the shelf.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kyles.findings import Audit, about, called, rule
from kyles.model import Finding, Item, Kind, Passage, State
from kyles.reconcile.custody import chain, located


@dataclass(frozen=True, slots=True)
class Where:
    """A place, or a person, that one record gives."""

    place: str
    says: str
    source: tuple[Passage, ...]


@rule(priority=2, under=["duty.preserve"])
def location_mismatch(audit: Audit) -> Iterator[Finding]:
    """Things that two records have in different places."""
    for item in audit.held.items:
        if item.kind is Kind.THING and item.version.state is not State.GONE:
            told = list(_told(audit, item))
            other = next((one for one in told[1:] if not _agree(told[0].place, one.place)), None)
            if other and audit.belongs(item):
                yield Finding(
                    subject=item.id,
                    about=about(item),
                    says=f"{called(item)}: {told[0].says}; {other.says}",
                    sources=(*told[0].source, *other.source),
                )


def _told(audit: Audit, item: Item) -> Iterator[Where]:
    """Where lists have a thing, the first row of each, then its custody record."""
    seen: set[str] = set()
    for fact in item.facts:
        if fact.name == "location" and fact.item not in seen:
            seen.add(fact.item)
            (place,) = [one for one in audit.told_of(item)
                        if (one.item, one.page) == (fact.item, fact.row)]  # fmt: skip
            yield Where(fact.value, f"{place.path} has it in {fact.value}", (place,))
    custody = chain(audit, item)
    if custody.disposal or not seen:
        return
    logged = [located(one) for one in custody.events if one.place is None or one.action
              != "listed as received"]  # fmt: skip
    if outside := custody.outside:
        says = f"its custody record has it with {outside.taken_by} since {outside.day}"
        yield Where(outside.taken_by, f"{says}, and no return", _source(outside.place))
    elif logged and logged[-1].location:
        last = logged[-1]
        says = f"its custody record has it in {last.location} since {last.day}"
        yield Where(last.location, says, _source(last.place))


def _source(place: Passage | None) -> tuple[Passage, ...]:
    return (place,) if place else ()


def _agree(one: str, other: str) -> bool:
    """Whether one place is written as a part of the other, in any order and spelling."""
    some, others = _words(one), _words(other)
    return some <= others or others <= some


def _words(place: str) -> set[str]:
    parts = re.findall(r"[A-Za-z]+|\d+", place.upper())
    return {part.lstrip("0") or "0" for part in parts}
