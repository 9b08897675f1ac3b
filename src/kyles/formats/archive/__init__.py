"""Archives (ZIP, TAR, GZ, BZ2, XZ, 7z, RAR, ISO): every file inside, with its path.

What is locked says so. Budgets count bytes as they are really unpacked, never what the archive
says, and nothing is ever written to a path that an archive names. A ZIP without its directory is
read by the header of each file. What is packed inside is an archive of its own.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kyles.formats import Part, Trouble
from kyles.formats.archive import foreign, packed, tarred, zipped
from kyles.formats.archive.members import Member, children
from kyles.model import State

NAME = "Archive"
MEDIA_TYPE = "application/zip"

_SUFFIXES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", *foreign.SUFFIXES)
#: Archives to the machine, documents to people: readers of their own, or none yet.
_DOCUMENT = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|word/|xl/|ppt/"
    rb"|mimetypeapplication/(?:vnd\.oasis|epub))", re.DOTALL)  # fmt: skip
_DOCUMENTS = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".ppsx", ".pptm",
              ".odt", ".ods", ".odp", ".ott", ".epub")  # fmt: skip


def claims(head: bytes, name: str) -> int:
    """3 for the mark of an archive, unless it is the wrapping of a document."""
    named = name.lower().endswith(_SUFFIXES)
    if head.startswith(zipped.MARKS):
        is_document = _DOCUMENT.match(head) or name.lower().endswith(_DOCUMENTS)
        return 0 if is_document else 3
    return 3 if any(kind.claims(head) for kind in (packed, tarred, foreign)) else int(named)


def read(path: Path) -> Iterator[Part]:
    """A child for every file inside; then what could not be had of them."""
    with path.open("rb") as stream:
        head = stream.read(tarred.BLOCK)
    if not head:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    yield from children(_members(path, head))


def _members(path: Path, head: bytes) -> Iterator[Member | Part]:
    if head.startswith(zipped.MARKS):
        yield from zipped.members(path)
    elif foreign.claims(head) or foreign.is_image(path):
        yield from foreign.members(path)
    elif tarred.claims(head):
        with path.open("rb") as whole:
            yield from tarred.members(whole, "r:")
    elif zipfile.is_zipfile(path):  # behind a program that would unpack it
        yield from zipped.members(path)
    else:
        yield from packed.members(path, head)
