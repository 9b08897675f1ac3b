"""Tables: CSV, TSV, XLSX, XLS and ODS by calamine, SQLite; every sheet, also hidden ones.

Each row comes twice: as a row for lists and inventories, and as a line of a page, cells parted by
tabs, so that what a table says can be found and compared as any other text. After each page a
detail `rows` tells which rows its lines are: `page<TAB>sheet<TAB>1-57,60`, counted from 1;
`hidden_rows` tells which of a sheet's rows are hidden, as far as the file says so. What they
have beside them is in `margins`.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import python_calamine as calamine
from lxml import etree

from kyles import encoding
from kyles.formats import Detail, Page, Part, Row, Trouble
from kyles.formats.spreadsheet import binary, database, margins
from kyles.formats.spreadsheet.hidden import hidden_rows
from kyles.formats.spreadsheet.ranges import ranges
from kyles.formats.spreadsheet.sparse import cells_in_order, far_apart
from kyles.model import Layer, Reading, State

NAME = "Spreadsheet"
MEDIA_TYPE = "application/vnd.ms-excel"

ROWS_A_PAGE = 200
_SAMPLE = 65_536
_ENGINE = "kyles-table"
_PLAIN = (".csv", ".tsv", ".tab")
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_PANIC = "PanicException"  # how calamine ends where it did not expect what it finds: no Exception
_PART = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_BROKEN = (calamine.CalamineError, calamine.ZipError, calamine.XmlError, zipfile.BadZipFile,
           etree.XMLSyntaxError, LookupError, ValueError, OSError, RuntimeError,
           EOFError)  # fmt: skip


def claims(head: bytes, name: str) -> int:
    """3 for a workbook by its parts, 2 for text named as a table, 1 by the suffix."""
    named = name.lower().endswith(_WORKBOOKS)
    if head.startswith(database.MARK):
        return 3
    if head.startswith(_OLE):
        return 3 if any(one in head for one in _BIFF_STREAMS) else 2 * int(named)
    if head.startswith(b"PK\x03\x04"):
        return 3 if _ODS in head[:128] or _has_sheets(head) else 2 * int(named)
    if name.lower().endswith(_PLAIN):
        return 1 if encoding.is_binary(head) else 2
    return int(named)


def _has_sheets(head: bytes) -> bool:
    """Whether a part of an Excel workbook is among the first parts of the archive."""
    starts = ((part.end(), int.from_bytes(part[1], "little")) for part in _PART.finditer(head))
    return any(head[at : at + size].startswith(b"xl/") for at, size in starts)


def read(path: Path) -> Iterator[Part]:
    """Rows and pages, sheet by sheet."""
    with path.open("rb") as stream:
        head = stream.read(len(database.MARK))
    if not head:
        yield Trouble(State.EMPTY, "a file of no bytes")
    elif head == database.MARK:
        yield from _or_empty(_placed(_database(path)))
    elif head.startswith((_OLE, b"PK\x03\x04")):
        yield from _or_empty(_placed(_workbook(path)))
    else:
        yield from _or_empty(_placed(_plain(path.read_bytes())))


def _or_empty(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts of a table, and word of it where it has no row and nothing is wrong."""
    silent = True
    for part in parts:
        silent = silent and not isinstance(part, Row | Trouble)
        yield part
    if silent:
        yield Trouble(State.EMPTY, "a table without a row")


def _placed(parts: Iterator[Part]) -> Iterator[Part]:
    """After each page, which rows of which sheet its lines are."""
    page, numbers = 0, list[int]()
    for part in parts:
        yield part
        if isinstance(part, Row):
            numbers.append(part.number)
        if isinstance(part, Page):
            page += 1
            yield Detail("rows", f"{page}\t{part.label or ''}\t{ranges(numbers)}")
            numbers = []


def _plain(data: bytes) -> Iterator[Part]:
    """The rows of a text: ragged ones as they are."""
    text = encoding.decode(data)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # of the whole process
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:_SAMPLE]))
    try:
        yield from _sheet("", enumerate(rows, 1))
    except csv.Error as error:
        yield Trouble(State.FAILED, f"it is no table: {error}")
    if encoding.is_binary(data):
        yield Trouble(State.PARTIAL, "parts of it are not text")


def _delimiter(sample: str) -> str:
    """The delimiter that makes most rows equally wide, and wider than one cell."""
    whole = sample if len(sample) < _SAMPLE else sample.rpartition("\n")[0]
    return max(",\t;|", key=lambda one: _evenness(whole, one))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that are as wide as the most usual width, and that width."""
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths = [len(row) for row in islice(rows, 100) if row]
    usual = max(sorted(set(widths)), key=widths.count, default=0)
    return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)


def _sheet(name: str, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Part]:
    """Rows with their numbers, and a page after every so many of them."""
    lines: list[str] = []
    for number, cells in rows:
        if not any(cells):
            continue
        yield Row(name, number, tuple(cells))
        lines.append("\t".join(" ".join(cell.split()) for cell in cells).rstrip())
        if len(lines) == ROWS_A_PAGE:
            yield _page(name, lines)
            lines = []
    if lines:
        yield _page(name, lines)


def _page(name: str, lines: Sequence[str]) -> Page:
    return Page((Reading(Layer.TEXT, "\n".join(lines), _ENGINE),), name or None)


def _database(path: Path) -> Iterator[Part]:
    """Every table, then what stands in no cell."""
    made = database.Database(path)
    try:
        for name, rows in made.tables():
            yield from _sheet(name, rows)
    except database.Damaged as error:
        yield Trouble(State.FAILED, f"it is damaged: {error}")
        return
    yield from made.beside()


def _workbook(path: Path) -> Iterator[Part]:
    """Every sheet with what stands beside its cells, and the files inside."""
    beside, others = margins.read(path)
    yield from _with_margins(_every_sheet(path), dict(beside))
    yield from others


def _with_margins(parts: Iterator[Part], beside: dict[str, tuple[Reading, ...]]) -> Iterator[Part]:
    """What stands beside a sheet comes with its first page; of a sheet without cells by itself."""
    for part in parts:
        if isinstance(part, Page) and (more := beside.pop(part.label or "", ())):
            yield replace(part, readings=(*part.readings, *more))
        else:
            yield part
    for name, more in beside.items():
        yield Page(more, name or None)


def _every_sheet(path: Path) -> Iterator[Part]:
    """The cells. calamine would abort on few cells that stand far apart: we read those."""
    try:
        apart = far_apart(path)
        for name, hidden in hidden_rows(path):
            yield Detail("hidden_rows", f"{name}\t{hidden}")
        with calamine.CalamineWorkbook.from_path(path) as book:
            yield from _sheets(book, frozenset(apart))
        for name, part in apart.items():
            yield from _sheet(name, cells_in_order(path, part))
            yield Trouble(State.PARTIAL, f"cells of '{name}' stand too far apart to keep columns")
    except calamine.PasswordError:
        yield Trouble(State.LOCKED, "it needs a password")
    except _BROKEN as error:
        yield _unread(path, error)
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        yield _unread(path, error)


def _unread(path: Path, error: BaseException) -> Trouble:
    data = path.read_bytes()
    if _ENCRYPTED in data or binary.is_locked(data):
        return Trouble(State.LOCKED, "it needs a password")
    return Trouble(State.FAILED, f"it is damaged: {error}")


def _sheets(book: calamine.CalamineWorkbook, apart: frozenset[str]) -> Iterator[Part]:
    for number, known in enumerate(book.sheets_metadata):
        if known.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        name = encoding.storable(known.name)
        if known.visible != calamine.SheetVisibleEnum.Visible:
            yield Detail("hidden_sheet", name)
        if name in apart:
            continue
        sheet = book.get_sheet_by_index(number)
        first = sheet.start[0] + 1 if sheet.start else 1
        rows = enumerate(sheet.to_python(), first)
        yield from _sheet(name, ((at, [_shown(cell) for cell in row]) for at, row in rows))


def _shown(value: object) -> str:
    """A cell as a person reads it: whole numbers without a point, dates as ISO."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return encoding.storable(str(value))
