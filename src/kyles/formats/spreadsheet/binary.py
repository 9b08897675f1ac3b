"""What a workbook of the older kind (XLS) has beside its cells: comments, boxes, headers, files.

It is records, each with a number and a length, a sheet's between two marks. Only those that hold
words are looked at. Source: [MS-XLS] 2.4.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from kyles import encoding, officeart, packager
from kyles.compound import CompoundFile, NoCompoundFile, Storage
from kyles.formats import Child, Expected, Part, Trouble
from kyles.model import Layer, State

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x809, 0x0A, 0x2F, 0x85
_HEADER, _FOOTER, _NOTE, _OBJECT, _TEXT, _CONTINUE = 0x14, 0x15, 0x1C, 0x5D, 0x1B6, 0x3C
_DRAWINGS = 0xEB
_BIFF8 = 0x600
_FIRST = 20  # records, among which a password is told
_A_COMMENT = 0x19  # the kind of an object that shows a comment
_EMBEDDED = re.compile(r"MBD[0-9A-F]{8}")

Told = dict[str, dict[Layer, list[str]]]  # by sheet


class _Record(NamedTuple):
    at: int
    kind: int
    data: bytes


@dataclass(slots=True)
class _Sheet:
    """What was found in a sheet, its texts by the number of the object that they stand in."""

    ends: dict[Layer, list[str]] = field(default_factory=dict)
    notes: list[tuple[str, str, int]] = field(default_factory=list)  # cell, author, object
    texts: dict[int, str] = field(default_factory=dict)
    comments: set[int] = field(default_factory=set)  # objects that only show one

    def told(self) -> dict[Layer, list[str]]:
        lines = [line(cell, author, self.texts.get(number, ""))
                 for cell, author, number in self.notes]  # fmt: skip
        shown = {number for *_, number in self.notes} | self.comments
        boxes = [text for number, text in self.texts.items() if number not in shown and text]
        return {Layer.COMMENT: lines, Layer.NOTE: boxes, **self.ends}


def beside(data: bytes) -> tuple[Told, list[Part]]:
    """By sheet and layer what stands beside the cells; and the files inside."""
    try:
        root = CompoundFile(data).root()
    except NoCompoundFile:
        return {}, []
    stream = root.stream("Workbook") or b""
    records = list(_records(stream))
    if not _is_read(records):
        return {}, []
    return dict(_sheets(records)), list(_files(root, records))


def is_locked(data: bytes) -> bool:
    """Whether it is a workbook of the older kind that needs a password."""
    try:
        root = CompoundFile(data).root()
    except NoCompoundFile:
        return False
    stream = root.stream("Workbook") or root.stream("Book") or b""
    return _needs_password(list(islice(_records(stream), _FIRST)))


def _needs_password(records: Sequence[_Record]) -> bool:
    return any(one.kind == _FILEPASS for one in records[:_FIRST])


def _is_read(records: Sequence[_Record]) -> bool:
    """Whether it is of the last of the older kinds, and not locked."""
    first = records[0] if records else _Record(0, 0, b"")
    return (first.kind == _BOF and first.data[:2] == struct.pack("<H", _BIFF8)
            and not _needs_password(records))  # fmt: skip


def _records(stream: bytes) -> Iterator[_Record]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield _Record(at, kind, stream[at + 4 : at + 4 + length])
        at += 4 + length


def _sheets(records: Sequence[_Record]) -> Iterator[tuple[str, dict[Layer, list[str]]]]:
    """Each sheet by its name, from where the workbook says that it begins."""
    places = {one.at: number for number, one in enumerate(records)}
    for one in records:
        if one.kind == _BOUNDSHEET and len(one.data) > 8:
            start = places.get(int.from_bytes(one.data[:4], "little"))
            if start is not None:
                name = encoding.storable(_short(one.data[6:]))
                yield name, _sheet(records, start).told()


def _sheet(records: Sequence[_Record], start: int) -> _Sheet:
    found, number, depth = _Sheet(), 0, 0
    for at in range(start, len(records)):
        one = records[at]
        depth += (one.kind == _BOF) - (one.kind == _EOF)  # a chart stands inside a sheet
        if not depth:
            break
        if one.kind in (_HEADER, _FOOTER) and one.data:
            layer = Layer.HEADER if one.kind == _HEADER else Layer.FOOTER
            found.ends.setdefault(layer, []).append(_long(one.data))
        elif one.kind == _OBJECT and len(one.data) >= 8:
            kind, number = struct.unpack_from("<HH", one.data, 4)
            if kind == _A_COMMENT:
                found.comments.add(number)
        elif one.kind == _TEXT and len(one.data) >= 12:
            found.texts[number] = _continued(records, at).strip()
        elif one.kind == _NOTE and len(one.data) > 8:
            row, column, _, shown = struct.unpack_from("<4H", one.data)
            found.notes.append((_cell(row, column), _long(one.data[8:]), shown))
    return found


def _continued(records: Sequence[_Record], at: int) -> str:
    """The text of a box: in the records that follow, each of which says how it is coded."""
    (left,) = struct.unpack_from("<H", records[at].data, 10)
    text = ""
    for one in records[at + 1 :]:
        if one.kind != _CONTINUE or left <= 0 or not one.data:
            break
        piece = _decoded(one.data[1:], left, wide=bool(one.data[0] & 1))
        text, left = text + piece, left - len(piece)
    return encoding.storable(encoding.lines(text))


def _long(data: bytes) -> str:
    """A text behind its length in two bytes and how it is coded."""
    if len(data) < 3:
        return ""
    return encoding.storable(_decoded(data[3:], data[0] | data[1] << 8, wide=bool(data[2] & 1)))


def _short(data: bytes) -> str:
    """A text behind its length in one byte and how it is coded."""
    return _decoded(data[2:], data[0], wide=bool(data[1] & 1))


def _decoded(data: bytes, letters: int, *, wide: bool) -> str:
    if wide:
        return data[: 2 * letters].decode("utf-16-le", "replace")
    return data[:letters].decode("latin-1")


def _cell(row: int, column: int) -> str:
    """As people write it: `C3`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def line(cell: str, author: str, text: str) -> str:
    """A comment with its cell and its author, who may stand in its own words already."""
    said = author and not text.startswith(f"{author}:")
    return f"{cell}: {f'{author}: ' if said else ''}{text}"


def _files(root: Storage, records: Sequence[_Record]) -> Iterator[Part]:
    """Pictures, and objects that another program made."""
    drawn = (one.data for at, one in enumerate(records) if one.kind == _DRAWINGS or (
        one.kind == _CONTINUE and records[at - 1].kind in (_DRAWINGS, _CONTINUE)))  # fmt: skip
    pictures = list(officeart.pictures(b"".join(drawn)))
    objects = [one for name, one in sorted(root.storages.items()) if _EMBEDDED.fullmatch(name)]
    if pictures or objects:
        yield Expected("children", len(pictures) + len(objects))
    for number, (suffix, data) in enumerate(pictures, 1):
        yield Child(f"image{number}{suffix}", "embedded", data)
    for number, inside in enumerate(objects, 1):
        if file := packager.file_of(inside):
            yield Child(file[0] or f"object{number}.bin", "embedded", file[1])
        else:
            yield Trouble(State.PARTIAL, "an object of another program inside it is not read")
