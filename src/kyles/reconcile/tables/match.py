"""The rows of a held table that produced tables have: as sets, in whatever order they stand.

A held row is given where one produced row has all of its cells, in any order, with others or none.
It is given in part where a produced row has more than half of what it says, a cell among that which
no other row of the held table has (a number of its own), or three quarters of it, and no other row
of the held table says the same. Rows that say too little ("1 | x") count as given only in a
produced table that has enough other rows of this one. The more is produced, the more is given.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kyles.reconcile.tables.table import Cells, TableRow, is_evidence, shared, weight

NAME = 5  # letters and digits of a cell that names its row
MOST = 4  # three of so many parts are most of a row
LINKED = 48  # letters and digits of rows that show that a produced table comes of a held one


Spot = tuple[str, int]  # key of a produced table, and its page


@dataclass(frozen=True, slots=True)
class Match:
    """What of a row was given: cells by what they say, and the first place that has them.

    `differs` says whether other cells stand there in place of those that are missing; `sure` that
    it is this row: it is whole, or what is there names it. Most of a row may be there by chance.
    """

    cells: Cells
    place: Spot
    differs: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Produced:
    """Distinct rows of produced tables, with the first place in each table, in order."""

    rows: Mapping[Cells, tuple[Spot, ...]]

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[TableRow]]) -> "Produced":
        found: dict[Cells, dict[str, int]] = {}
        for key in sorted(tables):
            for row in tables[key]:
                found.setdefault(row.key, {}).setdefault(key, row.page)
        return cls({key: tuple(places.items()) for key, places in found.items()})

    @cached_property
    def by_cell(self) -> Mapping[str, list[Cells]]:
        found: dict[str, list[Cells]] = defaultdict(list)
        for key in self.rows:
            for cell in dict.fromkeys(key):
                found[cell].append(key)
        return found

    def containing(self, own: Cells) -> Iterator[Cells]:
        """The rows that have every cell of a row, and others."""
        rarest = min(own, key=lambda cell: (len(self.by_cell.get(cell, ())), cell))
        for key in self.by_cell.get(rarest, ()):
            if len(key) > len(own) and len(shared(own, key)) == len(own):
                yield key


@dataclass(frozen=True)
class Held:
    """The distinct rows of one held table."""

    rows: Sequence[Cells]

    @cached_property
    def by_cell(self) -> Mapping[str, list[Cells]]:
        found: dict[str, list[Cells]] = defaultdict(list)
        for key in self.rows:
            for cell in dict.fromkeys(key):
                found[cell].append(key)
        return found

    def names(self, cell: str) -> bool:
        """Whether a cell names its row: it says enough, is no date, and no other row has it."""
        return len(cell) >= NAME and cell.isalnum() and len(self.by_cell[cell]) == 1

    def leading(self, own: Cells) -> Iterator[str]:
        """Cells of which a row that may be this one has one at least: those that name it, and the
        rarest others, until the rest is less than what has to be shared."""
        rest = weight(own)
        for cell in sorted(own, key=lambda one: (len(self.by_cell[one]), -len(one), one)):
            if self.names(cell) or MOST * rest >= (MOST - 1) * weight(own):
                yield cell
            rest -= len(cell)

    def is_part(self, own: Cells, some: Cells) -> bool:
        """Whether cells of a row are enough of it, and of no other."""
        named = 2 * weight(some) > weight(own) and any(map(self.names, some))
        most = MOST * weight(some) >= (MOST - 1) * weight(own)
        return is_evidence(some) and (named or most) and self.is_only_of(own, some)

    def is_only_of(self, own: Cells, some: Cells) -> bool:
        """Whether no other row of the table says the same of itself."""
        rarest = min(some, key=lambda cell: (len(self.by_cell[cell]), cell))
        return not any(
            other != own and len(shared(some, other)) == len(some)
            for other in self.by_cell[rarest]
        )  # fmt: skip


def matches(held: Sequence[TableRow], produced: Produced) -> dict[Cells, Match]:
    """What was given of the rows of one held table, by what they say."""
    first = {row.key: row for row in reversed(held)}
    table = Held(list(first))
    whole = {own: places for own in table.rows if (places := _whole(own, produced))}
    linked = _linked(table, whole)
    found = {}
    for own in table.rows:
        places = [one for one in whole.get(own, ()) if is_evidence(own) or one[0] in linked]
        match = Match(own, min(places)) if places else _partly(first[own], table, produced)
        if match:
            found[own] = match
    return found


def _whole(own: Cells, produced: Produced) -> list[Spot]:
    """The places of rows that have all of a row."""
    places = list(produced.rows.get(own, ()))
    for other in produced.containing(own):
        places += produced.rows[other]
    return places


def _linked(table: Held, whole: Mapping[Cells, Sequence[Spot]]) -> set[str]:
    """Produced tables that have so many rows of a table that its short ones count there too; or
    all of them, where it has no others."""
    told: dict[str, int] = defaultdict(int)
    count: dict[str, int] = defaultdict(int)
    for own, places in whole.items():
        for key in {key for key, _ in places}:
            told[key] += weight(own) if is_evidence(own) else 0
            count[key] += 1
    size = len(table.rows) if sum(map(weight, table.rows)) >= LINKED else 0
    return {one for one in count if told[one] >= LINKED or count[one] == size}


def _partly(row: TableRow, table: Held, produced: Produced) -> Match | None:
    """The produced row that has most words of a row, if it is more than half and says which."""
    own, size = row.key, {cell.key: cell.words for cell in row.cells}
    best: tuple[int, Cells, Cells] | None = None
    for key in {key for cell in table.leading(own) for key in produced.by_cell.get(cell, ())}:
        some = shared(own, key)
        rank = -sum(size[cell] for cell in some), some, key
        if (best is None or rank < best) and table.is_part(own, some):
            best = rank
    if best is None:
        return None
    _, some, key = best
    sure = any(map(table.names, some))
    return Match(some, min(produced.rows[key]), differs=len(key) > len(some), sure=sure)
