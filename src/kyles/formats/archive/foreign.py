"""7z, RAR, ISO 9660 images, CAB, CPIO, AR and LZH, by libarchive (the extra `archives`).

Single files, and TARs, that were packed by Zstandard, LZ4 or `compress` are read by it too.

libarchive is a library of the system; where it is not there, the archive is `unsupported` and says
what to install. What is locked stays locked: libarchive reads no passwords of 7z and RAR.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kyles.formats import Part, Trouble
from kyles.formats.archive.members import LINK, Budget, Locked, Member
from kyles.model import State

SUFFIXES = (".7z", ".rar", ".iso", ".cab", ".cpio", ".ar", ".lzh", ".lha", ".zst", ".lz4")
_MARKS = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"MSCF\0\0\0\0", b"!<arch>\n",
          b"070701", b"070702", b"070707")  # fmt: skip
_STREAMS = (b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"\x1f\x9d")  # Zstandard, LZ4, compress
#: An image of a disk has its mark after 32 KB for the system: further on than a head shows.
_IMAGE, _IMAGE_AT = b"CD001", 0x8001
_SAYS_LOCKED = ("encrypt", "passphrase", "password")


def claims(head: bytes) -> bool:
    """Whether it begins with the mark of such an archive; an image of a disk does not."""
    return head.startswith((*_MARKS, *_STREAMS)) or head[2:5] == b"-lh"


def is_image(path: Path) -> bool:
    """Whether it is an image of a disk."""
    with path.open("rb") as stream:
        stream.seek(_IMAGE_AT)
        return stream.read(len(_IMAGE)) == _IMAGE


def members(path: Path) -> Iterator[Member | Part]:
    """Every file of the archive, in its own order."""
    try:
        import libarchive
    except (ImportError, OSError, TypeError, AttributeError):  # no library, or none that it finds
        yield Trouble(State.UNSUPPORTED, "reading it needs libarchive: pip install kyles[archives]")
        return
    budget = Budget(path.stat().st_size)
    try:
        with libarchive.file_reader(str(path), _kind(libarchive, path)) as archive:
            for number, entry in enumerate(archive, 1):
                yield from _member(entry, number, budget)
    except libarchive.ArchiveError as error:
        raise _meaning(error) from error


def _kind(libarchive: Any, path: Path) -> str:
    """How libarchive is to read it: a stream that holds no archive is the one file in it."""
    with path.open("rb") as stream:
        if not stream.read(4).startswith(_STREAMS):
            return "all"
    try:
        with libarchive.file_reader(str(path)) as archive:
            next(iter(archive), None)
    except libarchive.ArchiveError:
        return "raw"
    return "all"


def _member(entry: Any, number: int, budget: Budget) -> Iterator[Member]:
    name = entry.pathname or f"part-{number}"
    if entry.isreg:
        yield Member(name, lambda: _Blocks(entry.get_blocks(), budget))
    elif entry.issym or entry.islnk:
        yield Member(name, None, LINK)
    elif not entry.isdir:
        yield Member(name, None, (State.PARTIAL, "a device, not followed"))


def _meaning(error: Exception) -> Exception:
    """What libarchive says, as the readers of archives say it."""
    said = str(getattr(error, "msg", error))
    return Locked() if any(one in said.lower() for one in _SAYS_LOCKED) else ValueError(said)


class _Blocks:
    """The bytes of one file as they are unpacked."""

    def __init__(self, blocks: Iterator[bytes], budget: Budget) -> None:
        self._blocks, self._budget = blocks, budget

    def read1(self, _size: int) -> bytes:
        """The next block, of whatever size it has."""
        try:
            data = next(self._blocks, b"")
        except Exception as error:
            if type(error).__name__ != "ArchiveError":  # the module is there only where it is used
                raise
            raise _meaning(error) from error
        self._budget.count(len(data))
        return data

    def close(self) -> None:
        self._blocks = iter(())
