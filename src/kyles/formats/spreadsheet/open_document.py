"""What an OpenDocument table (ODS) has beside its cells: comments, shapes, headers, changes.

Lines are as in `margins`: a comment begins with its cell. The cells are gone through as they come,
so that a table that is too large to be held is not.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from kyles import encoding
from kyles.model import Layer, Reading
from kyles.package import Package, word

CONTENT = "content.xml"
_ENGINE = "kyles-table"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TABLES, _ROWS = f"{_TABLE}table", f"{_TABLE}table-row"
_SHAPES, _CHANGES = f"{_TABLE}shapes", f"{_TABLE}tracked-changes"
_XML = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, RuntimeError,
           etree.XMLSyntaxError)  # fmt: skip
_ENDS = {f"{end}{side}": Layer(end) for end in ("header", "footer")
         for side in ("", "-left", "-first")}  # fmt: skip
_FIELDS = {"sheet-name", "page-number", "page-count", "file-name", "title", "date", "time"}
_SIGNS = {"tab": "\t", "line-break": "\n", "s": " "}
_SHAPE = {"frame", "custom-shape", "rect", "ellipse", "line", "polygon", "path", "g", "caption",
          "connector", "circle", "polyline"}  # fmt: skip


@dataclass(slots=True)
class _Sheet:
    """A sheet's lines beside its cells, and the number of its next row."""

    row: int = 1
    lines: dict[Layer, list[str]] = field(default_factory=dict)

    def put(self, layer: Layer, line: str) -> None:
        if line.strip():
            self.lines.setdefault(layer, []).append(encoding.storable(line))

    def readings(self) -> tuple[Reading, ...]:
        return tuple(
            Reading(layer, "\n".join(dict.fromkeys(self.lines[layer])), _ENGINE)
            for layer in Layer
            if layer in self.lines
        )


def beside(path: Path, package: Package) -> dict[str, tuple[Reading, ...]]:
    """The readings beside each sheet's cells, by its name; what belongs to all is the first's."""
    sheets, every = dict[str, _Sheet](), _Sheet()
    try:
        with zipfile.ZipFile(path) as archive, archive.open(CONTENT) as stream:
            _look_through(stream, sheets, every)
    except _BROKEN:  # what reads the cells says so
        pass
    _printed(package, every)
    first = next(iter(sheets.values()), every)
    for layer, lines in every.lines.items() if first is not every else ():
        first.lines.setdefault(layer, []).extend(lines)
    found = {name: sheet.readings() for name, sheet in (sheets or {"": every}).items()}
    return {name: some for name, some in found.items() if some}


def _look_through(stream: object, sheets: dict[str, _Sheet], every: _Sheet) -> None:
    tags, sheet = (_TABLES, _ROWS, _SHAPES, _CHANGES), every
    for event, element in etree.iterparse(stream, events=("start", "end"), tag=tags, **_XML):
        if event == "start":
            if element.tag == _TABLES:
                name = encoding.storable(element.get(f"{_TABLE}name", ""))
                sheet = sheets.setdefault(name, _Sheet())
            continue
        if element.tag == _ROWS:
            _row(element, sheet)
        elif element.tag == _SHAPES:
            _shapes(element, sheet)
        elif element.tag == _CHANGES:
            _changes(element, every)
        if element.tag != _TABLES:
            element.clear()


def _row(row: etree._Element, sheet: _Sheet) -> None:
    """The comments of a row's cells, and the shapes that are held by them."""
    column = 1
    for cell in row:
        if word(cell) in ("table-cell", "covered-table-cell"):
            for one in cell.iter("{*}annotation"):
                sheet.put(Layer.COMMENT, _comment(f"{_letters(column)}{sheet.row}", one))
            _shapes(cell, sheet)
            column += _times(cell, "columns")
    sheet.row += _times(row, "rows")


def _comment(cell: str, annotation: etree._Element) -> str:
    author = "".join(one.text or "" for one in annotation.iter("{*}creator")).strip()
    text = _paragraphs(annotation)
    said = author and not text.startswith(f"{author}:")
    return f"{cell}: {f'{author}: ' if said else ''}{text}"


def _shapes(place: etree._Element, sheet: _Sheet) -> None:
    """The texts in shapes that lie over the cells."""
    for one in place:
        if word(one) in _SHAPE:
            sheet.put(Layer.NOTE, _paragraphs(one))


def _changes(changes: etree._Element, every: _Sheet) -> None:
    """What cells said before somebody changed or deleted it, where that was kept."""
    for change in changes:
        at = next(change.iter(f"{_TABLE}cell-address"), None)
        cell = _address(at) if at is not None else ""
        for one in change.iter(f"{_TABLE}change-track-table-cell"):
            if text := _paragraphs(one):
                every.put(Layer.DELETED, f"{cell}: {text}" if cell else text)


def _address(at: etree._Element) -> str:
    column, row = (at.get(f"{_TABLE}{name}", "") for name in ("column", "row"))
    if not (column.isdecimal() and row.isdecimal()):
        return ""
    return f"{_letters(int(column) + 1)}{int(row) + 1}"


def _printed(package: Package, every: _Sheet) -> None:
    """The headers and footers that are printed, but for fields such as the page's number."""
    root = package.tree("styles.xml")
    for one in () if root is None else root.iter("{*}*"):
        if word(one) in _ENDS and len(one):
            every.put(_ENDS[word(one)], _paragraphs(one))


def _paragraphs(element: etree._Element) -> str:
    """The words of an element, a paragraph on a line."""
    lines = (" ".join("".join(_words(one)).split()) for one in element.iter("{*}p", "{*}h"))
    return "\n".join(filter(None, lines))


def _words(element: etree._Element) -> Iterator[str]:
    """The words of a paragraph; what a field shows stands there only when it is printed."""
    yield element.text or ""
    for one in element:
        yield _SIGNS.get(word(one), "")
        if word(one) not in _FIELDS and word(one) != "annotation":
            yield from _words(one)
        yield one.tail or ""


def _times(element: etree._Element, what: str) -> int:
    """How many rows or columns an element stands for."""
    told = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(told) if told.isdecimal() else 1


def _letters(column: int) -> str:
    """The name of a column, counted from 1."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
