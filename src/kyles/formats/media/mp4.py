"""MP4, MOV and their like: boxes in boxes; samples of tracks, by tables or in fragments."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from kyles.formats import Detail, Part, Trouble
from kyles.formats.media import camera
from kyles.formats.media.stream import KINDS, Stream, duration
from kyles.model import State

MOST_BOXES = 1_000_000
LARGEST_TABLE = 64 << 20  # bytes of a table of samples
_INSIDE = (b"moov", b"udta", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf")
_TABLES = (b"stsz", b"stsc", b"stco", b"co64", b"trex", b"tfhd", b"trun", b"tkhd")
_SIGN = b"\xa9"  # with which tags begin
_CUT = Trouble(State.PARTIAL, "the end of the recording is missing")
_NO_TABLE = Trouble(State.PARTIAL, "the tables of its samples are damaged")


@dataclass(slots=True)
class _Track:
    """A track: which one, of what kind, and its tables as they stand in the file."""

    number: int = 0
    kind: str = "other"
    tables: dict[bytes, bytes] = field(default_factory=dict)
    pieces: list[tuple[int, int]] = field(default_factory=list)  # of fragments: start, size


def film(file: BinaryIO, size: int) -> Iterator[Part]:
    """What the boxes say, and the hash over the samples of each track."""
    seconds, cut, tracks, fragments = 0.0, False, list[_Track](), _Fragments()
    for kind, start, end in boxes(file, size):
        cut |= end > size
        file.seek(min(start, size))
        length = max(0, min(end, size) - start)
        data = file.read(min(length, _most(kind)))
        if kind == b"mvhd" and len(data) >= 32:
            seconds = _seconds(data)
            yield from camera.created(data)
        elif kind == b"meta":
            yield from camera.keys(data)
        elif kind[:1] == _SIGN:
            yield from camera.tag(kind, data)
        elif kind == b"trak":
            tracks.append(_Track())
        elif kind == b"hdlr" and len(data) >= 12 and tracks and tracks[-1].kind == "other":
            tracks[-1].kind = KINDS.get(data[8:12], "other")
            yield Detail("stream", tracks[-1].kind)
        elif kind == b"tkhd" and tracks and len(data) >= 24:
            tracks[-1].number = struct.unpack_from(">I", data, 20 if data[0] == 1 else 12)[0]
        elif kind in (b"moof", b"trex", b"tfhd", b"trun"):
            fragments.take(kind, data, start, tracks)
        elif kind in _TABLES and tracks:
            tracks[-1].tables[kind] = data
    if not tracks and not seconds:
        yield Trouble(State.FAILED, "it is damaged: its index is missing")
        return
    if seconds:
        yield duration(seconds)
    yield from _hashes(file, tracks)
    if not seconds and not fragments.found:
        yield Trouble(State.FAILED, "it is damaged: its index is missing")
    elif cut:
        yield _CUT


def _most(kind: bytes) -> int:
    """How many bytes of a box are looked at."""
    if kind in _TABLES:
        return LARGEST_TABLE
    return camera.LARGEST if kind == b"meta" or kind[:1] == _SIGN else 40


def _seconds(data: bytes) -> float:
    scale, length = struct.unpack(">IQ" if data[0] == 1 else ">II",
                                  data[20:32] if data[0] == 1 else data[12:20])  # fmt: skip
    return length / scale if scale else 0.0


def boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Boxes with where their content begins and ends, those inside others after them."""
    at = 0
    for _ in range(MOST_BOXES):
        file.seek(min(at, size))
        head = file.read(16)
        if len(head) < 8:
            return
        length, kind = struct.unpack_from(">I4s", head)
        start = at + 8
        if length == 1 and len(head) == 16:
            length, start = struct.unpack_from(">Q", head, 8)[0], at + 16
        end = at + length if length else size
        if end < start or at >= size:
            return
        yield kind, start, end
        at = start if kind in _INSIDE else end


def _hashes(file: BinaryIO, tracks: Sequence[_Track]) -> Iterator[Part]:
    for track in tracks:
        stream, whole = Stream(track.kind), True
        try:
            for start, length in (*_chunks(track.tables), *track.pieces):
                whole = stream.take_from(file, start, length) and whole
        except (struct.error, IndexError, OverflowError):
            yield _NO_TABLE
            continue
        if whole:
            yield from stream.details()


def _chunks(tables: dict[bytes, bytes]) -> Iterator[tuple[int, int]]:
    """Where the chunks of a track begin, and how long their samples are together."""
    wide = b"co64" in tables
    places = _numbers(tables.get(b"co64" if wide else b"stco", b""), "Q" if wide else "I")
    sizes = _Sizes(tables.get(b"stsz", b"").ljust(12, b"\0"))
    runs = _runs(tables.get(b"stsc", b""))
    sample = 0
    for number, place in enumerate(places, 1):
        while len(runs) > 1 and runs[1][0] <= number:
            runs.pop(0)
        count = min(runs[0][1], sizes.count - sample) if runs else 0
        yield place, sizes.together(sample, count)
        sample += count


def _numbers(table: bytes, kind: str) -> tuple[int, ...]:
    """A counted table of numbers."""
    if len(table) < 8:
        return ()
    count = min(struct.unpack_from(">I", table, 4)[0], (len(table) - 8) // struct.calcsize(kind))
    return struct.unpack_from(f">{count}{kind}", table, 8)


def _runs(table: bytes) -> list[tuple[int, int]]:
    """From which chunk on how many samples are in each."""
    numbers = _numbers(table[:4] + struct.pack(">I", max(0, len(table) - 8) // 4) + table[8:], "I")
    return list(zip(numbers[::3], numbers[1::3], strict=False))


class _Sizes:
    """The sizes of samples: one for all, or each."""

    def __init__(self, table: bytes) -> None:
        self.each, self.count = struct.unpack_from(">II", table, 4)
        self.sizes = () if self.each else _numbers(table[:4] + table[8:], "I")
        self.count = self.count if self.each else len(self.sizes)

    def together(self, first: int, count: int) -> int:
        return self.each * count if self.each else sum(self.sizes[first : first + count])


class _Fragments:
    """Samples that stand in fragments of the file, each with a table of its own."""

    def __init__(self) -> None:
        self.found, self.base, self.next, self.size = False, 0, 0, 0
        self.track: _Track | None = None
        self.sizes: dict[int, int] = {}  # of samples that tell none, by track

    def take(self, kind: bytes, data: bytes, start: int, tracks: Sequence[_Track]) -> None:
        try:
            if kind == b"moof":
                self.found, self.base, self.next = True, start - 8, start - 8
            elif kind == b"trex":
                track, size = struct.unpack_from(">4xI8xI", data)
                self.sizes[track] = size
            elif kind == b"tfhd":
                self._begin(data, tracks)
            else:
                self._run(data)
        except struct.error:
            return

    def _begin(self, data: bytes, tracks: Sequence[_Track]) -> None:
        flags, number = struct.unpack_from(">II", data)
        self.track = next((one for one in tracks if one.number == number), None)
        self.size, at = self.sizes.get(number, 0), 8
        if flags & 1:
            self.next = self.base = struct.unpack_from(">Q", data, at)[0]
            at += 8
        at += 4 * bool(flags & 2) + 4 * bool(flags & 8)
        if flags & 16:
            self.size = struct.unpack_from(">I", data, at)[0]

    def _run(self, data: bytes) -> None:
        flags, count = struct.unpack_from(">II", data)
        at = 8
        if flags & 1:
            self.next = self.base + struct.unpack_from(">i", data, at)[0]
            at += 4
        at += 4 * bool(flags & 4)
        fields = [bit for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit]
        size = self.size * count
        if 0x200 in fields:
            numbers = struct.unpack_from(f">{count * len(fields)}I", data, at)
            size = sum(numbers[fields.index(0x200) :: len(fields)])
        if self.track is not None:
            self.track.pieces.append((self.next, size))
        self.next += size
