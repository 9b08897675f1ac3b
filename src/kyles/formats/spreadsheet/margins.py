"""What a workbook has beside its cells: comments, print headers, text boxes, charts, links, files.

They stand with the first page of their sheet; a comment begins with its cell: `B2: Roe: seen`.
What is wrong with a part is told as a trouble; the files inside the file are its children. Excel's
workbooks are read here, OpenDocument's tables in `open_document`.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from kyles import drawing, encoding
from kyles.compound import MARK
from kyles.formats import Detail, Part, Trouble, embedded
from kyles.formats.spreadsheet import binary, open_document
from kyles.formats.spreadsheet.sparse import CHUNK
from kyles.model import Layer, Reading, State
from kyles.package import Package, opened, value, word

_ENGINE = "kyles-table"
_MAIN = "xl/workbook.xml"
_CODE = re.compile(r'&(?:(&)|([LCR])|"[^"]*"|\d+|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|[A-Za-z])')
_CELLS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_END = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(Header|Footer)>(.*?)</", re.DOTALL)
_ENDS = {b"Header": Layer.HEADER, b"Footer": Layer.FOOTER}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, RuntimeError)
_KEPT = 64  # bytes in which the end of the cells may have begun

Margins = Mapping[str, tuple[Reading, ...]]  # by the name of a sheet


def read(path: Path) -> tuple[Margins, tuple[Part, ...]]:
    """The readings beside each sheet's cells; and the files inside, and what was wrong."""
    with path.open("rb") as stream:
        if stream.read(len(MARK)) == MARK:
            return _older(path)
    with opened(path) as package:
        told: list[Part] = []
        if _MAIN in package.names:
            told = [Detail(*one) for one in package.details()]
            told += (Detail(*one) for one in dict.fromkeys(_pointed(package)))
            found = {name: (*_readings(package, part), *_ends(path, part))
                     for name, part in _sheets(package)}  # fmt: skip
        elif open_document.CONTENT in package.names:
            found = open_document.beside(path, package)
        else:
            return {}, ()
        children = tuple(embedded(package))
        troubles = (Trouble(State.PARTIAL, one) for one in dict.fromkeys(package.troubles))
        return {name: some for name, some in found.items() if some}, (*told, *children, *troubles)


def _older(path: Path) -> tuple[Margins, tuple[Part, ...]]:
    told, parts = binary.beside(path.read_bytes())
    found = {name: tuple(_told(_unset_all(some))) for name, some in told.items()}
    return {name: some for name, some in found.items() if some}, tuple(parts)


def _pointed(package: Package) -> Iterator[tuple[str, str]]:
    """Where sheets lead, the workbooks that cells are taken from, and what pictures show."""
    for _, part in _sheets(package):
        for one in package.relations(part).values():
            if one.kind == "hyperlink" and one.outside:
                yield "link", one.target
            if one.kind == "drawing" and (root := package.tree(one.target)) is not None:
                yield from (("picture", words) for words in drawing.described(root))
    for one in package.relations(_MAIN).values():
        if one.kind == "externalLink":
            yield from (("link", other.target) for other in package.relations(one.target).values()
                        if other.outside)  # fmt: skip


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and its part."""
    root, relations = package.tree(_MAIN), package.relations(_MAIN)
    for one in () if root is None else root.iter("{*}sheet"):
        if relation := relations.get(value(one, "id")):
            yield encoding.storable(one.get("name", "")), relation.target


def _readings(package: Package, part: str) -> Iterator[Reading]:
    beside: dict[str, list[str]] = {}
    for relation in package.relations(part).values():
        beside.setdefault(relation.kind, []).append(relation.target)
    told = {
        Layer.COMMENT: list(_comments(package, beside)),
        Layer.NOTE: [text for one in beside.get("drawing", ()) for text in _drawn(package, one)],
    }
    yield from _told(told)


def _told(lines: Mapping[Layer, Iterable[str]]) -> Iterator[Reading]:
    for layer, some in lines.items():
        if text := "\n".join(dict.fromkeys(some)):
            yield Reading(layer, text, _ENGINE)


def _comments(package: Package, beside: Mapping[str, list[str]]) -> Iterator[str]:
    """The comments in their order; of a cell with a thread that, and not Excel's copy of it."""
    threads = list(_threads(package, beside))
    told = {cell for cell, _ in threads}
    for one in beside.get("comments", ()):
        yield from (line for cell, line in _plain(package, one) if cell not in told)
    yield from (line for _, line in threads)


def _plain(package: Package, part: str) -> Iterator[tuple[str, str]]:
    root = package.tree(part)
    if root is None:
        return
    authors = [_text(one) for one in root.iter("{*}author")]
    for one in root.iter("{*}comment"):
        at = one.get("authorId", "")
        author = authors[int(at)] if at.isdecimal() and int(at) < len(authors) else ""
        yield _line(one.get("ref", ""), author, _text(one))


def _threads(package: Package, beside: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    people = dict(_people(package))
    for part in beside.get("threadedComment", ()):
        root = package.tree(part)
        for one in () if root is None else root.iter("{*}threadedComment"):
            author = people.get(one.get("personId", ""), "")
            yield _line(one.get("ref", ""), author, _text(one))


def _people(package: Package) -> Iterator[tuple[str, str]]:
    for relation in package.relations(_MAIN).values():
        root = package.tree(relation.target) if relation.kind == "person" else None
        for one in () if root is None else root.iter("{*}person"):
            yield one.get("id", ""), encoding.storable(one.get("displayName", ""))


def _line(cell: str, author: str, text: str) -> tuple[str, str]:
    return cell, binary.line(encoding.storable(cell), author, text)


def _drawn(package: Package, part: str) -> Iterator[str]:
    """The texts in shapes, diagrams and charts that lie over the cells; a chart's figures are of
    cells.
    """
    root, relations = package.tree(part), package.relations(part)
    for one in () if root is None else root.iter("{*}txBody", "{*}chart", "{*}relIds"):
        lines = (map(_text, one.iter("{*}p")) if word(one) == "txBody"
                 else drawing.words(package, relations, one, figures=False))  # fmt: skip
        if text := "\n".join(filter(None, lines)):
            yield text


def _ends(path: Path, part: str) -> Iterator[Reading]:
    """The headers and footers that are printed, without what only says how."""
    found: dict[Layer, list[str]] = {}
    for end, words in _END.findall(_after_cells(path, part)):
        text = _unset(html.unescape(words.decode("utf-8", "replace")))
        found.setdefault(_ENDS[end], []).append(text)
    yield from _told({layer: filter(None, some) for layer, some in found.items()})


def _after_cells(path: Path, part: str) -> bytes:
    """What stands in a sheet after its cells, which may be too many to be held."""
    rest, over = b"", False
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                rest += chunk
                if not over and (end := _CELLS_END.search(rest)):
                    over, rest = True, rest[end.end() :]
                rest = rest if over else rest[-_KEPT:]
    except _BROKEN:  # what reads the cells says so
        return b""
    return rest if over else b""


def _unset_all(told: Mapping[Layer, list[str]]) -> dict[Layer, list[str]]:
    """Headers and footers by their words alone."""
    ends = _ENDS.values()
    return {layer: list(filter(None, map(_unset, some))) if layer in ends else some
            for layer, some in told.items()}  # fmt: skip


def _unset(text: str) -> str:
    """A header's words: its parts, left, middle and right, stand apart; page numbers are none."""
    words = _CODE.sub(lambda code: "&" if code[1] else "\n" if code[2] else "", text)
    lines = (" ".join(line.split()) for line in words.splitlines())
    return encoding.storable("\n".join(filter(None, lines)))


def _text(element: etree._Element) -> str:
    """The words of an element; readings of how to pronounce them, and positions, are none."""
    told = (str(one.text or "") for one in element.iter("{*}t", "{*}text", "{*}author"))
    return encoding.storable("".join(told)).strip()
