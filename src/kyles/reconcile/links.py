"""Items booked under other incidents, and what speaks for their belonging to this matter.

A case number is never a key and never proof of difference: an item whose row or text names only
other incidents is a *candidate*. One signal is a question; two of different kinds relate it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kyles.mentions import normal
from kyles.model import Item, Kind, Matter, Passage
from kyles.reconcile.held import Held
from kyles.reconcile.spoken import Said, Spoken

RARE = 2  # other incidents in which a person may appear and still tell something
PEOPLE = ("received_from", "owner", "person")  # facts that name a person who is not the keeper


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that a candidate and this matter share, with a passage of each."""

    kind: str  # "person", "number", "thing"
    says: str
    sources: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate: the incidents that it names, and its signals. A person's answer comes first."""

    item: str
    incidents: tuple[str, ...]
    signals: tuple[Signal, ...]
    answer: bool | None = None

    @property
    def related(self) -> bool:
        """Whether it counts as this matter's: a person said so, or two kinds of signals do."""
        if self.answer is not None:
            return self.answer
        return len({signal.kind for signal in self.signals}) > 1


def links(
    matter: Matter, held: Held, spoken: Spoken, answers: Mapping[str, bool]
) -> dict[str, Link]:
    """Every candidate among the held items, by item. None where the matter names no incident."""
    own = {normal(number) for number in matter.incidents}
    if not own:
        return {}
    named = _named(held, spoken)
    foreign = {item: told for item, told in named.items() if told and not told & own}
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in held.owed():
        for incident in sorted(foreign.get(item.id, ())):
            groups[incident].append(item)
    inside = [item for item in held.owed() if item.id not in foreign]
    signals = {
        incident: tuple(_Signals(matter, inside, groups, spoken).of(incident, group))
        for incident, group in sorted(groups.items())
    }
    return {
        item: Link(item, tuple(sorted(told)),
                   tuple(one for incident in sorted(told) for one in signals[incident]),
                   answers.get(item))
        for item, told in sorted(foreign.items())
        if any(item == one.id for incident in told for one in groups[incident])
    }  # fmt: skip


def _named(held: Held, spoken: Spoken) -> dict[str, set[str]]:
    """The incidents that each item's row, text or family names."""
    named: dict[str, set[str]] = {}
    for item in held.owed():
        told = {normal(item.incident)} if item.incident else set()
        if item.kind is Kind.DOCUMENT and not told:
            told = {said.mention.value for said in spoken.of(item.id)
                    if said.mention.kind == "incident"}  # fmt: skip
        named[item.id] = told
    for item in held.owed():
        above = item.parent
        if not named[item.id] and above in named:
            named[item.id] = set(named[above])
    return named


@dataclass(frozen=True)
class _Signals:
    """What the items of another incident share with the items of this matter."""

    matter: Matter
    inside: Sequence[Item]
    groups: Mapping[str, Sequence[Item]]
    spoken: Spoken

    def of(self, incident: str, group: Sequence[Item]) -> Iterator[Signal]:
        yield from self._numbers(incident, group)
        yield from self._people(group)
        yield from self._things(group)

    def _numbers(self, incident: str, group: Sequence[Item]) -> Iterator[Signal]:
        """A document of this matter names the other incident, or an item booked under it."""
        numbers = {normal(item.number) for item in group if item.number} | {incident}
        for item in self.inside:
            for said in self.spoken.of(item.id):
                if said.mention.value in numbers and said.mention.kind in ("item", "incident"):
                    yield Signal("number", f"{item.path} names {said.mention.text}",
                                 (_place(item, said),))  # fmt: skip
                    return

    def _people(self, group: Sequence[Item]) -> Iterator[Signal]:
        """Somebody named under the other incident is named in this matter, and in few others."""
        theirs, ours = self._persons(group), self._persons(self.inside)
        others = [self._persons(some) for some in self.groups.values() if some is not group]
        defendants = {_person_key(name) for name in self.matter.defendants}
        for person in sorted(theirs):
            known = person in ours or any(person.startswith(f"{name} ") or person == name
                                          for name in defendants)  # fmt: skip
            if known and sum(person in some for some in others) <= RARE:
                sources = (theirs[person], *([ours[person]] if person in ours else []))
                yield Signal("person", f"both name {person.title()}", sources)

    def _persons(self, some: Sequence[Item]) -> dict[str, Passage]:
        found: dict[str, Passage] = {}
        for item in some:
            for fact in item.facts:
                if fact.name in PEOPLE:
                    place = Passage(fact.item, item.path, fact.row, "row", quote=fact.value)
                    found.setdefault(_person_key(fact.value), place)
            for said in self.spoken.of(item.id):
                if said.mention.kind == "person":
                    found.setdefault(said.mention.value, _place(item, said))
        return found

    def _things(self, group: Sequence[Item]) -> Iterator[Signal]:
        """The same kind of thing, down to an attribute such as a calibre or a serial number."""
        theirs, ours = self._attributes(group), self._attributes(self.inside)
        for attribute in sorted(theirs.keys() & ours.keys()):
            yield Signal("thing", f"both speak of {attribute}",
                         (theirs[attribute], ours[attribute]))  # fmt: skip

    def _attributes(self, some: Sequence[Item]) -> dict[str, Passage]:
        found: dict[str, Passage] = {}
        for item in some:
            for said in self.spoken.of(item.id):
                if said.mention.kind == "thing" and _telling(said.mention.value):
                    found.setdefault(_telling(said.mention.value), _place(item, said))
        return found


def _place(item: Item, said: Said) -> Passage:
    mention = said.mention
    return Passage(item.id, item.path, said.page, said.layer, mention.start, mention.end,
                   " ".join(mention.text.split()))  # fmt: skip


def _person_key(name: str) -> str:
    return name.upper()


def _telling(value: str) -> str:
    return value
