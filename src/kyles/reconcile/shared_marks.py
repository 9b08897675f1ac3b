"""Marks, places, collectors and days that the items of another incident share with this matter.

A mark (a serial, lot, plate, telephone or vehicle number) belongs to one thing. A place or a
collector tells something where few incidents have it; days near each other tell little.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kyles import dates
from kyles.mentions.people import parts
from kyles.mentions.wording import clear
from kyles.model import Item, Passage
from kyles.reconcile.profiles import DESCRIBING, HANDLERS, MARKS, said_in
from kyles.reconcile.spoken import Spoken

RARE = 2  # other incidents that may have a place or collector too, for it to tell something
SHARE = 10  # or one in so many of them
NEAR = 3  # days between two receipts that may belong together

Named = Mapping[tuple[str, str], Passage]  # by kind and value


@dataclass(frozen=True)
class Marked:
    """The marks, places, collectors and days of some items, each with a passage."""

    items: Sequence[Item]
    spoken: Spoken

    @cached_property
    def named(self) -> Named:
        found: dict[tuple[str, str], Passage] = {}
        for item in self.items:
            for kind, value, place in (*_in_rows(item), *_in_text(item, self.spoken)):
                found.setdefault((kind, value), place)
        return found

    def of(self, kind: str) -> Iterator[tuple[str, Passage]]:
        """Values of one kind, in order."""
        return ((value, self.named[told, value]) for told, value in sorted(self.named)
                if told == kind)  # fmt: skip


@dataclass(frozen=True)
class Shared:
    """The marks of each other incident, beside those of this matter."""

    ours: Marked
    groups: Mapping[str, Marked]

    def marks(self, incident: str) -> Iterator[tuple[str, tuple[Passage, Passage]]]:
        """Marks that both have."""
        for value, place in self.groups[incident].of("mark"):
            if ("mark", value) in self.ours.named:
                yield value, (place, self.ours.named["mark", value])

    def rare(self, kind: str, incident: str) -> Iterator[tuple[str, tuple[Passage, Passage]]]:
        """Places or collectors that both have, and few others."""
        most = max(RARE, len(self.groups) // SHARE)
        for value, place in self.groups[incident].of(kind):
            if (kind, value) in self.ours.named and self._others[kind, value] <= most + 1:
                yield value, (place, self.ours.named[kind, value])

    def near(self, incident: str) -> tuple[int, tuple[Passage, Passage]] | None:
        """The two nearest days, where they are near."""
        pairs = [
            (abs(int(one) - int(other)), (place, beside))
            for one, place in self.groups[incident].of("day")
            for other, beside in self.ours.of("day")
        ]
        nearest = min(pairs, key=lambda told: told[0], default=None)
        return nearest if nearest and nearest[0] <= NEAR else None

    @cached_property
    def _others(self) -> Mapping[tuple[str, str], int]:
        """How many other incidents have each."""
        counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        for one in self.groups.values():
            for key in one.named:
                counts[key] += 1
        return counts


def _in_rows(item: Item) -> Iterator[tuple[str, str, Passage]]:
    path = item.path.split("#")[0]
    for fact in item.facts:
        place = Passage(fact.item, path, fact.row, "row", quote=fact.value)
        if fact.name in HANDLERS and parts(fact.value)[0]:
            yield "handler", parts(fact.value)[0], place
        elif fact.name == "received_on":
            for known in dates.read(fact.value.split(" ")[0]):
                if known.day:
                    yield "day", str(known.day.toordinal()), place
        elif fact.name == "serial" and any(map(str.isdigit, fact.value)):
            yield "mark", _mark(fact.value), place
        elif fact.name in DESCRIBING:
            for one in said_in(fact.value):
                yield from _named(one.kind, one.value, place)


def _in_text(item: Item, spoken: Spoken) -> Iterator[tuple[str, str, Passage]]:
    for said in spoken.of(item.id):
        one = said.mention
        if not one.negated:
            quote = " ".join(one.text.split())
            place = Passage(item.id, item.path, said.page, said.layer, one.start, one.end, quote)
            yield from _named(one.kind, one.value, place)


def _named(kind: str, value: str, place: Passage) -> Iterator[tuple[str, str, Passage]]:
    if kind in MARKS - {"serial"}:  # serial numbers are compared with their things
        yield "mark", _mark(value), place
    elif kind == "place":
        yield "place", value, place


def _mark(number: str) -> str:
    return clear(number).replace("-", "")
