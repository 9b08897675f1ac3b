"""OpenDocument (ODT, ODP, ODG): body, margins, notes, comments, deleted text, files inside.

A slide or drawing is a page; a text is one page, as the file does not say where pages break. No
entity is expanded, and bytes are counted as they are really unpacked. Tables (ODS) are read apart.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from kyles import encoding
from kyles.formats import Detail, Page, Part, Trouble, embedded
from kyles.model import Layer, Reading, State
from kyles.package import Package, opened, word

NAME = "OpenDocument"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_ENGINE = "kyles-odf"
_SUFFIXES = (".odt", ".ott", ".odp", ".otp", ".odg", ".odc", ".odf")
_MARK = re.compile(
    rb"mimetypeapplication/vnd\.oasis\.opendocument\.(?:text|presentation|graphics|chart|formula)"
)
_LAYERS = {"note-body": Layer.NOTE, "annotation": Layer.COMMENT, "tracked-changes": Layer.DELETED,
           "notes": Layer.NOTE, "hidden-text": Layer.HIDDEN}  # fmt: skip
_MARGINS = {"header": Layer.HEADER, "footer": Layer.FOOTER, "header-left": Layer.HEADER,
            "footer-left": Layer.FOOTER, "header-first": Layer.HEADER,
            "footer-first": Layer.FOOTER}  # fmt: skip
_SIGNS = {"tab": "\t", "line-break": "\n"}
_ENDS = {"p": "\n", "h": "\n", "creator": ": "}
_WHEN = "{http://purl.org/dc/elements/1.1/}date"  # when a comment or a change was made
_TOLD = {"title": "title", "subject": "subject", "creator": "modified_by", "keyword": "keywords",
         "initial-creator": "author", "creation-date": "created", "date": "modified",
         "generator": "made_with", "description": "description"}  # fmt: skip


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
    with opened(path) as package:
        yield from _package(package)


def _package(package: Package) -> Iterator[Part]:
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        yield Trouble(State.LOCKED, "it needs a password")
        return
    meta = package.tree("meta.xml")
    yield from () if meta is None else _details(meta)
    content = package.tree("content.xml")
    if content is not None:
        yield from _pages(content, package.tree("styles.xml"))
    yield from embedded(package)
    troubles = "; ".join(dict.fromkeys(package.troubles))
    if content is None:
        yield Trouble(State.FAILED, troubles or "it holds no document")
    elif troubles:
        yield Trouble(State.PARTIAL, troubles)


def _details(meta: etree._Element) -> Iterator[Detail]:
    for one in meta.iter("{*}*"):
        text = " ".join(encoding.storable(one.text or "").split())
        if text and word(one) in _TOLD:
            yield Detail(_TOLD[word(one)], text)


def _pages(content: etree._Element, styles: etree._Element | None) -> Iterator[Page]:
    """A page for each slide, or one; the first has the margins that the styles give to all."""
    body = content.find("{*}body")
    slides = [] if body is None else list(body.iter("{*}page"))
    margins: dict[Layer, list[str]] = {}
    for one in () if styles is None else styles.iter("{*}*"):
        if word(one) in _MARGINS and len(one):
            _walk(one, _MARGINS[word(one)], margins)
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
    if element.tag == _WHEN:
        return
    own = word(element)
    layer = _LAYERS.get(own, layer)
    put = texts.setdefault(layer, []).append
    in_text = isinstance(element.tag, str)  # not a comment of the XML
    if in_text and own == "s":
        put(" " * _times(element))
    elif in_text:
        put(_SIGNS.get(own, "") + (element.text or ""))
    for one in element:
        _walk(one, layer, texts)
        put(one.tail or "")
    put(_ENDS.get(own, ""))


def _times(element: etree._Element) -> int:
    told = next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith("}c")), ""
    )
    return min(int(told), 1000) if told.isdecimal() else 1
