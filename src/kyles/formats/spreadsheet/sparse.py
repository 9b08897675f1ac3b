"""Workbooks of Excel whose few cells stand far apart: read cell by cell, without what is between.

For such a sheet calamine would allocate the whole rectangle around the cells.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from kyles import encoding

LARGE = 2_000_000  # cells of the rectangle that calamine allocates for a sheet
SPARSE = 20  # cells of it to each that has a value
CHUNK = 1 << 22
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>""")
_XML = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def far_apart(path: Path) -> dict[str, str]:
    """Sheets of an XLSX, and their parts, whose few cells span a very large rectangle."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        parts = parts_of_sheets(archive)
        return {name: part for name, part in parts.items() if _is_sparse(archive, part)}


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
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
        while chunk := stream.read(CHUNK):
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


def cells_in_order(path: Path, part: str) -> Iterator[tuple[int, list[str]]]:
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
