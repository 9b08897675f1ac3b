"""A table as it is compared: rows of cells, wherever they stand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kyles.fingerprint.cells import cell_key
from kyles.reconcile.coverage import Text

Cells = tuple[str, ...]  # what the cells of a row say, sorted, empty ones left out

ENOUGH = 12  # letters and digits of a row that is evidence by itself, in two cells or more,
ENOUGH_IN_ONE = 24  # or in one


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that says something, and its place in the text of its page."""

    key: str
    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its page and its line on it, counted from 0, and its cells."""

    page: int
    line: int
    cells: tuple[Cell, ...]

    @property
    def key(self) -> Cells:
        return tuple(sorted(cell.key for cell in self.cells))

    @property
    def words(self) -> int:
        return sum(cell.words for cell in self.cells)

    @property
    def start(self) -> int:
        return self.cells[0].start

    @property
    def end(self) -> int:
        return self.cells[-1].end


def rows(table: Text) -> Iterator[TableRow]:
    """The rows of a table's pages that say something."""
    for page, text in enumerate(table.pages):
        at = 0
        for line, said in enumerate(text.split("\n")):
            cells = tuple(_cells(said, at))
            if cells:
                yield TableRow(page, line, cells)
            at += len(said) + 1


def _cells(line: str, at: int) -> Iterator[Cell]:
    for said in line.split("\t"):
        key = cell_key(said)
        if key:
            yield Cell(key, at, at + len(said), words(said))
        at += len(said) + 1


def words(text: str) -> int:
    """How many words, numbers and the like a text has."""
    return sum(bool(cell_key(word)) for word in text.split())


def weight(cells: Cells) -> int:
    return sum(map(len, cells))


def is_evidence(cells: Cells) -> bool:
    """Whether a row says enough that another table with the same row has it from here."""
    return weight(cells) >= (ENOUGH if len(cells) > 1 else ENOUGH_IN_ONE)


def shared(ours: Cells, theirs: Cells) -> Cells:
    """The cells that two rows have in common."""
    both = Counter(ours) & Counter(theirs)
    return tuple(sorted(both.elements()))
