"""Matroska and WebM: elements of EBML; blocks of streams in clusters."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from kyles.formats import Detail, Part, Trouble
from kyles.formats.media.stream import Stream, duration
from kyles.model import State

MARK = b"\x1a\x45\xdf\xa3"
MOST_ELEMENTS = 20_000_000
LARGEST_BLOCK = 64 << 20
_SEGMENT, _INFO, _TRACKS, _ENTRY, _CLUSTER, _GROUP = (
    0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0
)  # fmt: skip
_INSIDE = (_SEGMENT, _INFO, _TRACKS, _ENTRY, _CLUSTER, _GROUP)
_SCALE, _DURATION, _NUMBER, _TYPE, _SIMPLE, _BLOCK = 0x2AD7B1, 0x4489, 0xD7, 0x83, 0xA3, 0xA1
_KINDS = {1: "film", 2: "sound", 17: "text"}
_CUT = Trouble(State.PARTIAL, "the end of the recording is missing")


def film(file: BinaryIO, size: int) -> Iterator[Part]:
    """What the file says of its streams, and the hash over the frames of each."""
    scale, length, number, cut = 1_000_000, 0.0, 0, False
    streams: dict[int, Stream] = {}
    for kind, start, end in _elements(file, size):
        cut |= end > size
        if kind in _INSIDE:
            continue
        file.seek(min(start, size))
        most = LARGEST_BLOCK if kind in (_SIMPLE, _BLOCK) else 8
        data = file.read(max(0, min(end - start, most)))
        if kind == _SCALE:
            scale = int.from_bytes(data) or scale
        elif kind == _DURATION:
            length = _real(data)
        elif kind == _NUMBER:
            number = int.from_bytes(data)
        elif kind == _TYPE:
            streams[number] = Stream(_KINDS.get(int.from_bytes(data), "other"))
            yield Detail("stream", streams[number].kind)
        elif kind in (_SIMPLE, _BLOCK):
            _take(data, streams)
    if not streams:
        yield Trouble(State.FAILED, "it is damaged: no stream is found in it")
        return
    if length > 0:
        yield duration(length * scale / 1e9)
    if cut:
        yield _CUT
        return
    for stream in streams.values():
        yield from stream.details()


def _elements(file: BinaryIO, size: int) -> Iterator[tuple[int, int, int]]:
    """Elements with where their content begins and ends, those inside others after them."""
    at = 0
    for _ in range(MOST_ELEMENTS):
        file.seek(min(at, size))
        head = file.read(12)
        kind, used = _number(head, keep=True)
        length, more = _number(head[used:], keep=False)
        if not used or not more:
            return
        start = at + used + more
        unknown = length == (1 << 7 * more) - 1  # of a stream that was not finished
        end = size if unknown else start + length
        yield kind, start, end
        at = start if kind in _INSIDE else end


def _number(data: bytes, *, keep: bool) -> tuple[int, int]:
    """A number of variable length and its bytes; 0 bytes where there is none."""
    if not data or not data[0]:
        return 0, 0
    length = 9 - data[0].bit_length()
    if len(data) < length:
        return 0, 0
    value = int.from_bytes(data[:length])
    return (value if keep else value & ~(1 << 7 * length)), length


def _real(data: bytes) -> float:
    if len(data) == 8:
        return float(struct.unpack(">d", data)[0])
    return float(struct.unpack(">f", data)[0]) if len(data) == 4 else 0.0


def _take(block: bytes, streams: dict[int, Stream]) -> None:
    """The frames of a block, without its head and their sizes."""
    number, used = _number(block, keep=False)
    if used and number in streams and len(block) > used + 3:
        streams[number].take(block[used + 3 + _laced(block, used + 2) :])


def _laced(block: bytes, at: int) -> int:
    """How many bytes the sizes of several frames in one block take."""
    lacing = block[at] >> 1 & 3
    if not lacing or len(block) < at + 2:
        return 0
    count, place = block[at + 1], at + 2
    if lacing == 1:
        for _ in range(count):
            while place < len(block) and block[place] == 255:
                place += 1
            place += 1
    if lacing == 3:
        for _ in range(count):
            place += _number(block[place : place + 8], keep=True)[1]
    return place - at - 1
