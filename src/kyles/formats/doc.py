"""Word files of the older kind (DOC): body, notes, headers, comments, text boxes, tracked changes.

The text stands in pieces, whose order a table gives; how it is formatted stands apart, so that what
was deleted with changes tracked, or is formatted as hidden, can be told from the body. Pictures and
embedded objects are files inside the file. Files of before Word 97 are read without their layers.
Source: [MS-DOC] 2.4 and 2.5.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kyles import encoding, officeart, packager
from kyles.compound import MARK, CompoundFile, NoCompoundFile, Storage
from kyles.formats import Child, Detail, Expected, Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "Word 97 to 2003"
MEDIA_TYPE = "application/msword"

_ENGINE = "kyles-doc"
_STREAM = "WordDocument"
_OTHERS = (".xls", ".xlt", ".ppt", ".pps", ".msg")
_FIB, _FIB_97 = b"\xec\xa5", 0xC1
_IS_COMPLEX, _IS_LOCKED, _TABLE = 0x0004, 0x0100, 0x0200
_COUNTS, _CHARACTERS, _PIECES = 0x4C, 0xFA, 0x1A2  # where in the heading they are
#: The stories of a file in the order in which they stand, by the layer that they are.
_STORIES = (Layer.BODY, Layer.NOTE, Layer.HEADER, None, Layer.COMMENT, Layer.NOTE, Layer.BODY,
            Layer.HEADER)  # fmt: skip
_FKP = 512
_DELETED, _INSERTED, _VANISH = 0x0800, 0x0801, 0x083C
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes of an operand, by the upper bits of what it changes
_PAGE, _FIELD, _FIELD_SHOWS, _FIELD_ENDS = "\x0c", "\x13", "\x14", "\x15"
_LINK = re.compile(r'(?i)^\s*HYPERLINK\s+"([^"]+)"')
_FORMULA = (["EQ"], ["eq"])
_SIGNS = {"\x07": "\t", "\x0b": "\n", "\r": "\n", "\x1e": "-", "\xa0": " ", "\x0e": "\n",
          _PAGE: "\n"}  # fmt: skip
_SAID = {ord(sign): None for sign in map(chr, range(32)) if sign not in "\t\n"}
_APART = {_DELETED: Layer.DELETED, _INSERTED: Layer.INSERTED, _VANISH: Layer.HIDDEN}


def claims(head: bytes, name: str) -> int:
    """3 for a compound file that begins with a Word document, 2 for one that is named so.

    1 for one that is named as another kind: a Word document may be inside it.
    """
    named = name.lower().endswith((".doc", ".dot"))
    if not head.startswith(MARK):
        return 0  # text and RTF are often named so
    if head[512:514] == _FIB:
        return 3
    if _STREAM.encode("utf-16-le") in head:
        return 1 if name.lower().endswith(_OTHERS) else 3
    return 2 * int(named)


def read(path: Path) -> Iterator[Part]:
    """Pages, then the pictures and objects inside."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    file = CompoundFile(data)
    try:
        root = file.root()
        word = root.stream(_STREAM) or b""
        flags = struct.unpack_from("<H", word, 10)[0]
    except (NoCompoundFile, struct.error):
        yield Trouble(State.FAILED, "it is damaged, or holds no Word document")
        return
    if flags & _IS_LOCKED or "EncryptedPackage" in root.streams:
        yield Trouble(State.LOCKED, "it needs a password")
        return
    yield from _document(root, word, flags)
    if file.damaged:
        yield Trouble(State.PARTIAL, "it is damaged: parts of it are missing")


def _document(root: Storage, word: bytes, flags: int) -> Iterator[Part]:
    if struct.unpack_from("<H", word, 2)[0] < _FIB_97:
        yield from _before_97(word, flags)
    else:
        text = Text(word, root.stream("1Table" if flags & _TABLE else "0Table") or b"")
        try:
            pages = list(_pages(text))
            yield from (Detail("link", link) for link in dict.fromkeys(text.links))
            yield from (Page(tuple(_readings(page))) for page in pages)
        except (struct.error, IndexError, ValueError):
            yield Trouble(State.FAILED, "it is damaged: the order of its text is lost")
    yield from _children(root)


def _before_97(word: bytes, flags: int) -> Iterator[Part]:
    """What stands between the first and the last character, in one layer."""
    start, end = struct.unpack_from("<II", word, 24)
    yield Page((Reading(Layer.BODY, _clean(encoding.decode(word[start:end])), _ENGINE),))
    if flags & _IS_COMPLEX:
        reason = "it was saved in pieces before Word 97, so its text may be in another order"
        yield Trouble(State.PARTIAL, reason)


@dataclass(slots=True)
class Text:
    """The characters of a file, and how they are marked."""

    word: bytes
    table: bytes
    links: list[str] = field(default_factory=list)

    def pieces(self) -> Iterator[tuple[int, int, int, int]]:
        """First and last character, place in the file, and bytes a character."""
        clx = self._table_at(_PIECES)
        at = 0
        while clx[at] == 1:  # changes that pieces refer to; none that this reader tells apart
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if clx[at] != 2:
            raise ValueError("no table of pieces")
        plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
        count = (len(plc) - 4) // 12
        for one in range(count):
            start, end = struct.unpack_from("<II", plc, 4 * one)
            place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * one + 2)[0]
            narrow = bool(place & 0x40000000)
            yield start, end, (place & 0x3FFFFFFF) // (1 + narrow), 2 - narrow

    def _table_at(self, where: int) -> bytes:
        start, length = struct.unpack_from("<II", self.word, where)
        return self.table[start : start + length]

    def stories(self) -> Iterator[tuple[Layer | None, list[tuple[str, Layer | None]]]]:
        """Each story's layer, and its runs of text with the layer apart from it that each has."""
        runs = list(self._runs())
        start = 0
        for layer, count in zip(
            _STORIES, struct.unpack_from("<8I", self.word, _COUNTS), strict=True
        ):
            yield layer, list(_cut(runs, start, start + count))
            start += count

    def _runs(self) -> Iterator[tuple[int, str, Layer | None]]:
        """First character, text, and layer apart of every run, in the order of the text."""
        places, marks = self._marks()
        for start, end, place, width in self.pieces():
            data = self.word[place : place + (end - start) * width]
            cuts = [one for one in places if place < one < place + len(data)]
            for first, last in zip([place, *cuts], [*cuts, place + len(data)], strict=True):
                raw = data[first - place : last - place]
                text = raw.decode("utf-16-le" if width == 2 else "cp1252", "replace")
                mark = marks[bisect_right(places, first) - 1] if places else None
                yield start + (first - place) // width, text, mark

    def _marks(self) -> tuple[list[int], list[Layer | None]]:
        """Where in the file each run of formatted characters begins, and the layer it has."""
        found: dict[int, Layer | None] = {}
        plc = self._table_at(_CHARACTERS)
        count = (len(plc) - 4) // 8
        for one in range(max(count, 0)):
            page = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * one)[0] & 0x3FFFFF
            found |= _formatted(self.word[page * _FKP : (page + 1) * _FKP])
        return sorted(found), [found[one] for one in sorted(found)]


def _formatted(page: bytes) -> dict[int, Layer | None]:
    """The runs of one page of formatting: where each begins, and its layer."""
    if len(page) < _FKP:
        return {}
    count = page[-1]
    starts = struct.unpack_from(f"<{count + 1}I", page)
    made: dict[int, Layer | None] = {}
    for one, start in enumerate(starts[:-1]):
        at = 2 * page[4 * (count + 1) + one]
        made[start] = _layer(page[at + 1 : at + 1 + page[at]]) if at else None
    made.setdefault(starts[-1], None)
    return made


def _layer(changes: bytes) -> Layer | None:
    """The layer apart from the body that changes to characters put them in."""
    at, layer = 0, None
    while at + 2 < len(changes):
        change = struct.unpack_from("<H", changes, at)[0]
        size = _SIZES[change >> 13] or 1 + changes[at + 2]
        if change in _APART and changes[at + 2] & 1:
            layer = _APART[change]
        at += 2 + size
    return layer


def _cut(
    runs: list[tuple[int, str, Layer | None]], start: int, end: int
) -> Iterator[tuple[str, Layer | None]]:
    for first, text, layer in runs:
        piece = text[max(start - first, 0) : max(end - first, 0)]
        if piece:
            yield piece, layer


def _pages(text: Text) -> Iterator[dict[Layer, str]]:
    """The body page by page; what stands apart from it is told on the last."""
    pages: list[dict[Layer, str]] = [{}]
    beside: dict[Layer, str] = {}
    for number, (layer, runs) in enumerate(text.stories()):
        for piece, apart in _shown(runs, text.links):
            for at, part in enumerate(piece.split(_PAGE) if not number else [piece]):
                if at:
                    pages.append({})
                for one in _layers(layer, apart):
                    put = beside if number and one is layer else pages[-1]
                    put[one] = put.get(one, "") + part
    while len(pages) > 1 and not any(map(str.strip, pages[-1].values())):
        pages.pop()
    for one, part in beside.items():
        pages[-1][one] = pages[-1].get(one, "") + part
    yield from pages


def _layers(layer: Layer | None, apart: Layer | None) -> tuple[Layer, ...]:
    """Where a run stands: what was inserted is body too; deleted and hidden text is not."""
    if layer is None:
        return ()
    if apart is Layer.INSERTED:
        return (layer, apart)
    return (apart or layer,)


def _shown(
    runs: list[tuple[str, Layer | None]], links: list[str]
) -> Iterator[tuple[str, Layer | None]]:
    """The runs without the words by which fields are computed; where a field leads is a link."""
    open_: list[_Field] = []
    for text, layer in runs:
        kept: list[str] = []
        for sign in text:
            if sign == _FIELD:
                open_.append(_Field())
            elif sign == _FIELD_SHOWS and open_:
                open_[-1].shows = True
            elif sign == _FIELD_ENDS and open_:
                ended = open_.pop()
                links += ended.links()
                kept += [] if open_ and not open_[-1].shows else ended.drawn()
            elif all(one.shows for one in open_):
                kept.append(sign)
            else:
                open_[-1].words += sign
        if kept:
            yield "".join(kept), layer


@dataclass(slots=True)
class _Field:
    """A field that is open: the words by which it is computed, until it shows what they give."""

    words: str = ""
    shows: bool = False

    def links(self) -> list[str]:
        return _LINK.findall(self.words)

    def drawn(self) -> str:
        """What a formula draws, which no program has written out."""
        return self.words if not self.shows and self.words.split()[:1] in _FORMULA else ""


def _readings(page: dict[Layer, str]) -> Iterator[Reading]:
    for layer in Layer:
        text = _clean(page.get(layer, ""))
        if text:
            yield Reading(layer, text, _ENGINE)


def _clean(text: str) -> str:
    rows_end = text.replace("\x07\x07", "\n")  # a row ends as a cell does, once more
    said = "".join(_SIGNS.get(sign, sign) for sign in rows_end).translate(_SAID)
    rows = (row.rstrip() for row in said.split("\n"))
    return encoding.storable("\n".join(rows)).strip("\n")


def _children(root: Storage) -> Iterator[Part]:
    """Pictures among the text, and objects that another program made."""
    pictures = list(officeart.pictures(root.stream("Data") or b""))
    pool = root.storages.get("ObjectPool")
    objects = sorted(pool.storages.items()) if pool else []
    if pictures or objects:
        yield Expected("children", len(pictures) + len(objects))
    for number, (suffix, data) in enumerate(pictures, 1):
        yield Child(f"image{number}{suffix}", "embedded", data)
    for name, inside in objects:
        yield from _object(name, inside)


def _object(name: str, inside: Storage) -> Iterator[Part]:
    """An object as a file, where it is one; else that it was not read."""
    if file := packager.file_of(inside):
        yield Child(file[0] or f"{name.strip('_')}.bin", "embedded", file[1])
    else:
        yield Detail("object_inside", name)
        yield Trouble(State.PARTIAL, "an object of another program inside it is not read")
