"""TAR, from a file or out of a stream that is packed."""

import tarfile
from collections.abc import Iterator
from typing import Any, Self

from kyles.formats import Part
from kyles.formats.archive.members import LARGEST_FILE, LINK, Member, Spent
from kyles.model import State

BLOCK = tarfile.BLOCKSIZE


def claims(head: bytes) -> bool:
    """Whether the first block is a header of a TAR by its own sum."""
    if len(head) < BLOCK or not head[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(head[:BLOCK], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def members(stream: Any, mode: str) -> Iterator[Member | Part]:
    """Every file of the archive; `mode` is `r:` for a file, `r|` for a stream."""
    how: Any = mode
    with tarfile.open(fileobj=stream, mode=how, tarinfo=_Header) as archive:
        for info in archive:
            if info.isreg():
                yield Member(info.name, lambda one=info: _opened(archive, one))  # type: ignore[misc]
            elif info.issym() or info.islnk():
                yield Member(info.name, None, LINK)
            elif not info.isdir():
                yield Member(info.name, None, (State.PARTIAL, "a device, not followed"))


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


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Any:
    if info.size > LARGEST_FILE and not info.issparse():
        raise Spent(f"{info.name} is larger than is allowed; what follows is not read")
    return archive.extractfile(info)
