"""A shelf scan and the list of the same holder do not agree.

Somebody went along the shelves with a scanner, and the file that came of it was added. A thing of
this matter that is listed on a shelf that was scanned, and was not read there, is *missing*; one
that was read on another shelf is *misplaced*; numbers that are in no list of this holder are
*extra*, and asked about together. The last scan of a number counts, and nobody looks for what was
disposed of by a list or a custody record. A scanner misses a label that is torn or turned, so that
each is a reason to look again, and no more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kyles.findings import Audit, about, called, rule
from kyles.mentions import normal
from kyles.model import About, Finding, Item, Kind, Passage, State
from kyles.reconcile.custody import chain
from kyles.store.lists import Entry

NAMED = 5  # extra numbers that are named; more are counted


@dataclass(frozen=True)
class _Scan:
    """What was read on the shelves of one holder."""

    rows: Sequence[Entry]

    @cached_property
    def places(self) -> Mapping[str, Entry]:
        """The last reading of each number."""
        ordered = sorted(self.rows, key=lambda row: row.facts.get("scanned_on", ""))
        return {normal(row.facts["scanned"]): row for row in ordered}

    @cached_property
    def shelves(self) -> frozenset[str]:
        """The shelves that were scanned, as far as the scan tells."""
        return frozenset(normal(row.facts["shelf"]) for row in self.rows if row.facts.get("shelf"))

    def covers(self, shelf: str) -> bool:
        """Whether a shelf was scanned; a scan that names no shelves is one of all."""
        return not self.shelves or normal(shelf) in self.shelves


@rule(priority=2, under=["duty.preserve"])
def shelf_scan(audit: Audit) -> Iterator[Finding]:
    """Things that a shelf scan misses or has elsewhere, and numbers that no list has."""
    for holder, scan in sorted(_scans(audit).items()):
        listed = [item for item in audit.held.items if item.holder == holder
                  and item.kind is Kind.THING and item.number]  # fmt: skip
        for item in listed:
            if audit.belongs(item) and item.version.state is not State.GONE:
                yield from _thing(audit, item, scan)
        known = {normal(item.number or "") for item in listed}
        extra = [row for number, row in sorted(scan.places.items()) if number not in known]
        if extra:
            yield _extra(audit, holder, extra)


def _scans(audit: Audit) -> dict[str, _Scan]:
    rows: dict[str, list[Entry]] = {}
    for row in audit.held.entries:
        if row.facts.get("scanned"):
            rows.setdefault(audit.items[row.list].holder or "", []).append(row)
    return {holder: _Scan(some) for holder, some in rows.items()}


def _thing(audit: Audit, item: Item, scan: _Scan) -> Iterator[Finding]:
    facts = {fact.name: fact.value for fact in reversed(item.facts)}  # the first list's counts
    place = facts.get("location", "")
    row = scan.places.get(normal(item.number or ""))
    if not place or facts.get("disposed_on"):
        return
    if row is None and scan.covers(place) and not chain(audit, item).disposal:
        says = f"{called(item)} is listed in {place}; a scan of it did not read it"
        yield _finding(audit, item, says, ())
    elif row and (shelf := row.facts.get("shelf")) and normal(shelf) != normal(place):
        says = f"{called(item)} is listed in {place}; it was scanned in {shelf}{_when(row)}"
        yield _finding(audit, item, says, (audit.row(row),))


def _finding(audit: Audit, item: Item, says: str, scanned: tuple[Passage, ...]) -> Finding:
    return Finding(subject=item.id, about=about(item), says=says,
                   sources=(*audit.told_of(item), *scanned))  # fmt: skip


def _extra(audit: Audit, holder: str, some: Sequence[Entry]) -> Finding:
    numbers = ", ".join(row.facts["scanned"] for row in some[:NAMED])
    more = f" and {len(some) - NAMED} more" if len(some) > NAMED else ""
    are = "is" if len(some) == 1 else "are"
    return Finding(
        subject=f"extra {holder}",
        about=About(None, f"{len(some)} scanned, in no list", holder),
        says=f"{numbers}{more} {are} on the shelves of {holder} by a scan, and in no list of it"
        " that was added here. What is it?",
        sources=tuple(audit.row(row) for row in some[:NAMED]),
        priority=3,
    )  # fmt: skip


def _when(row: Entry) -> str:
    told = row.facts.get("scanned_on")
    return f" on {told}" if told else ""
