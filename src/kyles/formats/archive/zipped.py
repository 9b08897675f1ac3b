"""ZIP. One without its directory is read by the header of each file."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from kyles import encoding
from kyles.formats import Detail, Expected, Part, Trouble
from kyles.formats.archive.members import (
    BROKEN,
    LINK,
    LOCKED,
    PACKED_UNKNOWN,
    Budget,
    Counted,
    Member,
)
from kyles.model import State

MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04")
_LOCAL = struct.Struct("<4x2xHH8xL4xHH")  # flags, method, packed size, lengths of name and extra
_IS_LOCKED, _UTF8, _SIZE_LATER = 0x1, 0x800, 0x8


def members(path: Path) -> Iterator[Member | Part]:
    """Every file of the archive, in the order of its directory."""
    budget = Budget(path.stat().st_size)
    try:
        archive = zipfile.ZipFile(path)
    except (*BROKEN, NotImplementedError):
        yield from _salvaged(path.read_bytes(), budget)
        return
    with archive:
        if archive.comment:
            yield Detail("comment", " ".join(encoding.decode(archive.comment).split()))
        files = [one for one in archive.infolist() if not one.is_dir()]
        if files:
            yield Expected("children", len(files))
        for one in files:
            yield from _member(archive, one, budget)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget
) -> Iterator[Member | Part]:
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        name = _named(info.orig_filename.encode("cp437", "replace"))
        yield Detail("name_guessed", name)
    if info.comment:
        yield Detail("comment", f"{name}: {' '.join(encoding.decode(info.comment).split())}")
    if info.flag_bits & _IS_LOCKED:
        yield Member(name, None, LOCKED)
    elif stat.S_ISLNK(info.external_attr >> 16):
        yield Member(name, None, LINK)
    else:
        yield Member(name, lambda: Counted(archive.open(info), budget))


def _named(raw: bytes) -> str:
    """A name in UTF-8 though not marked so, else in the code that ZIP began with."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _salvaged(data: bytes, budget: Budget) -> Iterator[Member | Part]:
    """The files whose own headers are found, whatever became of the directory."""
    found = False
    at = data.find(MARKS[0])
    while 0 <= at <= len(data) - _LOCAL.size:
        flags, method, size, length, extra = _LOCAL.unpack_from(data, at)
        begin = at + _LOCAL.size
        name = _named(data[begin : begin + length])
        start = begin + length + extra
        following = data.find(MARKS[0], start)
        end = following if flags & _SIZE_LATER or not size else start + size
        found = True
        if not name.endswith("/"):
            body = data[start : end if end >= 0 else None]
            yield _salvaged_member(name, body, (flags, method), budget)
        at = data.find(MARKS[0], max(start, end))
    if not found:
        raise zipfile.BadZipFile("no file is found in it")
    yield Trouble(State.PARTIAL, "it is damaged: the directory of the archive is missing")


def _salvaged_member(name: str, body: bytes, how: tuple[int, int], budget: Budget) -> Member:
    flags, method = how
    if flags & _IS_LOCKED:
        return Member(name, None, LOCKED)
    if method == zipfile.ZIP_STORED:
        return Member(name, lambda: io.BytesIO(body))
    if method == zipfile.ZIP_DEFLATED:
        return Member(name, lambda: Counted(_Inflated(body), budget))
    return Member(name, None, PACKED_UNKNOWN)


class _Inflated:
    """Deflated bytes as a stream that is damaged where they end too soon."""

    def __init__(self, body: bytes) -> None:
        self._rest, self._inflater = body, zlib.decompressobj(-zlib.MAX_WBITS)

    def read1(self, size: int) -> bytes:
        data = self._inflater.decompress(self._rest, size)
        self._rest = self._inflater.unconsumed_tail
        if not data and not self._inflater.eof:
            raise EOFError
        return data

    def close(self) -> None:
        self._rest = b""
