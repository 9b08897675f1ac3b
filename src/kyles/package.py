"""The archive that an Office file is: its parts as bytes and as trees, and how they are related.

Budgets count bytes as they are really unpacked, never what the archive says. An archive without its
directory is read by the header of each part. No entity is expanded, and nothing is fetched.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import normpath

from lxml import etree

from kyles import encoding

LARGEST_PART = 1 << 28
LARGEST_TREE = 1 << 26
LARGEST_WHOLE = 1 << 30
MOST_PARTS = 20_000
MIMETYPE = "mimetype"  # the part that tells the kind of an OpenDocument file
_CHUNK = 1 << 18
_MARK = b"PK\x03\x04"
_LOCAL = struct.Struct("<6x2H16x2H")  # flags, method, lengths of name and extra after the mark
_NAMES_UTF8 = 0x800
_FIRST = re.compile(rb"PK\x03\x04.{4}\x08\x00.{16}\x13\x00(..)\[Content_Types\]\.xml", re.DOTALL)
_MAIN = re.compile(
    rb"(wordprocessingml|ms-word|presentationml|ms-powerpoint|spreadsheetml|ms-excel)"
    rb"[\w.]*\.main\+xml")  # fmt: skip
_KINDS = {b"wordprocessingml": "word", b"ms-word": "word", b"presentationml": "ppt",
          b"ms-powerpoint": "ppt", b"spreadsheetml": "xl", b"ms-excel": "xl"}  # fmt: skip
_FOLDER = re.compile(rb"PK\x03\x04.{26}(word|ppt|xl)/", re.DOTALL)
_DETAILS = {
    "title": "title", "subject": "subject", "creator": "author", "keywords": "keywords",
    "description": "description", "category": "category", "lastModifiedBy": "modified_by",
    "created": "created", "modified": "modified", "lastPrinted": "printed", "revision": "revision",
    "Application": "made_with", "Company": "company", "Manager": "manager",
}  # fmt: skip
_NO_FILES = re.compile(
    r"(?i)\.(?:xml|rels|odttf|vml)$|/$|^docProps/thumbnail|/printerSettings"
    r"|^mimetype$|^manifest\.rdf$|^Thumbnails/|^Configurations2/|^layout-cache$"
)
_OBJECT = "/content.xml"  # of an object of OpenDocument, which is a child with all its parts
#: What the readers of an archive raise for damage, beside BadZipFile.
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
           ValueError, KeyError, RuntimeError, UnicodeError)  # fmt: skip


def word(element: etree._Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute, in whatever namespace the file puts it; "" where it is not there."""
    named = {} if element is None else {str(key).rpartition("}")[2]: text
                                        for key, text in element.attrib.items()}  # fmt: skip
    return str(named.get(name, ""))


def kind(head: bytes) -> str:
    """What the file is, by the folder of its main part: `word`, `ppt` or `xl`; "" if not told.

    The list of parts says so, if it is the first part; else the first folder does. A file inside
    the file, which may follow soon, has such folders too.
    """
    said = _MAIN.search(_types(head))
    if said:
        return _KINDS[said[1]]
    first = _FOLDER.search(head)
    return first[1].decode() if first else ""


def _types(head: bytes) -> bytes:
    """What the list of parts says, as far as the head holds it."""
    first = _FIRST.match(head)
    if not first:
        return b""
    start = first.end() + int.from_bytes(first[1], "little")
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(head[start:], 1 << 16)
    except zlib.error:
        return b""


@dataclass(frozen=True, slots=True)
class Relation:
    """One part, or a place outside, that a part names by an id."""

    kind: str  # the last word of its type: "header", "comments", "hyperlink"
    target: str
    outside: bool


@dataclass(slots=True)
class Package:
    """The parts of a file. `troubles` says what was wrong with any that were asked for."""

    names: tuple[str, ...]
    _unpack: Callable[[str, int], tuple[bytes, bool]]  # of a part: at most so many bytes; whole?
    troubles: list[str] = field(default_factory=list)
    _left: int = field(default_factory=lambda: LARGEST_WHOLE)

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, as far as they are sound; None where it is absent or too large."""
        return self._data(name, LARGEST_PART)

    def _data(self, name: str, most: int) -> bytes | None:
        if name not in self.names:
            return None
        most = min(most, self._left)
        data, whole = self._unpack(name, most + 1)
        if len(data) > most:
            self.troubles.append(f"{name} unpacks to more than is allowed")
            return None
        if not whole:
            self.troubles.append(f"{name} is damaged")
        self._left -= len(data)
        return data

    def tree(self, name: str) -> etree._Element | None:
        """The root of a part, mended where its XML is broken."""
        data = self._data(name, LARGEST_TREE)
        if not data:
            return None
        try:
            root = etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError):
            self.troubles.append(f"{name} is damaged")
            root = _mended(data)
        if root is not None and _declares(root):
            self.troubles.append(f"{name} declares entities, which are not expanded")
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part names, by the id; "" stands for the file as a whole."""
        place = PurePosixPath(name)
        root = self.tree(str(place.parent / "_rels" / f"{place.name}.rels"))
        return {} if root is None else dict(_relations(root, place.parent))

    def main(self, usual: str) -> str:
        """The part that the file begins with: the one it names, else the usual one; "" if none."""
        named = (one.target for one in self.relations("").values() if one.kind == "officeDocument")
        return next((one for one in (*named, usual) if self.tree(one) is not None), "")

    def details(self) -> Iterator[tuple[str, str]]:
        """What the file says of itself, and the properties that somebody gave it, by name."""
        for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
            root = self.tree(name)
            for one in () if root is None else root:
                text = " ".join(encoding.storable("".join(map(str, one.itertext()))).split())
                if text and word(one) in _DETAILS:
                    yield _DETAILS[word(one)], text
                elif text and word(one) == "property":
                    yield "property", f"{encoding.storable(one.get('name', ''))}\t{text}"

    def files(self) -> dict[str, str]:
        """The files inside the file, pictures, objects and whatever was put in: names by part."""
        objects = tuple(f"{folder}/" for folder in self.objects())
        return {
            part: encoding.storable(PurePosixPath(part).name)
            for part in self.names
            if not _NO_FILES.search(part) and not part.startswith(objects)
        }

    def objects(self) -> list[str]:
        """The folders of objects inside an OpenDocument file; those inside of an object are not
        among them.
        """
        if MIMETYPE not in self.names:
            return []
        every = {name.removesuffix(_OBJECT) for name in self.names if name.endswith(_OBJECT)}
        return [one for one in sorted(every)
                if not any(one.startswith(f"{other}/") for other in every)]  # fmt: skip


def _declares(root: etree._Element) -> bool:
    """Whether the part has a document type: Office never writes one, and it may hold a bomb."""
    return root.getroottree().docinfo.internalDTD is not None


def _relations(root: etree._Element, folder: PurePosixPath) -> Iterator[tuple[str, Relation]]:
    for one in root.iter("{*}Relationship"):
        outside = one.get("TargetMode") == "External"
        target = encoding.storable(one.get("Target", ""))
        if not outside:
            target = normpath(str(folder / target)).lstrip("/")
        kind = one.get("Type", "").rsplit("/", 1)[-1]
        yield one.get("Id", ""), Relation(kind, target, outside)


def _parser(*, recover: bool = False) -> etree.XMLParser:
    """One that expands no entity, fetches nothing, and keeps libxml2's own limits."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )


def _mended(data: bytes) -> etree._Element | None:
    """What can be told of a tree that is cut or broken."""
    try:
        return etree.fromstring(data, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package in a file; without parts where there are none to be found."""
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
        except _BROKEN:
            yield _salvaged(path.read_bytes())
            return
        names = tuple(dict.fromkeys(archive.namelist()))
        if len(names) > MOST_PARTS:
            yield Package((), _nothing, [f"it has more than {MOST_PARTS:,} parts"])
            return
        yield Package(names, lambda name, most: _up_to(archive, name, most))


def _nothing(_name: str, _most: int) -> tuple[bytes, bool]:
    return b"", False


def _up_to(archive: zipfile.ZipFile, name: str, most: int) -> tuple[bytes, bool]:
    """At most so many bytes, taken as they come, and whether all was well with them."""
    data = io.BytesIO()
    try:
        with archive.open(name) as stream:
            while data.tell() < most and (chunk := stream.read(min(_CHUNK, most - data.tell()))):
                data.write(chunk)
    except _BROKEN:
        return data.getvalue(), False
    return data.getvalue(), True


def _salvaged(data: bytes) -> Package:
    """The parts whose own headers are found, whatever became of the directory."""
    found: dict[str, tuple[int, int]] = {}
    at = data.find(_MARK)
    while 0 <= at <= len(data) - _LOCAL.size and len(found) < MOST_PARTS:
        flags, method, length, extra = _LOCAL.unpack_from(data, at)
        begin = at + _LOCAL.size
        code = "utf-8" if flags & _NAMES_UTF8 else "cp437"
        name = data[begin : begin + length].decode(code, "replace")
        found.setdefault(name, (begin + length + extra, method))
        at = data.find(_MARK, at + 4)
    troubles = ["it is damaged: the directory of the archive is missing"]
    return Package(tuple(found), lambda name, most: _inflated(data, *found[name], most), troubles)


def _inflated(data: bytes, start: int, method: int, most: int) -> tuple[bytes, bool]:
    """A part from its start up to the next one, or to the end of the file."""
    end = data.find(_MARK, start)
    body = data[start : end if end >= 0 else None]
    if method != zipfile.ZIP_DEFLATED:
        return body[:most], end >= 0
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return stream.decompress(body, most), stream.eof
    except zlib.error:
        return b"", False
