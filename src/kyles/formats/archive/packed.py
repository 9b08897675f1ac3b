"""One packed stream (GZ, BZ2, XZ): the file, or the files of the TAR, that it was packed from."""

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kyles import encoding
from kyles.formats import Part
from kyles.formats.archive import tarred
from kyles.formats.archive.members import BROKEN, Budget, Counted, Member

_MARKS: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b\x08": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\0": lzma.open,
}  # fmt: skip
_GZIP = b"\x1f\x8b"
_HAS_NAME, _HAS_EXTRA = 0x08, 0x04


def claims(head: bytes) -> bool:
    return _opener(head) is not None


def _opener(head: bytes) -> Callable[[Path], Any] | None:
    return next((opener for mark, opener in _MARKS.items() if head.startswith(mark)), None)


def members(path: Path, head: bytes) -> Iterator[Member | Part]:
    """The file that the stream holds, or every file of the TAR that it holds."""
    opener = _opener(head)
    if opener is None:
        raise ValueError("it is no archive, or its beginning is missing")
    with opener(path) as stream:
        is_tar = tarred.claims(_beginning(stream))
    with opener(path) as stream:
        counted = Counted(stream, Budget(path.stat().st_size))
        if is_tar:
            yield from tarred.members(counted, "r|")
        else:
            yield Member(_inner_name(head), lambda: counted)


def _beginning(stream: Any) -> bytes:
    try:
        data: bytes = stream.read(tarred.BLOCK)
    except BROKEN:
        return b""
    return data


def _inner_name(head: bytes) -> str:
    """The name that GZ keeps of what it packed, if it does."""
    # A file that ends within the mark has no flags; reading what it packed says that it is damaged.
    flags = int.from_bytes(head[3:4])
    if not head.startswith(_GZIP) or not flags & _HAS_NAME:
        return "content"
    start = 12 + int.from_bytes(head[10:12], "little") if flags & _HAS_EXTRA else 10
    return encoding.decode(head[start:].split(b"\0", 1)[0]) or "content"
