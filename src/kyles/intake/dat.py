"""Concordance DAT load files: one row a document, its delimiters and encoding undeclared.

Nothing is configured: encoding, delimiter, qualifier and header are told from the bytes. A row that
does not fit is kept and says what is wrong with it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyles.intake import load_columns
from kyles.intake.encoding import decode

DELIMITERS = ("\x14", "|", "\t", ",")
QUALIFIERS = ("", "þ", "^", '"')
NEWLINE = "®"  # what stands for a line's end inside a Concordance field
_SAMPLE = 64 * 1024  # characters
_SAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class DatRow:
    """One document. `number` is the line on which its row begins, from 1."""

    number: int
    cells: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class LoadTable:
    """A DAT as it was read. `columns` are canonical names by position, "" for one not known.

    Without a header, `columns` are told by the content, and `problems` says so.
    """

    encoding: str
    delimiter: str
    qualifier: str
    header: tuple[str, ...] | None
    columns: tuple[str, ...]
    rows: tuple[DatRow, ...]
    problems: tuple[str, ...] = ()

    def value(self, row: DatRow, name: str) -> str:
        """The cell of a row in the column of a canonical name, "" if there is none."""
        if name not in self.columns:
            return ""
        at = self.columns.index(name)
        return row.cells[at].strip() if at < len(row.cells) else ""


def read_dat(data: bytes) -> LoadTable:
    """Read a DAT of any dialect. Never fails: bytes that are no DAT give a table without names."""
    text, encoding = decode(data)
    delimiter, qualifier = _dialect(text)
    rows = [(line, cells) for line, cells in _rows(text, delimiter, qualifier) if any(cells)]
    header = tuple(cell.strip() for cell in rows[0][1]) if rows else ()
    if load_columns.is_header(header):
        return _with_header(encoding, delimiter, qualifier, header, rows[1:])
    columns = load_columns.inferred([cells for _, cells in rows[:_SAMPLE_ROWS]])
    told = tuple(_checked(rows, len(columns), "the other rows have"))
    return LoadTable(encoding, delimiter, qualifier, None, columns, told, _without_header(columns))


def _with_header(
    encoding: str,
    delimiter: str,
    qualifier: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[int, tuple[str, ...]]],
) -> LoadTable:
    if header[-1] == "":  # each row ends in a delimiter, as some guides ask
        header = header[:-1]
        rows = [(line, _without_last(cells, len(header))) for line, cells in rows]
    columns = load_columns.named(header)
    told = tuple(_checked(rows, len(header), "the header has"))
    return LoadTable(encoding, delimiter, qualifier, header, columns, told)


def _without_last(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:-1] if len(cells) == width + 1 and not cells[-1] else cells


def _checked(
    rows: Sequence[tuple[int, tuple[str, ...]]], width: int, than: str
) -> Iterator[DatRow]:
    for line, cells in rows:
        odd = f"line {line} has {_fields(len(cells))}, {than} {width}"
        yield DatRow(line, cells, None if len(cells) == width else odd)


def _fields(count: int) -> str:
    return "1 field" if count == 1 else f"{count} fields"


def _without_header(columns: Sequence[str]) -> tuple[str, ...]:
    told = ", ".join(f"column {at} {name}" for at, name in enumerate(columns, 1) if name)
    return (f"no header row; told by their content: {told or 'no column'}",)


def _dialect(text: str) -> tuple[str, str]:
    """The delimiter and qualifier under which the rows are most regular."""
    whole = len(text) <= _SAMPLE
    sample = text if whole else text[:_SAMPLE]

    def regularity(dialect: tuple[str, str]) -> tuple[float, int]:
        rows = [cells for _, cells in _rows(sample, *dialect)]
        counts = Counter(len(cells) for cells in (rows if whole else rows[:-1]) if any(cells))
        width, times = counts.most_common(1)[0] if counts else (1, 0)
        regular = times / counts.total() if width > 1 else 0.0
        return regular, _unwrapped(sample, *dialect) if width > 1 else 0

    dialects = [(delimiter, mark) for delimiter in DELIMITERS for mark in QUALIFIERS]
    scored = [(*regularity(dialect), -at) for at, dialect in enumerate(dialects)]
    return dialects[-max(scored)[2]]


def _unwrapped(text: str, delimiter: str, qualifier: str) -> int:
    """How many values a qualifier stands around."""
    if not qualifier:
        return 0
    return text.count(qualifier + delimiter) + text.count(delimiter + qualifier)


def _rows(text: str, delimiter: str, qualifier: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows with the line on which each begins. A qualified value may hold lines' ends."""
    concordance = delimiter == "\x14" or qualifier == "þ"
    line, begins = 1, 1
    cells: list[str] = []
    for found in _field(delimiter, qualifier).finditer(text):
        quoted, bare, end = found.groups()
        cell = bare if quoted is None else quoted.replace(qualifier * 2, qualifier)
        cells.append(cell.replace(NEWLINE, "\n") if concordance else cell)
        if quoted:
            line += len(re.findall(r"\r\n|\r|\n", quoted))
        if end == delimiter:
            continue
        yield begins, tuple(cells)
        line += 1
        begins, cells = line, []
        if found.end() == len(text):
            return


def _field(delimiter: str, qualifier: str) -> re.Pattern[str]:
    """One value: what stands between qualifiers, or else what stands there bare; and its end."""
    d, q = re.escape(delimiter), re.escape(qualifier)
    end = rf"{d}|\r\n|\r|\n|\Z"
    quoted = rf"{q}((?:[^{q}]++|{q}{q})*+){q}(?={end})" if q else r"((?!))"
    return re.compile(rf"(?:{quoted}|([^{d}\r\n]*+))({end})")
