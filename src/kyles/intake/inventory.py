"""Property inventories and other lists, whatever their columns are called.

Columns are told by their headers and checked by their values. Where a table is a list, but not the
columns that matter, nothing is guessed: the user is told the `--map` line that settles it, and the
mapping is remembered.
"""

import re
from collections import Counter
from collections.abc import Mapping as Given
from collections.abc import Sequence
from dataclasses import dataclass, field

from kyles.errors import UsageError
from kyles.intake import custody_columns, list_kinds
from kyles.intake import inventory_columns as known
from kyles.mentions import bates

Rows = Sequence[Sequence[str]]

NAMES = tuple(dict.fromkeys([*known.NAMES, *custody_columns.NAMES, *list_kinds.NAMES]))

_LOOK = 25  # rows from the top among which the header is
_LONGEST_NAME = 60  # characters of a header
_SAMPLE = 500  # rows whose values are looked at
_TELLING = ("number", "description", "file", "begin")  # a list has one of these


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read. `columns`: canonical name -> column, counted from 0.

    `header` is the index of the header row, -1 if there is none. A table that is no list has
    neither columns nor `unsure`; `unsure` says in words why a list could not be read.
    """

    columns: dict[str, int] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    header: int = -1
    names: dict[str, str] = field(default_factory=dict)  # canonical name -> the column's header

    def to_json(self) -> dict[str, str]:
        """What is to be remembered: `sniff` takes it as `given`, also where columns moved."""
        return {
            name: self.names.get(name) or str(at + 1) for name, at in sorted(self.columns.items())
        }


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row that says something: its number in the table, from 1, and what it says."""

    number: int
    facts: dict[str, str]


def parse_map(text: str) -> dict[str, str]:
    """`number=Tag,description=Desc` as a dict; a column is given by header or number from 1.

    Raises UsageError for what is no mapping.
    """
    found = {}
    for part in re.split(r",(?=\s*\w+\s*=)", text):
        name, equals, column = (word.strip() for word in part.partition("="))
        if not equals or not column or name not in NAMES:
            names = ", ".join(NAMES)
            raise UsageError(
                f"--map does not understand {part.strip()!r}.",
                hint=f"Write --map number=Tag,description=Desc; names are {names}.",
            )
        found[name] = column
    return found


def sniff(table: Rows, *, given: Given[str, str] | None = None) -> Mapping:
    """How a table is read, by what was given for it or by its header and values."""
    at = _header_row(table, given or {})
    header = tuple(table[at]) if at >= 0 else ()
    data = [row for row in table[at + 1 : at + 1 + _SAMPLE] if any(cell.strip() for cell in row)]
    if given:
        return _as_given(header, data, at, given)
    if not data or not header:
        return Mapping()
    return _placed(sniff_columns(header, data), header, at)


def header_of(table: Rows) -> tuple[str, ...]:
    """The header row of a table, () if it has none."""
    at = _header_row(table, {})
    return tuple(cell.strip() for cell in table[at]) if at >= 0 else ()


def sniff_columns(header: Sequence[str], rows: Rows) -> Mapping:
    """What the columns under a header are. See `Mapping` for tables that are no lists."""
    values = [[row[at] for row in rows if at < len(row)] for at in range(len(header))]
    meant = sorted(
        (rank, at, name)
        for at, cell in enumerate(header)
        for name, rank in known.meanings(cell)
        if known.fits(name, values[at])
    )
    columns: dict[str, int] = {}
    for _, at, name in meant:
        if name not in columns and at not in columns.values():
            columns[name] = at
    spelled = [known.words(cell) for cell in header]
    own = [name for name, at in columns.items() if not known.is_general(header[at], name)]
    others = list_kinds.columns(spelled, columns, own=own)
    if others := others or custody_columns.columns(spelled, columns):
        return Mapping(others)
    if _is_list(columns, own):
        return Mapping(dict(sorted(columns.items())))
    if len(own) > 1 or _looks_like_list(values):
        return Mapping(unsure=(_ask(header, values, [columns[name] for name in own]),))
    return Mapping()


def _is_list(columns: Given[str, int], own: Sequence[str]) -> bool:
    """Whether rows can be told apart and say what they are about.

    A description alone is in every bank statement: it needs two columns of a property room.
    """
    if "file" in own or "begin" in own:
        return True
    if "number" in own:
        return "description" in columns or len(own) > 1
    described = "description" in columns
    return described and len(own) > (0 if "number" in columns else 1)


def _looks_like_list(values: Sequence[Sequence[str]]) -> bool:
    """A column of numbers, each its own, beside one of words: headers in no known language."""
    tags = [one for one in values if _tagged(one)]
    worded = [one for one in values if _wordy(one) >= 2]
    return bool(tags and worded)


def _tagged(values: Sequence[str]) -> bool:
    filled = [value for value in values if value.strip()]
    own = len(set(filled)) >= 0.9 * len(filled)
    return len(filled) > 1 and own and sum(map(known.is_tag, filled)) >= 0.9 * len(filled)


def _wordy(values: Sequence[str]) -> float:
    """Words in a value of a column, on average."""
    counts = [len(re.findall(r"[^\W\d_]{2,}", value)) for value in values if value.strip()]
    return sum(counts) / len(counts) if counts else 0.0


def _ask(header: Sequence[str], values: Sequence[Sequence[str]], understood: Sequence[int]) -> str:
    """Why the list is not read, with the line that has it read."""
    open_ones = [at for at in range(len(header)) if at not in understood and header[at].strip()]
    tagged = next((at for at in open_ones if _tagged(values[at])), 0)
    rest = [at for at in open_ones if at != tagged]
    worded = max(rest, key=lambda at: (_wordy(values[at]), -at), default=tagged)
    names = ", ".join(cell.strip() for cell in header if cell.strip())
    line = f'--map "number={_named(header, tagged)},description={_named(header, worded)}"'
    return f"no column could be told to be a number, a description or a file ({names}); try {line}"


def _named(header: Sequence[str], at: int) -> str:
    return header[at].strip() or str(at + 1)


def _placed(mapping: Mapping, header: Sequence[str], at: int) -> Mapping:
    names = {name: header[column].strip() for name, column in mapping.columns.items()}
    return Mapping(mapping.columns, mapping.unsure, at, names)


def _as_given(header: Sequence[str], data: Rows, at: int, given: Given[str, str]) -> Mapping:
    """What was given, and the other columns as they show themselves."""
    width = max((len(row) for row in [header, *data]), default=0)
    columns = {name: _column(header, width, said) for name, said in given.items()}
    absent = [given[name] for name, column in columns.items() if column is None]
    if absent:
        cells = ", ".join(cell.strip() for cell in header if cell.strip())
        return Mapping(unsure=(f"there is no column {absent[0]!r}; there are {cells}",), header=at)
    chosen = {name: column for name, column in columns.items() if column is not None}
    for name, column in _shown(header, data, chosen).items():
        if name not in chosen and column not in chosen.values():
            chosen[name] = column
    return _placed(Mapping(dict(sorted(chosen.items()))), [*header, *[""] * width], at)


def _shown(header: Sequence[str], data: Rows, chosen: Given[str, int]) -> dict[str, int]:
    """The columns as they show themselves; what was said of some may show what the list is."""
    if not header:
        return {}
    ours = {at: name for name, at in chosen.items()}
    told = [ours.get(at, cell) for at, cell in enumerate(header)]
    found = sniff_columns(told, data).columns
    return found if list_kinds.kind(found) else sniff_columns(header, data).columns


def _column(header: Sequence[str], width: int, said: str) -> int | None:
    """A column by its header, in any spelling, or by its number from 1."""
    spelled = [known.words(cell) for cell in header]
    exact = [at for at, cell in enumerate(header) if cell.strip() == said.strip()]
    alike = [at for at, cell in enumerate(spelled) if cell and cell == known.words(said)]
    by_number = int(said) - 1 if said.isascii() and said.isdigit() and len(said) < 5 else -1
    found = exact or alike or ([by_number] if 0 <= by_number < width else [])
    return found[0] if found else None


def _header_row(table: Rows, given: Given[str, str]) -> int:
    """The index of the row that names the columns: below titles and blank lines, -1 if none."""
    widths = Counter(_width(row) for row in table[: _LOOK * 4] if _width(row) > 1)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    best, most = -1, 0
    for at, row in enumerate(table[:_LOOK]):
        if _width(row) < 2:
            continue
        named = sum(any(known.meanings(cell)) for cell in row)
        named += sum(_column(row, 0, said) is not None for said in given.values())
        if named > most and _all_names(row):
            best, most = at, named
    if best >= 0 and (most > 1 or given):
        return best
    plain = (at for at, row in enumerate(table[:_LOOK]) if 2 * _width(row) > usual > 1)
    first = next(plain, -1)
    return first if first >= 0 and _all_names(table[first]) else -1


def _width(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _all_names(row: Sequence[str]) -> bool:
    """Whether no cell is a value: names of columns have letters and are short."""
    return all(_is_name(cell.strip()) for cell in row if cell.strip())


def _is_name(cell: str) -> bool:
    if any(known.meanings(cell)):
        return True
    return any(map(str.isalpha, cell)) and len(cell) <= _LONGEST_NAME and not known.is_tag(cell)


def rows(table: Rows, mapping: Mapping) -> tuple[ListRow, ...]:
    """The rows below the header that say something, each with the facts that are not empty.

    A repeated header (on each printed page) and a line of totals are no rows.
    """
    header = [cell.strip() for cell in table[mapping.header]] if mapping.header >= 0 else None
    found = []
    for number, row in enumerate(table[mapping.header + 1 :], mapping.header + 2):
        if header is not None and [cell.strip() for cell in row] == header:
            continue
        facts = _facts(row, mapping.columns)
        if facts.keys() & _TELLING_OR_TITLE and not _is_total(row):
            found.append(ListRow(number, facts))
    return tuple(found)


_TELLING_OR_TITLE = {*_TELLING, *list_kinds.TELLING, "title"}


def _facts(row: Sequence[str], columns: Given[str, int]) -> dict[str, str]:
    facts = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
    ranged = bates.cited(facts.get("begin", ""))
    if ranged and not facts.get("end"):
        facts |= {"begin": str(ranged[0].begin), "end": str(ranged[-1].end)}
    for name in ("quantity", "pages", "pages_released"):
        facts[name] = re.sub(r"(?<=\d)\.0+$", "", facts.get(name, ""))
    return {name: value for name, value in sorted(facts.items()) if value}


def _is_total(row: Sequence[str]) -> bool:
    said = " ".join(cell.strip() for cell in row if cell.strip()).casefold()
    return bool(re.match(r"(?:grand )?totals?\b|\d+ records?\b|page \d+ of \d+", said))
