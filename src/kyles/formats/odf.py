"""OpenDocument (ODT, ODP, ODG): body, headers, footers, notes, comments, deleted text, pictures.

A slide or drawing is a page; a text is one page, as the file does not say where pages break. No
entity is expanded, and bytes are counted as they are really unpacked. Tables (ODS) are read apart.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lxml import etree

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "OpenDocument"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

LARGEST_PART = 1 << 26
LARGEST_WHOLE = 1 << 29
_ENGINE = "kyles-odf"
_SUFFIXES = (".odt", ".ott", ".odp", ".otp", ".odg")
_MARK = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.(?:text|presentation|graphics)")
_CHUNK = 1 << 18
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, RuntimeError)
_LAYERS = {"note-body": Layer.NOTE, "annotation": Layer.COMMENT, "tracked-changes": Layer.DELETED,
           "notes": Layer.NOTE, "hidden-text": Layer.HIDDEN}  # fmt: skip
_MARGINS = {"header": Layer.HEADER, "footer": Layer.FOOTER, "header-left": Layer.HEADER,
            "footer-left": Layer.FOOTER, "header-first": Layer.HEADER,
            "footer-first": Layer.FOOTER}  # fmt: skip
_SIGNS = {"tab": "\t", "line-break": "\n"}
_ENDS = {"p": "\n", "h": "\n"}
_TOLD = {"title": "title", "subject": "subject", "creator": "modified_by", "keyword": "keywords",
         "initial-creator": "author", "creation-date": "created", "date": "modified",
         "generator": "made_with", "description": "description"}  # fmt: skip
_NO_FILES = re.compile(r"/$|\.(?:xml|rdf)$|^mimetype$|^Thumbnails/|^Configurations2/|layout-cache")


def claims(head: bytes, name: str) -> int:
    """3 for the type that stands first in the archive, 2 for an archive so named."""
    if head.startswith(b"PK\x03\x04"):
        return 3 if _MARK.match(head[30:]) else 2 * int(name.lower().endswith(_SUFFIXES))
    return int(name.lower().endswith(_SUFFIXES))


def read(path: Path) -> Iterator[Part]:
    """Details, pages and the files inside."""
    if not path.stat().st_size:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN:
        yield Trouble(State.FAILED, "it is damaged: the directory of the archive is missing")
        return
    with archive:
        yield from _package(_Package(archive))


@dataclass(slots=True)
class _Package:
    """The parts of a file, and what was wrong with any that were asked for."""

    archive: zipfile.ZipFile
    troubles: dict[str, None] = field(default_factory=dict)
    left: int = LARGEST_WHOLE

    def data(self, name: str) -> bytes | None:
        data = bytearray()
        try:
            with self.archive.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    data += chunk
                    self.left -= len(chunk)
                    if len(data) > LARGEST_PART or self.left < 0:
                        self.troubles[f"{name} unpacks to more than is allowed"] = None
                        return None
        except (*_BROKEN, NotImplementedError):
            self.troubles[f"{encoding.storable(name)} is damaged"] = None
        return bytes(data) or None

    def tree(self, name: str) -> etree._Element | None:
        """The root of a part, mended where its XML is broken."""
        data = self.data(name) if name in self.archive.namelist() else None
        for recover in (False, True):
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                                     huge_tree=False, recover=recover)  # fmt: skip
            try:
                return etree.fromstring(data, parser) if data else None
            except (etree.XMLSyntaxError, ValueError):
                self.troubles[f"{name} is damaged"] = None
        return None


def _package(package: _Package) -> Iterator[Part]:
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        yield Trouble(State.LOCKED, "it needs a password")
        return
    meta = package.tree("meta.xml")
    yield from () if meta is None else _details(meta)
    content = package.tree("content.xml")
    if content is not None:
        yield from _pages(content, package.tree("styles.xml"))
    yield from _children(package)
    troubles = "; ".join(package.troubles)
    if content is None:
        yield Trouble(State.FAILED, troubles or "it holds no document")
    elif troubles:
        yield Trouble(State.PARTIAL, troubles)


def _details(meta: etree._Element) -> Iterator[Detail]:
    for one in meta.iter("{*}*"):
        text = " ".join(encoding.storable(one.text or "").split())
        if text and _word(one) in _TOLD:
            yield Detail(_TOLD[_word(one)], text)


def _word(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _pages(content: etree._Element, styles: etree._Element | None) -> Iterator[Page]:
    """A page for each slide, or one; the first has the margins that the styles give to all."""
    body = content.find("{*}body")
    slides = [] if body is None else list(body.iter("{*}page"))
    margins: dict[Layer, list[str]] = {}
    for one in () if styles is None else styles.iter("{*}*"):
        if _word(one) in _MARGINS and len(one):
            _walk(one, _MARGINS[_word(one)], margins)
    for slide in slides or [content if body is None else body]:
        texts, margins = margins, {}
        _walk(slide, Layer.BODY, texts)
        yield Page(tuple(_readings(texts)), slide.get(_NAMED))


_NAMED = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}name"


def _readings(texts: dict[Layer, list[str]]) -> Iterator[Reading]:
    for layer in Layer:
        text = encoding.storable("".join(texts.get(layer, ())))
        if text.strip():
            yield Reading(layer, text.strip("\n"), _ENGINE)


def _walk(element: etree._Element, layer: Layer, texts: dict[Layer, list[str]]) -> None:
    """The text of an element; what is no deeper than the parser allows cannot be too deep."""
    word = _word(element)
    layer = _LAYERS.get(word, layer)
    put = texts.setdefault(layer, []).append
    in_text = isinstance(element.tag, str)  # not a comment of the XML
    if in_text and word == "s":
        put(" " * _times(element))
    elif in_text:
        put(_SIGNS.get(word, "") + (element.text or ""))
    for one in element:
        _walk(one, layer, texts)
        put(one.tail or "")
    put(_ENDS.get(word, ""))


def _times(element: etree._Element) -> int:
    told = next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith("}c")), ""
    )
    return min(int(told), 1000) if told.isdecimal() else 1


def _children(package: _Package) -> Iterator[Part]:
    """Pictures and objects: every part that is no XML."""
    names = [
        name for name in dict.fromkeys(package.archive.namelist()) if not _NO_FILES.search(name)
    ]
    if names:
        yield Expected("children", len(names))
    for name in names:
        data = package.data(name)
        if data is not None:
            yield Child(encoding.storable(PurePosixPath(name).name), "embedded", data)
