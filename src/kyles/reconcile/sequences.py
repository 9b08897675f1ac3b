"""Series with holes: supplements of one report, a camera's files, the pages of a document.

A series tells of its missing members: supplements 1, 2 and 4 of a third, IMG_0012 and IMG_0014 of
the photograph between them, "page 3 of 5" of two more pages. Where more is missing than there is,
the numbers are no series.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kyles.model import Item, Passage, Reference, Role
from kyles.reconcile.signals import place_of
from kyles.reconcile.spoken import Said, Spoken

WIDEST = 3  # numbers apart at which two files of a camera are of one series
LONGEST = 40  # pages of a document that says how many it has; a longer one is a volume
_CAMERA = re.compile(
    r"(?P<series>(?:IMG|DSC[NF]?|DCIM|PXL|GOPR|MVI)[_-]?)(?P<number>\d{4})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hole:
    """Members of a series that are not there, and the places of those beside them."""

    kind: str  # "supplement", "photograph", "page"
    series: str  # what tells the series from others: "21-886", "photos/IMG_", an item's id
    missing: tuple[int, ...]
    there: tuple[Passage, ...]
    label: str  # of the series, for people


def supplements(some: Iterable[Reference]) -> Iterator[Hole]:
    """Supplements of a report that no document names, between two that are named or here."""
    series: defaultdict[str, dict[int, Reference]] = defaultdict(dict)
    for one in some:
        report, _, number = one.value.rpartition("/")
        if one.kind == "supplement" and report and number.isdigit():
            series[report][int(number)] = one
    for report, told in sorted(series.items()):
        if missing := _missing(set(told)):
            places = tuple(told[number].mentions[0] for number in sorted(told))
            label = next(iter(told.values())).label.partition(" to ")[2]
            yield Hole("supplement", report, missing, places, label)


def photographs(some: Iterable[Item]) -> Iterator[Hole]:
    """Files of a camera that are missing between those of one folder."""
    series: defaultdict[tuple[str, str], dict[int, Item]] = defaultdict(dict)
    for item in some:
        path = PurePosixPath(item.path)
        if found := _CAMERA.fullmatch(path.stem):
            name = found["series"].upper()
            series[path.parent.as_posix(), name].setdefault(int(found["number"]), item)
    for (folder, name), told in sorted(series.items()):
        for run in _runs(sorted(told)):
            if missing := _missing(set(run)):
                places = tuple(Passage(told[at].id, told[at].path) for at in run)
                yield Hole("photograph", f"{folder}/{name}{run[0]:04}", missing, places,
                           f"{folder}/{name}")  # fmt: skip


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number - run[-1] > WIDEST:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _missing(there: set[int]) -> tuple[int, ...]:
    """What is missing below the highest; nothing, where that is as much as there is."""
    missing = tuple(sorted(set(range(min(there), max(there))) - there))
    return missing if len(missing) < len(there) else ()


def pages(some: Iterable[Item], spoken: Spoken) -> Iterator[Hole]:
    """Pages that a document counts and does not have, unless another file beside it has them."""
    runs = [(family[0], *run) for family in _families(some) for run in _counted(family, spoken)]
    elsewhere: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for head, last, told in runs:
        elsewhere[_folder(head), last] |= told.keys()
    for head, last, told in runs:
        missing = tuple(sorted(set(range(1, last + 1)) - elsewhere[_folder(head), last]))
        if missing and last <= LONGEST and len(told) < last:
            places = tuple(told[page] for page in sorted(told))
            yield Hole("page", f"{head.id} {min(told)}/{last}", missing, places, head.path)


def _families(some: Iterable[Item]) -> Iterator[list[Item]]:
    """The files of each document in their order: its texts, or its page images without them."""
    files: defaultdict[str, list[Item]] = defaultdict(list)
    for item in some:
        files[item.parent or item.id if item.role in (Role.IMAGE, Role.TEXT) else item.id].append(
            item
        )
    for own in files.values():
        texts = [item for item in own if item.role is Role.TEXT]
        yield sorted(texts or own, key=lambda item: (item.order, item.path))


def _folder(item: Item) -> str:
    return f"{item.source} {item.path.rpartition('/')[0]}"


def _counted(family: Sequence[Item], spoken: Spoken) -> Iterator[tuple[int, dict[int, Passage]]]:
    """Runs of pages that count themselves alike and upwards; of two counts, a page's last."""
    last, run = 0, dict[int, Passage]()
    for item, one in _own_counts(family, spoken):
        number, of = map(int, one.mention.value.split("/"))
        if run and (of != last or number <= max(run)):
            yield last, run
            run = {}
        last = of
        run[number] = place_of(item, one)
    if run:
        yield last, run


def _own_counts(family: Sequence[Item], spoken: Spoken) -> Iterator[tuple[Item, Said]]:
    for item in family:
        said = (one for one in spoken.of(item.id) if one.mention.kind == "page")
        own = {one.page: one for one in said}  # of two on one page, the later
        yield from ((item, own[page]) for page in sorted(own))
