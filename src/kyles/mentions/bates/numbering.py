"""What is missing from the numbers of a production, and what stands in it twice.

All volumes that one person was given are looked at together: what one leaves out another may
bring. Numbers of different prefixes are never compared, and what lies before the first or after
the last number is no gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kyles.mentions.bates.number import LONGEST_RANGE, Bates, parse, series

MISSING, BETWEEN, DUPLICATE = "missing", "between volumes", "duplicate"


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers `first` to `last` that are `missing`, lie `between volumes`, or are a `duplicate`.

    `before` and `after` are the numbers given on either side of what is missing; for a duplicate,
    its first and last. `volume` is the one in which it was met. `says` is for people.
    """

    kind: str
    volume: str
    first: str
    last: str
    count: int
    before: str
    after: str
    says: str


@dataclass(frozen=True, slots=True)
class _Given:
    """A number, as it is printed on a page of a volume; `place` counts pages over all volumes."""

    bates: Bates
    label: str
    volume: str
    place: int


def gaps(volumes: Sequence[tuple[str, Sequence[str]]]) -> tuple[Gap, ...]:
    """The gaps in volumes, each with its name and the number on every page, in their order.

    A page that stands in several files of one document (image, native) is to be given once.
    """
    found: dict[str, list[_Given]] = {}
    place = 0
    for name, labels in volumes:
        for label in labels:
            place += 1
            bates = parse(label)
            if bates:
                found.setdefault(series(bates.prefix), []).append(_Given(bates, label, name, place))
    return tuple(
        gap for _, some in sorted(found.items()) for gap in (*_missing(some), *_duplicates(some))
    )


def _missing(some: Sequence[_Given]) -> Iterator[Gap]:
    """What lies between each two neighbouring numbers."""
    volumes: dict[int, list[str]] = {}
    for one in some:
        volumes.setdefault(one.bates.number, []).append(one.volume)
    ordered = sorted(some, key=lambda one: (one.bates.number, one.place))
    for one, other in pairwise(ordered):
        count = other.bates.number - one.bates.number - 1
        if 0 < count <= LONGEST_RANGE:
            here, there = volumes[one.bates.number], volumes[other.bates.number]
            shared = [name for name in here if name in there]
            yield _gap(one, other, count, shared)


def _gap(one: _Given, other: _Given, count: int, shared: Sequence[str]) -> Gap:
    bare = Bates(one.bates.prefix, one.bates.number, one.bates.width)
    first, last = str(bare.plus(1)), str(bare.plus(count))
    if shared:
        says = f"{_numbers(first, last, count)} {_is(count)} missing in {shared[0]}"
        return Gap(MISSING, shared[0], first, last, count, one.label, other.label, says)
    says = (
        f"{_numbers(first, last, count)} {_is(count)} in no volume: {one.volume} ends its range"
        f" at {one.label}, {other.volume} goes on at {other.label}"
    )
    return Gap(BETWEEN, other.volume, first, last, count, one.label, other.label, says)


def _duplicates(some: Sequence[_Given]) -> Iterator[Gap]:
    """Stretches of numbers that pages bear which had been given before."""
    first: dict[tuple[str, int, str], _Given] = {}
    again: list[tuple[_Given, _Given]] = []
    for one in some:
        before = first.setdefault(one.bates.key, one)
        if before is not one:
            again.append((before, one))
    for stretch in _stretches(again):
        yield _duplicate(stretch)


def _stretches(
    again: Sequence[tuple[_Given, _Given]],
) -> Iterator[list[tuple[_Given, _Given]]]:
    stretch: list[tuple[_Given, _Given]] = []
    for pair in again:
        if stretch and not _follows(stretch[-1], pair):
            yield stretch
            stretch = []
        stretch.append(pair)
    if stretch:
        yield stretch


def _follows(one: tuple[_Given, _Given], other: tuple[_Given, _Given]) -> bool:
    """Whether two duplicates belong together: the next number, in the same two volumes."""
    return other[1].bates.number == one[1].bates.number + 1 and all(
        a.volume == b.volume for a, b in zip(one, other, strict=True)
    )


def _duplicate(stretch: Sequence[tuple[_Given, _Given]]) -> Gap:
    (before, now), (_, last) = stretch[0], stretch[-1]
    count = len(stretch)
    numbers = _numbers(now.label, last.label, count)
    if before.volume == now.volume:
        says = (
            f"{numbers} {'stands' if count == 1 else 'stand'} on more than one page of {now.volume}"
        )
        kind = DUPLICATE
    else:
        says = f"{numbers} {_is(count)} in {before.volume} and again in {now.volume}"
        kind = BETWEEN
    return Gap(kind, now.volume, now.label, last.label, count, now.label, last.label, says)


def _numbers(first: str, last: str, count: int) -> str:
    return first if count == 1 else f"{first} to {last} ({count} numbers)"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
