"""Items booked under other incidents, and what speaks for their belonging to this matter.

A case number is never a key and never proof of difference: an item whose row or text names only
other incidents is a *candidate*. One signal is a question; two of different kinds relate it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kyles.mentions import normal
from kyles.model import Item, Kind, Matter
from kyles.reconcile.given import Texts
from kyles.reconcile.held import Held
from kyles.reconcile.signals import Signal, Signals
from kyles.reconcile.spoken import Spoken


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate: the incidents that it names, and its signals. A person's answer comes first."""

    item: str
    incidents: tuple[str, ...]
    signals: tuple[Signal, ...]
    answer: bool | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """The different kinds of its signals."""
        return frozenset(signal.kind for signal in self.signals)

    @property
    def related(self) -> bool:
        """Whether it counts as this matter's: a person said so, or two kinds of signals do."""
        return len(self.kinds) > 1 if self.answer is None else self.answer


def links(
    matter: Matter, held: Held, spoken: Spoken, texts: Texts, answers: Mapping[str, bool]
) -> dict[str, Link]:
    """Every candidate among the held items, by item. None where the matter names no incident."""
    own = {normal(number) for number in matter.incidents}
    if not own:
        return {}
    foreign = {item: told for item, told in named(held, spoken).items() if told and not told & own}
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in held.owed():
        for incident in sorted(foreign.get(item.id, ())):
            groups[incident].append(item)
    inside = [item for item in held.owed() if item.id not in foreign]
    shared = Signals(matter, inside, groups, spoken, texts)
    signals = {incident: tuple(shared.of(incident)) for incident in sorted(groups)}
    return {
        item: Link(item, _spelled(item, told, groups), tuple(_of(told, signals)), answers.get(item))
        for item, told in sorted(foreign.items())
    }


def _of(incidents: set[str], signals: Mapping[str, tuple[Signal, ...]]) -> Iterator[Signal]:
    for incident in sorted(incidents):
        yield from signals[incident]


def _spelled(item: str, incidents: set[str], groups: Mapping[str, list[Item]]) -> tuple[str, ...]:
    """The incidents' numbers as the item's row has them: `2024-0311` and not `2024-311`."""
    told = {normal(one.incident): one.incident for incident in incidents
            for one in groups[incident] if one.id == item and one.incident}  # fmt: skip
    return tuple(told.get(incident, incident) for incident in sorted(incidents))


def named(held: Held, spoken: Spoken) -> dict[str, set[str]]:
    """The incidents that each held item's row, text or family names, in normal form."""
    found: dict[str, set[str]] = {}
    for item in held.owed():
        told = {normal(item.incident)} if item.incident else set()
        if item.kind is Kind.DOCUMENT and not told:
            told = {said.mention.value for said in spoken.of(item.id)
                    if said.mention.kind == "incident"}  # fmt: skip
        found[item.id] = told
    for item in held.owed():
        if not found[item.id] and item.parent in found:
            found[item.id] = set(found[item.parent])
    return found
