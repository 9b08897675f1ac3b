"""What two documents cannot both be right in: the day of one death, the hands that had one thing.

Between documents more is asked for than inside one: a death or shooting is one event only where
both name the same victim, or share two names and no other victim. Arrests and trials of one person
may be many, and are compared inside one document alone.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from kyles import dates
from kyles.chronology import kinds
from kyles.chronology.conflicts import apart, is_sole
from kyles.chronology.resolve import meant
from kyles.dates import Known
from kyles.mentions.people import same_person
from kyles.model.assertion import Assertion, Holding, Telling

FAMILIES = frozenset({"death"})
D = TypeVar("D", bound=Hashable)


@dataclass(frozen=True)
class Document(Generic[D]):
    """A document, what it tells, with its dates read, and the day on which it was written."""

    key: D
    told: Telling
    written: Known | None = None


def across(
    some: Sequence[Document[D]],
) -> Iterator[tuple[tuple[D, Assertion], tuple[D, Assertion]]]:
    """Pairs of assertions of two documents that date one event to days that share none."""
    groups: dict[tuple[str, ...], list[tuple[D, Assertion]]] = {}
    for one in some:
        for key, event in _events(one):
            groups.setdefault(key, []).append((one.key, event))
    seen: set[frozenset[tuple[Known, ...]]] = set()
    for _, told in sorted(groups.items(), key=lambda group: group[0]):
        for first, other in combinations(list(_distinct(told)), 2):
            dates_of = frozenset({first[1].dates, other[1].dates})
            if first[0] != other[0] and dates_of not in seen and _one_event(first[1], other[1]):
                seen.add(dates_of)
                yield first, other


def _events(one: Document[D]) -> Iterator[tuple[tuple[str, ...], Assertion]]:
    """The events of a document that may be compared, by victim, and by each two names."""
    own = [event for event in one.told.assertions
           if is_sole(event) and kinds.family(event.kind) in FAMILIES]  # fmt: skip
    if any(apart(first.dates, other.dates) for first, other in combinations(own, 2)):
        return  # which of its own days it means is told inside that document
    for event in own:
        if event.patient:
            yield ("victim", event.patient), event
        for pair in combinations(sorted(event.names), 2):
            yield ("names", *pair), event


def _distinct(told: Sequence[tuple[D, Assertion]]) -> Iterator[tuple[D, Assertion]]:
    """The first assertion of each date: copies of a sentence say nothing more."""
    found: dict[tuple[Known, ...], tuple[D, Assertion]] = {}
    for document, event in told:
        found.setdefault(event.dates, (document, event))
    yield from found.values()


def _one_event(one: Assertion, other: Assertion) -> bool:
    other_victim = one.patient and other.patient and one.patient != other.patient
    return not other_victim and apart(one.dates, other.dates)


def hands(some: Sequence[Document[D]]) -> Iterator[tuple[tuple[D, Holding], tuple[D, Holding]]]:
    """Pairs of sentences that have one numbered thing with two people on one day."""
    groups: dict[str, list[tuple[D, Holding, Known]]] = {}
    for one in some:
        for holding in one.told.holdings:
            for day in meant(holding.value, one.written) if holding.value else ():
                if day.day:
                    groups.setdefault(holding.number, []).append((one.key, holding, day))
    for _, told in sorted(groups.items()):
        for first, other in combinations(told, 2):
            if dates.agree(first[2], other[2]) and not same_person(
                first[1].holder, other[1].holder
            ):  # fmt: skip
                yield first[:2], other[:2]
                break
