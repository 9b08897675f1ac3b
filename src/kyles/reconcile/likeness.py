"""How much one record is like each of many incidents, explained feature by feature.

Each entity that two profiles share speaks for one incident the more, the fewer incidents have it
(the logarithm of how many there are to one that has it, as in Fellegi and Sunter's record linkage).
Names and words may differ by what OCR and haste do to them, and then tell less. The same collector
speaks for it as far as that collector is in few incidents; an incident later than the item speaks
against it. A case number is one weak signal, whichever way it points. The score orders what a
person should look at: it decides nothing.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from kyles.reconcile.profiles import Entity, Profile

#: What an entity of a kind tells, beside its rarity: words are many, and depend on each other.
WEIGHTS = {"person": 1.0, "place": 0.8, "thing": 0.6, "attribute": 0.6, "mark": 1.5, "word": 0.5}
DEPENDENT = frozenset({"word", "attribute", "place"})
DAMPED = 0.5  # of each further one
FEWEST = 100  # incidents that there are at the least, as far as rarity goes
ALIKE = 0.92  # Jaro-Winkler similarity of two names that may be one
LESS = 0.8  # what a name that is only alike tells, of what the name itself would
SHORTEST = 5  # characters of a mark of which one may be misread
SAME_HANDLER = 0.4  # share of an incident's items that one of its officers collects
NOBODY = -2.0  # both name people, and nobody is the same
LATER = -8.0  # an incident that happened after the item was received
NEAR_DAYS, NEAR = 3, 1.0  # received within so many days of the incident's other items


@dataclass(frozen=True, slots=True)
class Feature:
    """What two records have in common (or what speaks against it), and how much it tells."""

    kind: str  # "person", "place", "thing", "attribute", "mark", "word", "handler", "time"
    shared: tuple[str, ...]
    weight: float


class Likeness:
    """Profiles of incidents, by their numbers, to compare others with."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self.profiles = profiles
        self.having: defaultdict[Entity, set[str]] = defaultdict(set)
        self.handling: defaultdict[str, set[str]] = defaultdict(set)
        for key, one in profiles.items():
            for entity in one.entities:
                self.having[entity].add(key)
            for handler in one.handlers:
                self.handling[handler].add(key)
        self.vocabulary: defaultdict[Entity, list[str]] = defaultdict(list)
        self.by_last: defaultdict[str, list[str]] = defaultdict(list)
        for kind, value in sorted(self.having):
            self.vocabulary[_shelf(kind, value)].append(value)
            if kind == "person":
                self.by_last[value.partition(", ")[0]].append(value)
        self.last_names: defaultdict[str, list[str]] = defaultdict(list)
        for last in self.by_last:
            self.last_names[last[:1]].append(last)
        self._spoken: dict[Entity, dict[str, float]] = {}

    @cached_property
    def count(self) -> int:
        return max(FEWEST, len(self.profiles))

    def ranked(self, one: Profile) -> list[tuple[str, float]]:
        """Incidents that share something, the likest first."""
        near = {key for entity in one.entities for key in self._speaking(entity)}
        scores = {key: score(self.features(one, key)) for key in near}
        return sorted(scores.items(), key=lambda told: (-told[1], told[0]))

    def features(self, one: Profile, key: str) -> tuple[Feature, ...]:
        """Everything that a record shares with one incident, the most telling first."""
        shared: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for entity in sorted(one.entities):
            if weight := self._speaking(entity).get(key):
                shared[entity[0]][entity[1]] = weight
        found = [_feature(kind, told) for kind, told in shared.items()]
        return tuple(sorted([*found, *self._beside(one, key)], key=lambda told: -told.weight))

    def _speaking(self, entity: Entity) -> dict[str, float]:
        """The incidents for which an entity speaks, and how much, by its likest spelling there.

        It is as rare as all of its spellings together.
        """
        if entity not in self._spoken:
            found: dict[str, float] = {}
            for spelling, likeness in self._spellings(*entity):
                for key in self.having[entity[0], spelling] if likeness else ():
                    found[key] = max(likeness, found.get(key, 0.0))
            rarity = WEIGHTS[entity[0]] * math.log(self.count / max(1, len(found)))
            self._spoken[entity] = {key: rarity * likeness for key, likeness in found.items()}
        return self._spoken[entity]

    def _spellings(self, kind: str, value: str) -> Iterator[tuple[str, float]]:
        """How an entity may be spelled in the profiles, and how sure that is."""
        if kind == "person":
            yield from self._people(value)
            return
        if (kind, value) in self.having:
            yield value, 1.0
        if kind == "mark" and len(value) >= SHORTEST:
            some = self.vocabulary[_shelf(kind, value)]
            spelled = process.extract(value, some, score_cutoff=1, limit=None,
                                      scorer=DamerauLevenshtein.distance)  # fmt: skip
            yield from ((one, LESS) for one, distance, _ in spelled if distance == 1)
        elif kind in ("place", "word") and not value.isdigit():
            yield from ((one, LESS) for one in self._near(value, kind) if one != value)

    def _near(self, value: str, kind: str) -> Iterator[str]:
        some = self.vocabulary[_shelf(kind, value)]
        near = process.extract(value, some, score_cutoff=ALIKE, limit=None,
                               scorer=JaroWinkler.similarity)  # fmt: skip
        return (one for one, _, _ in near)

    def _people(self, name: str) -> Iterator[tuple[str, float]]:
        """Names that may be the same person's: the last name alike, and no other first name."""
        last, _, first = name.partition(", ")
        for spelling in (one for one in self.last_names[last[:1]] if _alike(one, last)):
            sure = 1.0 if spelling == last else LESS
            for one in self.by_last[spelling]:
                yield one, sure * _agree(first, one.partition(", ")[2])

    def _beside(self, one: Profile, key: str) -> Iterator[Feature]:
        """Who handled both, and when; and that both name people, and nobody the same."""
        other = self.profiles[key]
        people = [entity for entity in one.entities if entity[0] == "person"]
        theirs = any(kind == "person" for kind, _ in other.entities)
        if people and theirs and not any(key in self._speaking(entity) for entity in people):
            yield Feature("person", ("nobody",), NOBODY)
        for handler in sorted(one.handlers & other.handlers):
            share = len(self.handling[handler]) / self.count
            told = max(0.0, math.log(SAME_HANDLER / share)) / 2
            yield Feature("handler", (handler,), told)
        if one.days and other.days:
            apart = min(one.days) - min(other.days)
            if apart < -1:
                yield Feature("time", ("later",), LATER)
            elif any(abs(a - b) <= NEAR_DAYS for a in one.days for b in other.days):
                yield Feature("time", ("near",), NEAR)


def _shelf(kind: str, value: str) -> Entity:
    """Where likely spellings of a value are kept: words are many, and begin alike."""
    return kind, value[:2] if kind in ("word", "place") else ""


def _agree(first: str, other: str) -> float:
    """How far two first names, or initials, can be one person's."""
    if not first or not other:
        return LESS
    if 1 in (len(first), len(other)):
        return 0.9 if first[0] == other[0] else 0.0
    return 1.0 if _alike(first, other) else 0.0


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one, but for a letter or two."""
    return JaroWinkler.similarity(one, other) >= ALIKE or (
        min(len(one), len(other)) > 2
        and DamerauLevenshtein.distance(one, other, score_cutoff=1) < 2
    )


def _feature(kind: str, told: Mapping[str, float]) -> Feature:
    shared = sorted(told, key=lambda value: (-told[value], value))
    return Feature(kind, tuple(shared), _together(kind, [told[value] for value in shared]))


def _together(kind: str, weights: Sequence[float]) -> float:
    """What several entities tell: the words of one description come together, each tells less."""
    if kind not in DEPENDENT:
        return sum(weights)
    return sum(weight * DAMPED**at for at, weight in enumerate(weights))


def score(features: tuple[Feature, ...]) -> float:
    """All that speaks for and against it."""
    return sum(one.weight for one in features)
