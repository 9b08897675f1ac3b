"""Items booked under other incidents, and what speaks for their belonging to this matter.

A case number is never a key and never proof of difference: an item whose row or text names only
other incidents is a *candidate*. One signal is a question; two of different kinds relate it. How
much each other incident is like this matter, feature by feature, orders what a person looks at.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kyles.mentions import normal
from kyles.model import Item, Kind, Matter
from kyles.reconcile.given import Texts
from kyles.reconcile.held import Held
from kyles.reconcile.incident_profiles import profile_of
from kyles.reconcile.likeness import Feature, Likeness
from kyles.reconcile.signals import WEAK, Signal, Signals
from kyles.reconcile.spoken import Spoken
from kyles.store.incident_answers import IncidentAnswer

T = TypeVar("T")

OURS = ""  # this matter, among the incidents


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate: the incidents that it names, and its signals. A person's answer comes first.

    `features` are what these incidents have in common with this matter, the most telling first.
    """

    item: str
    incidents: tuple[str, ...]
    signals: tuple[Signal, ...]
    answer: bool | None = None
    features: tuple[Feature, ...] = ()

    @property
    def subject(self) -> str:
        """The question that it belongs to: one for all items under the same incidents."""
        return f"incident {'; '.join(map(normal, self.incidents))}"

    @property
    def kinds(self) -> frozenset[str]:
        """The different kinds of its signals, without those that relate nothing by themselves."""
        return frozenset(signal.kind for signal in self.signals) - WEAK

    @property
    def weak(self) -> frozenset[str]:
        """The kinds of signals that only add to others."""
        return frozenset(signal.kind for signal in self.signals) & WEAK

    @property
    def related(self) -> bool:
        """Whether it counts as this matter's: a person said so, or two kinds of signals do."""
        return len(self.kinds) > 1 if self.answer is None else self.answer


def links(
    matter: Matter,
    held: Held,
    spoken: Spoken,
    texts: Texts,
    *,
    items: Mapping[str, bool],
    incidents: Mapping[str, IncidentAnswer],
) -> dict[str, Link]:
    """Every candidate among the held items, by item. None where the matter names no incident.

    `items` and `incidents` are what people answered; the answer for an item comes first.
    """
    own = {normal(number) for number in matter.incidents}
    if not own:
        return {}
    foreign = {item: told for item, told in named(held, spoken).items() if told and not told & own}
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in held.owed():
        for incident in sorted(foreign.get(item.id, ())):
            groups[incident].append(item)
    inside = [item for item in held.owed() if item.id not in foreign]
    if not groups:
        return {}
    shared = Signals(matter, inside, groups, spoken, texts)
    signals = {incident: tuple(shared.of(incident)) for incident in sorted(groups)}
    profiles = {
        key: profile_of(some, spoken, texts) for key, some in (*groups.items(), (OURS, inside))
    }
    likeness = Likeness(profiles)
    features = {key: likeness.features(profiles[key], OURS) for key in groups}
    return {
        item: Link(
            item, _spelled(item, told, groups), tuple(_of(told, signals)),
            _answer(item, told, items, incidents), tuple(_of(told, features)),
        )
        for item, told in sorted(foreign.items())
    }  # fmt: skip


def _answer(
    item: str, told: set[str], items: Mapping[str, bool], incidents: Mapping[str, IncidentAnswer]
) -> bool | None:
    """What people answered: for the item, or for an incident that it names; yes before no."""
    if item in items:
        return items[item]
    answers = {incidents[one].related for one in told if one in incidents} - {None}
    return max((one for one in answers if one is not None), default=None)


def _of(incidents: set[str], told: Mapping[str, tuple[T, ...]]) -> Iterator[T]:
    for incident in sorted(incidents):
        yield from told[incident]


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
