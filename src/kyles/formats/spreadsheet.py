"""Tables: CSV and TSV of any dialect, XLSX, XLS and ODS by calamine; every sheet, also hidden ones.

Each row comes twice: as a row for lists and inventories, and as a line of a page, cells parted by
tabs, so that what a table says can be found and compared as any other text.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import python_calamine as calamine
from lxml import etree

from kyles import encoding
from kyles.formats import Detail, Page, Part, Row, Trouble
from kyles.model import Layer, Reading, State

NAME = "Spreadsheet"
MEDIA_TYPE = "application/vnd.ms-excel"

ROWS_A_PAGE = 200
LARGE = 2_000_000  # cells of the rectangle that calamine allocates for a sheet
SPARSE = 20  # cells of it to each that has a value
_SAMPLE = 65_536
_ENGINE = "kyles-table"
_PLAIN = (".csv", ".tsv", ".tab")
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_PART = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>""")
_CHUNK = 1 << 22
_XML = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_BROKEN = (calamine.CalamineError, calamine.ZipError, calamine.XmlError, zipfile.BadZipFile,
           etree.XMLSyntaxError, LookupError, ValueError, OSError, RuntimeError,
           EOFError)  # fmt: skip


def claims(head: bytes, name: str) -> int:
    """3 for a workbook by its parts, 2 for text named as a table, 1 by the suffix."""
    named = name.lower().endswith(_WORKBOOKS)
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
        head = stream.read(8)
    if not head:
        yield Trouble(State.EMPTY, "a file of no bytes")
    elif head == _OLE or head.startswith(b"PK\x03\x04"):
        yield from _or_empty(_workbook(path))
    else:
        yield from _or_empty(_plain(path.read_bytes()))


def _or_empty(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts of a table, and word of it where it has no row and nothing is wrong."""
    silent = True
    for part in parts:
        silent = silent and not isinstance(part, Row | Trouble)
        yield part
    if silent:
        yield Trouble(State.EMPTY, "a table without a row")


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


def _workbook(path: Path) -> Iterator[Part]:
    """Every sheet. calamine would abort on few cells that stand far apart: we read those."""
    try:
        far_apart = _far_apart(path)
        with calamine.CalamineWorkbook.from_path(path) as book:
            yield from _sheets(book, frozenset(far_apart))
        for name, part in far_apart.items():
            yield from _sheet(name, _cells_in_order(path, part))
            yield Trouble(State.PARTIAL, f"cells of '{name}' stand too far apart to keep columns")
    except calamine.PasswordError:
        yield Trouble(State.LOCKED, "it needs a password")
    except _BROKEN as error:
        yield _unread(path, error)


def _unread(path: Path, error: Exception) -> Trouble:
    if _ENCRYPTED in path.read_bytes():
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


def _far_apart(path: Path) -> dict[str, str]:
    """Sheets of an XLSX, and their parts, whose few cells span a very large rectangle."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        parts = _parts_of_sheets(archive)
        return {name: part for name, part in parts.items() if _is_sparse(archive, part)}


def _parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part that holds each sheet, by the sheet's name."""
    rels = _parsed(archive, "xl/_rels/workbook.xml.rels")
    targets = {one.get("Id", ""): str(one.get("Target")) for one in rels}
    sheets = _parsed(archive, "xl/workbook.xml").iter("{*}sheet")
    found = {}
    for sheet in sheets:
        ids = [str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")]
        target = targets.get(ids[0], "") if ids else ""
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            found[encoding.storable(sheet.get("name", ""))] = part
    return found


def _parsed(archive: zipfile.ZipFile, part: str) -> etree._Element:
    return etree.fromstring(archive.read(part), _parser())


def _parser() -> etree.XMLParser:
    """One that expands no entity, fetches nothing, and keeps libxml2's own limits."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _is_sparse(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether the rectangle around the cells is large, and nearly all of it empty."""
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    count, rest = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            whole, _, rest = (rest + chunk).rpartition(b"<")
            rest = b"<" + rest
            places = _CELL.findall(whole)
            count += len(places)
            columns.update(column for column, _ in places)
            rows.update(row for _, row in places)
    area = _span(map(int, rows)) * _span(map(_column, columns))
    return area > LARGE and area > SPARSE * count


def _span(places: Iterable[int]) -> int:
    """From the first to the last of them."""
    known = sorted(places)
    return known[-1] - known[0] + 1 if known else 0


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _cells_in_order(path: Path, part: str) -> Iterator[tuple[int, list[str]]]:
    """The values of each row, without the empty cells between them; dates stay numbers."""
    with zipfile.ZipFile(path) as archive:
        strings: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = [_words(one) for one in _parsed(archive, "xl/sharedStrings.xml")]
        with archive.open(part) as stream:
            for _, row in etree.iterparse(stream, tag="{*}row", **_XML):
                number = int(row.get("r") or 0)
                yield number, [_value(cell, strings) for cell in row.iter("{*}c")]
                row.clear()


def _value(cell: etree._Element, strings: Sequence[str]) -> str:
    text = _words(cell.find("{*}is")) if cell.get("t") == "inlineStr" else cell.findtext("{*}v", "")
    return strings[int(text)] if cell.get("t") == "s" and text.isdigit() else text


def _words(element: etree._Element | None) -> str:
    """The text of a rich or plain string, without its phonetic reading."""
    if element is None:
        return ""
    return "".join(one.text or "" for one in element.iter("{*}t"))
