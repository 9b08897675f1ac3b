"""Streams of a recording by their own bytes: the same in another container, with other metadata."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from kyles.formats import Detail

BLOCK = 1 << 20
LARGEST = 1 << 62  # place in a file
KINDS = {b"soun": "sound", b"vide": "film", b"text": "text", b"sbtl": "text", b"tmcd": "time code"}


@dataclass(slots=True)
class Stream:
    """One stream: its kind, and the hash over its bytes as they are read."""

    kind: str
    digest: Any = field(default_factory=hashlib.sha256)
    size: int = 0

    def take(self, data: bytes) -> None:
        self.digest.update(data)
        self.size += len(data)

    def take_from(self, file: BinaryIO, start: int, size: int) -> bool:
        """Some bytes of a file; whether all of them were there."""
        if not 0 <= start < LARGEST:
            return size <= 0
        file.seek(start)
        while size > 0 and (data := file.read(min(size, BLOCK))):
            self.take(data)
            size -= len(data)
        return size <= 0

    def details(self) -> Iterator[Detail]:
        """The hash, unless nothing was in the stream."""
        if self.size:
            yield Detail("stream_hash", f"{self.kind} {self.digest.hexdigest()}")


def duration(seconds: float) -> Detail:
    return Detail("duration", f"{seconds:.2f} s")
