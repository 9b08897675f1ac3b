"""Sound and film (WAV, MP3, MP4): how long, and which streams, by their headers. Nothing is played.

What is said in a recording is not read: it has no pages, and no statement is made of its words.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kyles.formats import Detail, Part, Trouble
from kyles.model import State

NAME = "Recording"
MEDIA_TYPE = "audio/*"

MOST_BOXES = 10_000
MOST_FRAMES = 2_000_000
_SUFFIXES = (".wav", ".mp3", ".mp4", ".m4a", ".m4v", ".mov", ".3gp")
_INSIDE = (b"moov", b"trak", b"mdia")
_KINDS = {b"soun": "sound", b"vide": "film", b"text": "text", b"sbtl": "text", b"tmcd": "time code"}
_RATES = (44_100, 48_000, 32_000)
_KBITS = {
    (3, 3): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (3, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (3, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 3): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 1): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


def claims(head: bytes, name: str) -> int:
    """3 for the mark of a recording; 2 for a frame of MP3 in a file named so."""
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] == b"WAVE"):
        return 3
    named = name.lower().endswith(_SUFFIXES)
    if head.startswith(b"ID3"):
        return 3
    return 2 if named and _frame(head[:4]) else int(named)


def read(path: Path) -> Iterator[Part]:
    """Details only: a recording has no pages."""
    with path.open("rb") as stream:
        head, size = stream.read(12), path.stat().st_size
        stream.seek(0)
        if not head:
            yield Trouble(State.EMPTY, "a file of no bytes")
        elif head.startswith(b"RIFF"):
            yield from _wave(stream, size)
        elif head[4:8] in (b"ftyp", b"moov", b"mdat"):
            yield from _film(stream, size)
        else:
            yield from _mp3(stream, size)


def _wave(stream: BinaryIO, size: int) -> Iterator[Part]:
    at, rate = 12, 0
    while at + 8 <= size:
        stream.seek(at)
        kind, length = struct.unpack("<4sI", stream.read(8))
        if kind == b"fmt " and length >= 16 and at + 24 <= size:
            _, channels, samples, rate = struct.unpack("<HHII", stream.read(12))
            yield Detail("stream", f"sound, {samples} Hz, {channels} channels")
        if kind == b"data" and rate:
            yield _duration(min(length, size - at - 8) / rate)
            if length > size - at - 8:
                yield Trouble(State.PARTIAL, "the end of the recording is missing")
            return
        at += 8 + length + length % 2
    yield Trouble(State.FAILED, "it is damaged: no sound is found in it")


def _duration(seconds: float) -> Detail:
    return Detail("duration", f"{seconds:.2f} s")


def _film(stream: BinaryIO, size: int) -> Iterator[Part]:
    """What the boxes of an MP4 say; a box that reaches beyond the file is cut."""
    found, cut = False, False
    for kind, start, end in _boxes(stream, size):
        cut |= end > size
        stream.seek(start)
        data = stream.read(min(40, max(0, end - start)))
        if kind == b"mvhd" and len(data) >= 32:
            scale, length = struct.unpack(">IQ" if data[0] == 1 else ">II",
                                          data[20:32] if data[0] == 1 else data[12:20])  # fmt: skip
            found = scale > 0
            if found:
                yield _duration(length / scale)
        if kind == b"hdlr" and len(data) >= 12:
            yield Detail("stream", _KINDS.get(data[8:12], "other"))
    if not found:
        yield Trouble(State.FAILED, "it is damaged: its index is missing")
    elif cut:
        yield Trouble(State.PARTIAL, "the end of the recording is missing")


def _boxes(stream: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    at = 0
    for _ in range(MOST_BOXES):
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8:
            return
        length, kind = struct.unpack_from(">I4s", head)
        start = at + 8
        if length == 1 and len(head) == 16:
            length, start = struct.unpack_from(">Q", head, 8)[0], at + 16
        end = at + length if length else size
        if end < start:
            return
        yield kind, start, end
        at = start if kind in _INSIDE else end


def _frame(head: bytes) -> tuple[int, float] | None:
    """How many bytes a frame of MP3 has, and how many seconds; None for anything else."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    kbit, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or not layer or kbit in (0, 15) or rate == 3:
        return None
    hertz = _RATES[rate] >> (3 - version if version else 2)
    bits = _KBITS[3 if version == 3 else 2, layer][kbit - 1] * 1000
    samples = 384 if layer == 3 else 576 if layer == 1 and version != 3 else 1152
    padding = (head[2] >> 1 & 1) * (4 if layer == 3 else 1)
    return samples // 8 * bits // hertz + padding, samples / hertz


def _mp3(stream: BinaryIO, size: int) -> Iterator[Part]:
    """How long all frames are together, one after another."""
    at, seconds, count = _after_tag(stream.read(10)), 0.0, 0
    while at < size and count < MOST_FRAMES:
        stream.seek(at)
        frame = _frame(stream.read(4))
        if frame is None:
            break
        at, seconds, count = at + frame[0], seconds + frame[1], count + 1
    if count < 2:
        yield Trouble(State.FAILED, "it is damaged: no sound is found in it")
        return
    yield Detail("stream", "sound")
    yield _duration(seconds)
    stream.seek(min(at, size))
    if at > size or not _is_tail(stream.read(4096)):
        yield Trouble(State.PARTIAL, f"it is damaged or cut after {seconds:.2f} s")


def _after_tag(head: bytes) -> int:
    """Where the sound begins: a tag may stand before it."""
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    return 10 + sum((byte & 127) << 7 * place for place, byte in enumerate(reversed(head[6:10])))


def _is_tail(rest: bytes) -> bool:
    """Whether only a tag or filling follows the sound."""
    return not rest.strip(b"\0") or rest.startswith(
        (b"TAG", b"APETAGEX", b"LYRICS", b"ID3", b"3DI")
    )
