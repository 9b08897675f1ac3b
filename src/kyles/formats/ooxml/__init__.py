"""Word files (DOCX, DOCM, DOTX, DOTM): body, headers, footers, notes, comments, tracked changes.

Headers and comments are where case numbers and Bates marks stand, and no library keeps them, so the
parts are walked by our own reader. Every part that is no XML is a file inside the file.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from kyles.formats import Detail, Part, Trouble, embedded
from kyles.formats.ooxml.pages import Document
from kyles.model import State
from kyles.package import Package, kind, opened

NAME = "Word"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LINK = re.compile(r'(?i)\bHYPERLINK\s+"([^"]+)"')
_ZIP = b"PK\x03\x04"


def claims(head: bytes, name: str) -> int:
    """3 for a Word file by its parts, 2 by its suffix and wrapping, 1 by either alone."""
    named = name.lower().endswith(_SUFFIXES)
    if head.startswith(_ZIP):
        return {"word": 3, "": 2 * int(named)}.get(kind(head), 0)
    if head.startswith(_OLE):
        return 2 if named else int(_ENCRYPTED in head)
    return int(named)


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
    return Trouble(State.FAILED, "it is no Word file of the newer kind, though it is named so")


def _package(package: Package) -> Iterator[Part]:
    yield from (Detail(name, value) for name, value in package.details())
    document = _document(package)
    if document:
        links = [one.target for one in document.relations.values() if one.kind == "hyperlink"]
        yield from (Detail("link", link) for link in dict.fromkeys(links))
        yield from document.pages()
        by_fields = (link for one in document.fields for link in _LINK.findall(one))
        yield from (Detail("link", link) for link in dict.fromkeys(by_fields) if link not in links)
        yield from (Detail("picture", words) for words in dict.fromkeys(document.pictures))
    yield from embedded(package)
    if not document:
        troubles = "; ".join(dict.fromkeys(package.troubles)) or "it holds no Word document"
        yield Trouble(State.FAILED, troubles)
        return
    yield from (Trouble(State.PARTIAL, trouble) for trouble in dict.fromkeys(package.troubles))


def _document(package: Package) -> Document | None:
    name = package.main("word/document.xml")
    return Document(package, name, package.relations(name)) if name else None
