"""Word files (DOCX, DOCM, DOTX, DOTM): body, headers, footers, notes, comments, tracked changes.

Headers and comments are where case numbers and Bates marks stand, and no library keeps them, so the
parts are walked by our own reader. Every part that is no XML is a file inside the file.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Part, Trouble
from kyles.formats.ooxml.flow import word
from kyles.formats.ooxml.package import Package, opened
from kyles.formats.ooxml.pages import Document
from kyles.model import State

NAME = "Word"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_FIRST = re.compile(rb"PK\x03\x04.{4}\x08\x00.{16}\x13\x00(..)\[Content_Types\]\.xml", re.DOTALL)
_PART = re.compile(rb"PK\x03\x04.{26}word/", re.DOTALL)
_DETAILS = {
    "title": "title", "subject": "subject", "creator": "author", "keywords": "keywords",
    "description": "description", "category": "category", "lastModifiedBy": "modified_by",
    "created": "created", "modified": "modified", "lastPrinted": "printed", "revision": "revision",
    "Application": "made_with", "Company": "company", "Manager": "manager",
}  # fmt: skip
_NO_FILES = re.compile(r"(?i)\.(?:xml|rels|odttf|vml)$|/$|^docProps/thumbnail|/printerSettings")


def claims(head: bytes, name: str) -> int:
    """3 for a Word file by its parts, 2 by its suffix and wrapping, 1 by either alone."""
    named = name.lower().endswith(_SUFFIXES)
    if head.startswith(_ZIP):
        return 3 if _PART.search(head) or b"wordprocessingml" in _types(head) else 2 * int(named)
    if head.startswith(_OLE):
        return 2 if named else int(_ENCRYPTED in head)
    return int(named)


def _types(head: bytes) -> bytes:
    """What the list of parts says, if it is the first part, as far as the head holds it."""
    first = _FIRST.match(head)
    if not first:
        return b""
    start = first.end() + int.from_bytes(first[1], "little")
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(head[start:], 1 << 16)
    except zlib.error:
        return b""


def read(path: Path) -> Iterator[Part]:
    """Details, links, pages and the files inside."""
    with path.open("rb") as stream:
        head = stream.read(len(_OLE))
    if not head:
        yield Trouble(State.EMPTY, "a file of no bytes")
    elif head == _OLE:
        yield _wrapped(path.read_bytes())
    else:
        with opened(path) as package:
            yield from _package(package)


def _wrapped(data: bytes) -> Trouble:
    """Why a file in the wrapping of older Office files cannot be read."""
    if _ENCRYPTED in data:
        return Trouble(State.LOCKED, "it needs a password")
    return Trouble(State.UNSUPPORTED, "no reader for the older kind of Word file (DOC)")


def _package(package: Package) -> Iterator[Part]:
    yield from _details(package)
    document = _document(package)
    if document:
        links = (one.target for one in document.relations.values() if one.kind == "hyperlink")
        yield from (Detail("link", link) for link in dict.fromkeys(links))
        yield from document.pages()
    yield from _children(package)
    if not document:
        troubles = "; ".join(dict.fromkeys(package.troubles)) or "it holds no Word document"
        yield Trouble(State.FAILED, troubles)
        return
    yield from (Trouble(State.PARTIAL, trouble) for trouble in dict.fromkeys(package.troubles))


def _document(package: Package) -> Document | None:
    """The main part: the one that the file names, else the one at the usual place."""
    named = [one.target for one in package.relations("").values() if one.kind == "officeDocument"]
    for name in (*named, "word/document.xml"):
        if package.tree(name) is not None:
            return Document(package, name, package.relations(name))
    return None


def _details(package: Package) -> Iterator[Detail]:
    """What the file says of itself, and the properties that somebody gave it."""
    for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        root = package.tree(name)
        for one in () if root is None else root:
            text = " ".join(encoding.storable("".join(map(str, one.itertext()))).split())
            if text and word(one) in _DETAILS:
                yield Detail(_DETAILS[word(one)], text)
            elif text and word(one) == "property":
                yield Detail("property", f"{encoding.storable(one.get('name', ''))}\t{text}")


def _children(package: Package) -> Iterator[Part]:
    """Pictures, embedded objects and whatever else was put into the archive."""
    names = [name for name in package.names if not _NO_FILES.search(name)]
    if names:
        yield Expected("children", len(names))
    for name in names:
        data = package.data(name)
        if data is not None:
            yield Child(encoding.storable(PurePosixPath(name).name), "embedded", data)
