"""Coverage by holder as bars: for each holder and defendant, how many items were given, and how."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kyles.export.holders import by_holder
from kyles.model import Status
from kyles.reconcile.audit_view import Audit

WIDTH = 400  # of a bar, in the units of its drawing
ALL = "All holders"

#: The parts of a bar from left to right: its class, its words, and the statuses that it counts.
PARTS = (
    ("full", "in full", (Status.DISCLOSED, Status.SERVED, Status.INSPECTED)),
    ("listed", "listed in what was given", (Status.LISTED,)),
    ("part", "in part", (Status.IN_PART,)),
    ("withheld", "withheld and logged", (Status.WITHHELD,)),
    ("unread", "could not be read", (Status.UNREADABLE,)),
    ("absent", "not disclosed", (Status.NOT_DISCLOSED,)),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar."""

    name: str
    words: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """What one holder has, by what one defendant was given of it."""

    holder: str
    defendant: str
    items: int
    parts: tuple[Part, ...]

    @property
    def share(self) -> str:
        """The share of the items that were given in full."""
        return f"{100 * self.counts['full'] / self.items:.0f}%"

    @property
    def counts(self) -> dict[str, int]:
        return {part.name: part.count for part in self.parts}

    @property
    def title(self) -> str:
        """The bar in words."""
        told = ", ".join(f"{part.count:,} {part.words}" for part in self.parts if part.count)
        of = "1 item" if self.items == 1 else f"{self.items:,} items"
        return f"{self.holder} for {self.defendant}: {of}: {told}"


def bars(audit: Audit) -> list[Bar]:
    """One bar a holder and defendant; where there are several holders, all of them first."""
    return drawn(by_holder(audit), audit.matter.defendants)


def drawn(rows: Sequence[tuple[str, str, dict[str, int]]], defendants: Sequence[str]) -> list[Bar]:
    """The bars of holders and defendants with their counts by status."""
    totals: dict[str, dict[str, int]] = {}
    for _, defendant, counts in rows:
        own = totals.setdefault(defendant, {})
        for status, count in counts.items():
            own[status] = own.get(status, 0) + count
    every = [(ALL, name, totals[name]) for name in defendants if name in totals]
    several = len({holder for holder, _, _ in rows}) > 1
    return [_bar(*row) for row in (*(every if several else ()), *rows)]


def total(audit: Audit, some: Iterable[Status]) -> int:
    """How many items have one of some statuses, counted once for each defendant."""
    return sum(counts.get(one.value, 0) for _, _, counts in by_holder(audit) for one in some)


def _bar(holder: str, defendant: str, counts: dict[str, int]) -> Bar:
    items = sum(counts.values())
    return Bar(holder, defendant, items, tuple(_parts(counts, items)))


def _parts(counts: dict[str, int], items: int) -> Iterator[Part]:
    x = 0.0
    for name, words, statuses in PARTS:
        count = sum(counts.get(status.value, 0) for status in statuses)
        width = round(WIDTH * count / items, 2)
        yield Part(name, words, count, round(x, 2), width)
        x += width
