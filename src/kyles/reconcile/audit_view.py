"""The read-only view of a matter that finding rules look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kyles.law import Expectation
from kyles.model import (
    Item,
    Kind,
    Manner,
    Matter,
    Passage,
    Reference,
    State,
    Status,
    Unit,
    Withholding,
)
from kyles.model.assertion import Telling
from kyles.model.coverage import Coverage, Missing
from kyles.model.custody import CustodyEvent
from kyles.model.inquiry import Cell
from kyles.model.status import GIVEN
from kyles.reconcile import searched
from kyles.reconcile.dues import Dues
from kyles.reconcile.given import Given, Texts
from kyles.reconcile.held import Held
from kyles.reconcile.links import Link
from kyles.reconcile.pages import inside
from kyles.reconcile.passages import shortened
from kyles.reconcile.references import row_of
from kyles.reconcile.spoken import Spoken
from kyles.store.lists import Entry
from kyles.store.productions import Problem
from kyles.store.sources import Adding

NOT_SERVICE = {
    Manner.OFFERED: "offered",
    Manner.PORTAL: "put on a portal",
    Manner.ORAL: "told of",
    Manner.INSPECTED: "shown for inspection",
}


@dataclass(frozen=True)
class Audit:
    """A matter as reconciled: what is held, what is said, what each defendant was given."""

    matter: Matter
    held: Held
    given: Mapping[str, Given]  # by defendant
    coverage: Mapping[tuple[str, str], Coverage]  # by item and defendant
    things: Mapping[tuple[str, str], Status]  # by thing and defendant
    links: Mapping[str, Link]  # by candidate: items booked under other incidents only
    spoken: Spoken  # what documents mention, by item
    references: Sequence[Reference]
    entries: Sequence[Entry]  # rows of every list, held and produced
    units: Sequence[Unit]
    problems: Sequence[Problem]
    log: Sequence[Withholding]
    addings: Sequence[Adding]
    texts: Texts
    expected: Sequence[Expectation]
    dues: Dues = field(default_factory=Dues)
    custody: Mapping[str, Sequence[CustodyEvent]] = field(default_factory=dict)  # recorded here
    register: Sequence[Cell] = ()  # which systems of which agencies were asked
    told: Mapping[str, Telling] = field(default_factory=dict)  # what documents tell, by content

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item, held or produced, by id."""
        produced = {item.id: item for one in self.given.values() for item in one.items}
        return {**produced, **self.held.by_id}

    def owed(self) -> Iterator[tuple[Item, str]]:
        """Each held item of this matter with each defendant whom it concerns, by path.

        Candidates, booked under other incidents only, are left out until they are linked, or until
        something of them was given: then the holder's own act says that they belong.
        """
        for item in self.held.owed():
            if self.belongs(item):
                for defendant in self.matter.defendants:
                    if item.defendant in (None, defendant):
                        yield item, defendant

    def belongs(self, item: Item) -> bool:
        """Whether an item is of this matter, as far as is known."""
        link = self.links.get(item.id)
        if link is None or link.answer is not None:
            return link is None or link.related
        return link.related or any(
            self.status(item, name) is Status.IN_PART for name in self.matter.defendants
        )

    def having(self, item: Item) -> tuple[str, ...]:
        """The defendants who were given an item that concerns them, in whole or in part."""
        return tuple(name for name in self.matter.defendants if item.defendant in (None, name)
                     and self.status(item, name) in GIVEN | {Status.IN_PART})  # fmt: skip

    def searched(self, defendant: str) -> str:
        """The productions to a defendant in which something was looked for, in words."""
        return self._searched[defendant]

    @cached_property
    def _searched(self) -> Mapping[str, str]:
        return {name: searched.productions(one) for name, one in self.given.items()}

    def everywhere(self) -> str:
        """Everything that was added, held and produced, in words."""
        holders = (item.holder for item in self.held.items if item.holder)
        return searched.everything(holders, self.given.values())

    def status(self, item: Item, defendant: str) -> Status:
        """What was given of an item to a defendant."""
        if item.kind is Kind.THING or item.version.state is State.RESTRICTED:
            return self.things[item.id, defendant]
        return self.coverage[item.id, defendant].status

    def known_status(self, item: str | None, defendant: str | None) -> Status | None:
        """The status of a held item by its id, where there is one for this defendant."""
        key = (item or "", defendant or "")
        if key in self.coverage:
            return self.coverage[key].status
        return self.things.get(key)

    def missing(self, item: Item, defendant: str) -> Iterator[tuple[Passage, Missing]]:
        """The stretches of a held document that a defendant was not given, in order."""
        for page in self.coverage[item.id, defendant].pages:
            for gap in page.missing:
                quote = shortened(gap.text)
                yield Passage(item.id, item.path, page.page, page.layer, gap.start, gap.end,
                              quote), gap  # fmt: skip

    def told_of(self, item: Item) -> Iterator[Passage]:
        """The rows of lists that tell of an item, in order."""
        rows: dict[tuple[str, int], dict[str, str]] = {}
        for fact in item.facts:
            rows.setdefault((fact.item, fact.row), {})[fact.name] = fact.value
        for (listed, row), facts in sorted(rows.items()):
            yield self.row(Entry(listed, row, item.id, facts))

    def places(self, item: Item, defendant: str) -> Iterator[Passage]:
        """Where a defendant was given an item: the first place of each of its pages."""
        coverage = self.coverage.get((item.id, defendant))
        for page in coverage.pages if coverage else ():
            for place in page.produced[:1]:
                yield Passage(place.item, place.path, place.page, "text", quote=place.bates or "")
        for place in coverage.heard.produced if coverage and coverage.heard else ():
            yield Passage(place.item, place.path, quote=place.bates or "")

    def offered(self, item: Item, defendant: str) -> str:
        """That an item was only offered, put on a portal, or spoken of; "" if it was not."""
        for told in self.given[defendant].disclosures:
            if told.item == item.id and told.manner in NOT_SERVICE:
                return f"{NOT_SERVICE[told.manner]} on {searched.day(told.on)}"
        return ""

    def text(self, item: Item, page: int, layer: str = "text") -> str:
        """The text of one reading of a page."""
        return inside(self.texts.of(item.id).get(page, ()), layer)

    def row(self, entry: Entry) -> Passage:
        """The place of a list's row."""
        return row_of(self.items[entry.list], entry)
