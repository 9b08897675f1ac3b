"""Archives (ZIP, TAR, GZ, BZ2, XZ): every file inside, with its path; what is locked says so.

Budgets count bytes as they are really unpacked, never what the archive says, and nothing is ever
written to a path that an archive names. A ZIP without its directory is read by the header of each
file. What is packed inside is an archive of its own.
"""

import bz2
import gzip
import io
import lzma
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Part, Trouble
from kyles.model import State

NAME = "Archive"
MEDIA_TYPE = "application/zip"

LARGEST_FILE = 1 << 29
LARGEST_WHOLE = 1 << 32
FREE = 1 << 26  # bytes that may be unpacked whatever the ratio
HIGHEST_RATIO = 200
MOST_FILES = 100_000
_SUFFIXES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04")
_PACKED: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b\x08": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\0": lzma.open,
}  # fmt: skip
#: Archives to the machine, documents to people: readers of their own, or none yet.
_DOCUMENT = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|word/|xl/|ppt/"
    rb"|mimetypeapplication/(?:vnd\.oasis|epub))", re.DOTALL)  # fmt: skip
_DOCUMENTS = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".ppsx", ".pptm",
              ".odt", ".ods", ".odp", ".ott", ".epub")  # fmt: skip
_LOCAL = struct.Struct("<4x2xHH8xL4xHH")  # flags, method, packed size, lengths of name and extra
_LOCKED, _UTF8, _SIZE_LATER = 0x1, 0x800, 0x8
_CHUNK = 1 << 16
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError,
           OSError, ValueError, KeyError, RuntimeError, IndexError, OverflowError)  # fmt: skip


class _Spent(Exception):
    """More was unpacked than is allowed."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A file inside: how its bytes are had, or why they are not."""

    name: str
    stream: Callable[[], Any] | None
    why: tuple[State, str] | None = None


def claims(head: bytes, name: str) -> int:
    """3 for the mark of an archive, unless it is the wrapping of a document."""
    named = name.lower().endswith(_SUFFIXES)
    if head.startswith(_ZIP):
        is_document = _DOCUMENT.match(head) or name.lower().endswith(_DOCUMENTS)
        return 0 if is_document else 3
    packed = any(head.startswith(mark) for mark in _PACKED)
    return 3 if packed or _is_tar(head) else int(named)


def _is_tar(head: bytes) -> bool:
    """Whether the first block is a header of a TAR by its own sum."""
    if len(head) < tarfile.BLOCKSIZE or not head[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def read(path: Path) -> Iterator[Part]:
    """A child for every file inside; then what could not be had of them."""
    with path.open("rb") as stream:
        head = stream.read(tarfile.BLOCKSIZE)
    if not head:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    if head.startswith(_ZIP):
        yield from _children(_zipped(path))
    elif _is_tar(head):
        with path.open("rb") as whole:
            yield from _children(_tarred(whole, "r:"))
    else:
        yield from _unpacked(path, head)


def _children(members: Iterator[_Member | Part]) -> Iterator[Part]:
    """What the members of an archive come to, as long as the budget lasts."""
    troubles: dict[tuple[State, str], list[str]] = {}
    count = 0
    try:
        for count, member in enumerate(members, 1):
            if count > MOST_FILES:
                raise _Spent(f"it has more than {MOST_FILES:,} files; the others are not read")
            if not isinstance(member, _Member):
                yield member
                continue
            data, why = _content(member)
            if data is not None:
                yield from _child(member.name, data)
            if why:
                troubles.setdefault(why, []).append(member.name)
    except _Spent as spent:
        troubles[State.PARTIAL, str(spent)] = []
    except _BROKEN as error:
        troubles[State.PARTIAL if count else State.FAILED, f"it is damaged: {error}"] = []
    yield from (Trouble(state, _told(why, names)) for (state, why), names in troubles.items())
    if not count and not troubles:
        yield Trouble(State.EMPTY, "an archive without a file")


def _told(why: str, names: list[str]) -> str:
    more = f" and {len(names) - 1:,} more" if len(names) > 1 else ""
    return f"{encoding.storable(names[0])}{more}: {why}" if names else why


def _content(member: _Member) -> tuple[bytes | None, tuple[State, str] | None]:
    """A member's bytes as far as they are sound, and why they are not all there."""
    if member.stream is None:
        return None, member.why
    data = io.BytesIO()
    try:
        with closing(member.stream()) as stream:
            while chunk := stream.read1(_CHUNK):
                data.write(chunk)
                if data.tell() > LARGEST_FILE:
                    return None, (State.PARTIAL, "it unpacks to more than is allowed for one file")
    except NotImplementedError:
        return None, (State.PARTIAL, "it is packed in a way that is not known")
    except _BROKEN:
        return data.getvalue() or None, (State.PARTIAL, "it is damaged")
    return data.getvalue(), member.why


def _child(name: str, data: bytes) -> Iterator[Part]:
    """A file at its path below the archive; a path that leads elsewhere is told as it is."""
    shown = encoding.storable(name)
    steps = [step for step in shown.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    path = "/".join(steps) or "unnamed"
    if ".." in re.split(r"[/\\]", shown) or shown.startswith(("/", "\\")) or shown[1:3] == ":\\":
        yield Detail("leads_outside", shown)
    yield Child(path, "embedded", data)


@dataclass(slots=True)
class _Budget:
    """How much one archive may unpack to."""

    packed: int
    unpacked: int = 0

    def count(self, size: int) -> None:
        self.unpacked += size
        most = min(LARGEST_WHOLE, max(FREE, HIGHEST_RATIO * self.packed))
        if self.unpacked > most:
            raise _Spent("it unpacks to more than is allowed; what follows is not read")


@dataclass(slots=True)
class _Counted:
    """A stream whose bytes are counted as they are unpacked."""

    stream: Any
    budget: _Budget

    def read1(self, size: int) -> bytes:
        data: bytes = self.stream.read1(size)
        self.budget.count(len(data))
        return data

    read = read1  # for TAR, which asks again until it has enough

    def close(self) -> None:
        self.stream.close()


def _zipped(path: Path) -> Iterator[_Member | Part]:
    budget = _Budget(path.stat().st_size)
    try:
        archive = zipfile.ZipFile(path)
    except (*_BROKEN, NotImplementedError):
        yield from _salvaged(path.read_bytes(), budget)
        return
    with archive:
        files = [one for one in archive.infolist() if not one.is_dir()]
        if files:
            yield Expected("children", len(files))
        for one in files:
            yield from _zip_member(archive, one, budget)


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget
) -> Iterator[_Member | Part]:
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        name = _named(info.orig_filename.encode("cp437", "replace"))
        yield Detail("name_guessed", name)
    if info.flag_bits & _LOCKED:
        yield _Member(name, None, (State.LOCKED, "it needs a password"))
    elif stat.S_ISLNK(info.external_attr >> 16):
        yield _Member(name, None, (State.PARTIAL, "a link, not followed"))
    else:
        yield _Member(name, lambda: _Counted(archive.open(info), budget))


def _named(raw: bytes) -> str:
    """A name in UTF-8 though not marked so, else in the code that ZIP began with."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _salvaged(data: bytes, budget: _Budget) -> Iterator[_Member | Part]:
    """The files whose own headers are found, whatever became of the directory."""
    found = False
    at = data.find(_ZIP[0])
    while 0 <= at <= len(data) - _LOCAL.size:
        flags, method, size, length, extra = _LOCAL.unpack_from(data, at)
        begin = at + _LOCAL.size
        name = _named(data[begin : begin + length])
        start = begin + length + extra
        following = data.find(_ZIP[0], start)
        end = following if flags & _SIZE_LATER or not size else start + size
        found = True
        if not name.endswith("/"):
            body = data[start : end if end >= 0 else None]
            yield _salvaged_member(name, body, (flags, method), budget)
        at = data.find(_ZIP[0], max(start, end))
    if not found:
        raise zipfile.BadZipFile("no file is found in it")
    yield Trouble(State.PARTIAL, "it is damaged: the directory of the archive is missing")


def _salvaged_member(name: str, body: bytes, how: tuple[int, int], budget: _Budget) -> _Member:
    flags, method = how
    if flags & _LOCKED:
        return _Member(name, None, (State.LOCKED, "it needs a password"))
    if method == zipfile.ZIP_STORED:
        return _Member(name, lambda: io.BytesIO(body))
    if method == zipfile.ZIP_DEFLATED:
        return _Member(name, lambda: _Counted(_Inflated(body), budget))
    return _Member(name, None, (State.PARTIAL, "it is packed in a way that is not known"))


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


class _Header(tarfile.TarInfo):
    """A header of a TAR. One that is no header is damage; only blocks of zeros end an archive."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile)
        except _NO_HEADER as error:
            if type(error).__name__ == "EOFHeaderError":
                raise
            raise ValueError("the end of the archive is missing") from error


_NO_HEADER = tarfile.HeaderError


def _tarred(stream: Any, mode: str) -> Iterator[_Member | Part]:
    how: Any = mode
    with tarfile.open(fileobj=stream, mode=how, tarinfo=_Header) as archive:
        for info in archive:
            if info.isreg():
                yield _Member(info.name, lambda one=info: _opened(archive, one))  # type: ignore[misc]
            elif not info.isdir():
                kind = "a link" if info.issym() or info.islnk() else "a device"
                yield _Member(info.name, None, (State.PARTIAL, f"{kind}, not followed"))


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Any:
    if info.size > LARGEST_FILE and not info.issparse():
        raise _Spent(f"{info.name} is larger than is allowed; what follows is not read")
    return archive.extractfile(info)


def _unpacked(path: Path, head: bytes) -> Iterator[Part]:
    """What one stream was packed from: a file, or the files of a TAR."""
    opener = next((how for mark, how in _PACKED.items() if head.startswith(mark)), None)
    if opener is None:
        yield Trouble(State.FAILED, "it is no archive, or its beginning is damaged")
        return
    with opener(path) as stream:
        is_tar = _is_tar(_beginning(stream))
    with opener(path) as stream:
        counted = _Counted(stream, _Budget(path.stat().st_size))
        if is_tar:
            yield from _children(_tarred(counted, "r|"))
        else:
            yield from _children(iter((_Member(_inner_name(head), lambda: counted),)))


def _beginning(stream: Any) -> bytes:
    try:
        data: bytes = stream.read(tarfile.BLOCKSIZE)
    except _BROKEN:
        return b""
    return data


def _inner_name(head: bytes) -> str:
    """The name that GZ keeps of what it packed, if it does."""
    # A file that ends within the mark has no flags; reading what it packed says that it is damaged.
    if not head.startswith(b"\x1f\x8b") or not int.from_bytes(head[3:4]) & 0x08:
        return "content"
    start = 12 + int.from_bytes(head[10:12], "little") if head[3] & 0x04 else 10
    return encoding.decode(head[start:].split(b"\0", 1)[0]) or "content"
