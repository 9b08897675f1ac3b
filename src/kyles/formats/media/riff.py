"""WAV and AVI: chunks inside a RIFF."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from kyles import encoding
from kyles.formats import Detail, Part, Trouble
from kyles.formats.media.stream import Stream, duration
from kyles.model import State

MOST_CHUNKS = 20_000_000
_LISTS = (b"hdrl", b"strl", b"movi", b"rec ")
_KINDS = {b"auds": "sound", b"vids": "film", b"txts": "text"}
_OF_STREAM = (b"wb", b"dc", b"db", b"tx")  # of sound, of film coded or not, of text
_CUT = Trouble(State.PARTIAL, "the end of the recording is missing")


def chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Chunks, where their content begins, and how long it says it is; of lists those with streams
    are gone into."""
    at = 0
    for _ in range(MOST_CHUNKS):
        file.seek(at)
        head = file.read(12)
        if len(head) < 8:
            return
        kind, length = struct.unpack_from("<4sI", head)
        inside = kind == b"RIFF" or (kind == b"LIST" and head[8:12] in _LISTS)
        yield (head[8:12] if inside else kind), at + 8, length
        at += 12 if inside else 8 + length + length % 2


def wave(file: BinaryIO, size: int) -> Iterator[Part]:
    """What a WAV says of its sound, and the hash over that alone."""
    rate, stream = 0, Stream("sound")
    for kind, start, length in chunks(file):
        if kind == b"fmt " and length >= 16 and start + 16 <= size:
            file.seek(start)
            head = file.read(16)
            stream = Stream("sound")
            stream.digest.update(head[:8] + head[14:])
            _, channels, samples, rate = struct.unpack_from("<HHII", head)
            yield Detail("stream", f"sound, {samples} Hz, {channels} channels")
        if kind == b"bext":
            file.seek(start)
            yield from _broadcast(file.read(min(length, 338)))
        if kind == b"data" and rate:
            yield duration(min(length, size - start) / rate)
            whole = stream.take_from(file, start, length)
            yield from stream.details()
            if not whole:
                yield _CUT
            return
    yield Trouble(State.FAILED, "it is damaged: no sound is found in it")


def _broadcast(data: bytes) -> Iterator[Detail]:
    """What a recorder says of a recording (EBU Tech 3285): what it is, who made it and when."""
    for name, start, end in (("description", 0, 256), ("originator", 256, 288),
                             ("created", 320, 338)):  # fmt: skip
        if text := " ".join(encoding.decode(data[start:end].rstrip(b"\0")).split()):
            yield Detail(name, text)


def film(file: BinaryIO, size: int) -> Iterator[Part]:
    """What an AVI says of its streams, and the hash over each."""
    streams: list[Stream] = []
    seconds, end = 0.0, 0
    for kind, start, length in chunks(file):
        if kind == b"AVI " and not end:
            end = start + length
        if kind == b"avih" and length >= 20:
            file.seek(start)
            each, frames = struct.unpack("<I12xI", file.read(20).ljust(20, b"\0"))
            seconds = each * frames / 1e6
        elif kind == b"strh":
            file.seek(start)
            streams.append(Stream(_KINDS.get(file.read(4), "other")))
        elif kind[:2].isdigit() and kind[2:] in _OF_STREAM and int(kind[:2]) < len(streams):
            streams[int(kind[:2])].take_from(file, start, length)
    if not streams or not seconds:
        yield Trouble(State.FAILED, "it is damaged: its index is missing")
        return
    yield from (Detail("stream", stream.kind) for stream in streams)
    yield duration(seconds)
    for stream in streams:
        yield from stream.details()
    if end > size:
        yield _CUT
