"""Workbooks of the older kind (XLS) written record by record: no library writes what they hold."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from tests.formats import compound_file
from tests.formats.compound_file import Tree

_COMMENT, _BOX = 0x19, 0x06


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells by row and column, and what stands beside them."""

    name: str
    cells: tuple[tuple[int, int, str], ...] = ()
    comments: tuple[tuple[int, int, str, str], ...] = ()  # row, column, author, text
    boxes: tuple[str, ...] = ()
    header: str = ""

    def records(self) -> bytes:
        made = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 6))
        made += _record(0x14, _long(self.header)) if self.header else b""
        rows = 1 + max((row for row, *_ in self.cells), default=0)
        columns = 1 + max((column for _, column, _ in self.cells), default=0)
        made += _record(0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))
        for row, column, text in self.cells:
            made += _record(0x204, struct.pack("<HHH", row, column, 0) + _long(text))
        shown = [
            *((_COMMENT, text) for *_, text in self.comments),
            *((_BOX, t) for t in self.boxes),
        ]
        for number, (kind, text) in enumerate(shown, 1):
            made += _record(0x5D, struct.pack("<HHHH", 0x15, 18, kind, number) + bytes(14))
            made += _text(text)
        for number, (row, column, author, _) in enumerate(self.comments, 1):
            made += _record(0x1C, struct.pack("<4H", row, column, 0, number) + _long(author))
        return made + _record(0x0A, b"")


def workbook(
    *sheets: Sheet, drawings: bytes = b"", more: Tree | None = None, locked: bool = False
) -> bytes:
    """A file with those sheets; `more` are folders beside the workbook."""
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 1997, 0, 6))
    head += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if locked else b""
    head += _drawn(drawings) if drawings else b""
    size = len(head) + sum(len(_listed(0, one.name)) for one in sheets) + 4
    parts, listed = b"", b""
    for one in sheets:
        listed += _listed(size + len(parts), one.name)
        parts += one.records()
    stream = head + listed + _record(0x0A, b"") + parts
    return compound_file.written({"Workbook": stream.ljust(4096, b"\0"), **(more or {})})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _listed(place: int, name: str) -> bytes:
    return _record(0x85, struct.pack("<IHBB", place, 0, len(name), 1) + name.encode("utf-16-le"))


def _long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _text(text: str) -> bytes:
    """The text of an object, in two records that are coded otherwise."""
    half = len(text) // 2
    first, second = text[:half], text[half:]
    made = _record(0x1B6, struct.pack("<HH6xHHI", 0, 0, len(text), 0, 0))
    pieces: Iterable[bytes] = (
        [b"\0" + first.encode("latin-1"), b"\1" + second.encode("utf-16-le")] if first
        else [b"\1" + second.encode("utf-16-le")]
    )  # fmt: skip
    return made + b"".join(_record(0x3C, piece) for piece in pieces)


def _drawn(data: bytes) -> bytes:
    """Drawings, over two records."""
    return _record(0xEB, data[:40]) + _record(0x3C, data[40:])
