"""Word and PowerPoint files of the older kind, written piece by piece as those programs do."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from tests.formats.compound_file import Tree, written

DELETED, INSERTED, HIDDEN = 0x0800, 0x0801, 0x083C
_TEXT_AT, _FKP = 1536, 512
_STORIES = ("body", "notes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")


@dataclass(frozen=True, slots=True)
class Run:
    """Some text, in one byte a character or two, with a mark or none."""

    text: str
    mark: int = 0
    wide: bool = False

    @property
    def raw(self) -> bytes:
        return self.text.encode("utf-16-le" if self.wide else "cp1252")


def word(*, flags: int = 0x0200, more: Tree | None = None, **stories: Sequence[Run]) -> bytes:
    """A Word file: its stories by name, and further streams and folders."""
    runs = [run for name in _STORIES for run in stories.get(name, ())]
    counts = [sum(len(run.text) for run in stories.get(name, ())) for name in _STORIES]
    places, at = [], _TEXT_AT
    for run in runs:
        places.append(at)
        at += len(run.raw)
    fib = bytearray(_TEXT_AT)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 10, flags)
    struct.pack_into("<8I", fib, 0x4C, *counts)
    marks, clx = _marks(runs, [*places, at]), _pieces(runs, places)
    page = -(-at // _FKP)
    table = marks_table = struct.pack("<3I", _TEXT_AT, at, page)
    struct.pack_into("<II", fib, 0xFA, 0, len(marks_table))
    struct.pack_into("<II", fib, 0x1A2, len(table), len(clx))
    stream = bytes(fib) + b"".join(run.raw for run in runs)
    stream = stream.ljust(page * _FKP, b"\0") + marks
    return written({"WordDocument": stream, "1Table": table + clx, **(more or {})})


def _pieces(runs: Sequence[Run], places: Sequence[int]) -> bytes:
    """The table of pieces: where each run stands, and how wide its characters are."""
    starts = [sum(len(run.text) for run in runs[:one]) for one in range(len(runs) + 1)]
    told = [place if run.wide else place * 2 | 0x40000000
            for run, place in zip(runs, places, strict=True)]  # fmt: skip
    plc = struct.pack(f"<{len(starts)}I", *starts)
    plc += b"".join(struct.pack("<HIH", 0, one, 0) for one in told)
    return b"\x02" + struct.pack("<I", len(plc)) + plc


def _marks(runs: Sequence[Run], places: Sequence[int]) -> bytes:
    """One page of formatting: every run with its mark."""
    page = bytearray(_FKP)
    page[-1] = len(runs)
    struct.pack_into(f"<{len(places)}I", page, 0, *places)
    at = _FKP - 2
    for number, run in enumerate(runs):
        if run.mark:
            at -= 4 + at % 2
            page[at : at + 4] = bytes([3]) + struct.pack("<HB", run.mark, 1)
            page[4 * len(places) + number] = at // 2
    return bytes(page)


def record(kind: int, *inside: bytes, instance: int = 0, atom: bool = False) -> bytes:
    """A record of a presentation, around others or around plain bytes."""
    body = b"".join(inside)
    return struct.pack("<HHI", instance << 4 | (0 if atom else 0xF), kind, len(body)) + body


def text(said: str) -> bytes:
    return record(0x0FA0, said.encode("utf-16-le"), atom=True)


def string(said: str, instance: int = 0) -> bytes:
    return record(0x0FBA, said.encode("utf-16-le"), instance=instance, atom=True)


def presentation(
    *slides: tuple[str, bytes], notes: dict[int, str] | None = None, more: Tree | None = None
) -> bytes:
    """A PowerPoint file. A slide is its outline, and the records of its drawing."""
    made = [record(0x03EE, drawing) for _, drawing in slides]
    made += [record(0x03F0, record(0x03F1, struct.pack("<II", 256 + at, 0), atom=True), text(said))
             for at, said in (notes or {}).items()]  # fmt: skip
    listed = b"".join(
        _entry(number, 256 + number - 2) + (text(outline) if outline else b"")
        for number, (outline, _) in enumerate(slides, 2)
    )
    beside = b"".join(_entry(len(slides) + 2 + at, 0) for at in range(len(notes or {})))
    document = record(0x03E8, record(0x0FF0, listed), record(0x0FF0, beside, instance=2))
    objects = [document, *made]
    places = [sum(map(len, objects[:one])) for one in range(len(objects))]
    directory = sum(map(len, objects))
    told = struct.pack(f"<{len(places) + 1}I", len(places) << 20 | 1, *places)
    data = b"".join(objects) + record(0x1772, told, atom=True)
    edit = len(data)
    data += record(0x0FF5, struct.pack("<7I", 0, 0, 0, directory, 1, 0, 0), atom=True)
    current = bytes(12) + b"\x5f\xc0\x91\xe3" + struct.pack("<I", edit)
    return written({"PowerPoint Document": data, "Current User": current, **(more or {})})


def _entry(number: int, id_: int) -> bytes:
    return record(0x03F3, struct.pack("<5I", number, 0, 0, id_, 0), atom=True)


def picture(data: bytes) -> bytes:
    """A PNG among drawings."""
    return record(0xF01E, bytes(16) + b"\xff" + data, instance=0x6E0, atom=True)
