"""Web pages (HTML, XHTML): what they say, block by block, without scripts and styles.

The page is never built as a tree, so that nothing in it can be nested too deep, and nothing that it
names is fetched. A saved page in the wrapping of a message (MHT) is read as mail.
"""

import binascii
import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "Web page"
MEDIA_TYPE = "text/html"

WORDS_OF_A_COMMENT = 5  # fewer are how the page was made, not something that somebody said
_ENGINE = "kyles-html"
_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_START = re.compile(
    r"(?i)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    r"(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.DOTALL)  # fmt: skip
_CHARSET = re.compile(
    rb"""(?i)(?:<meta\b[^>]*?charset|<\?xml[^>]*?encoding)\s*=\s*["']?\s*([\w-]+)"""
)
_LEFT_OUT = {"script", "style", "template", "head", "metadata", "annotation-xml"}
_NOT_AT_FIRST = {"object", "applet", "title", "desc"}  # shown where they cannot be, or on asking
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "iframe", "legend", "li", "main", "menu",
    "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "tfoot",
    "text", "thead", "tr", "ul",
}  # fmt: skip
_NOT_SHOWN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_INLINE_FILE = re.compile(r"(?is)data:([\w./+-]*)[^,]{0,100};base64,(.+)")
_NO_CHARSET = {"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"}
_TOLD = ("author", "date", "description", "keywords")
_BREAK, _CELL = "\0", "\1"  # no text of a page holds these
_ENDS = re.compile(rf"{_BREAK}[{_BREAK}\s]*({_CELL}?)")


def claims(head: bytes, name: str) -> int:
    """3 for what begins as a web page, 2 for text so named, 1 by the suffix alone."""
    named = name.lower().endswith(_SUFFIXES)
    if encoding.is_binary(head):
        return int(named)
    return 3 if _START.match(encoding.decode(head)) else 2 * int(named)


def read(path: Path) -> Iterator[Part]:
    """What the page says of itself, where it points to, its text, and files that stand in it."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    page = _Target()
    target: Any = page  # hears text only, though the declared type says text or bytes
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    damage = ""
    try:
        parser.feed(_decoded(data).encode("utf-8"))
        parser.close()
    except etree.LxmlError as error:
        damage = f"it is damaged: {error}"
    yield from page.details()
    yield Page(tuple(page.readings()))
    yield from page.files()
    if damage or encoding.is_binary(data):
        yield Trouble(State.PARTIAL, damage or "parts of it are not text")


def source(path: Path) -> str:
    """A page as it is written, tags and all."""
    return _decoded(path.read_bytes())


def _decoded(data: bytes) -> str:
    """By its mark, as UTF-8 where it is that, as it declares, else by what it looks like."""
    declared = _CHARSET.search(data[:4096])
    if not declared or encoding.sniff(data) != ("utf-8" if data.isascii() else "cp1252"):
        return encoding.decode(data)
    name = declared[1].decode("ascii").lower()
    try:
        known = codecs.lookup({"iso-8859-1": "cp1252"}.get(name, name)).name
        if known in _NO_CHARSET or known.startswith(("utf-16", "utf-32")):
            return encoding.decode(data)
        return encoding.storable(data.decode(known))
    except (LookupError, ValueError):
        return encoding.decode(data)


@dataclass(slots=True)
class _Target:
    """Hears the elements of the page one after another."""

    texts: dict[Layer, list[str]] = field(default_factory=dict)
    title: list[str] = field(default_factory=list)
    told: list[Detail] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    inline: list[re.Match[str]] = field(default_factory=list)
    _open: list[tuple[str, Layer | None]] = field(
        default_factory=list
    )  # elements, and their layers

    @property
    def _layer(self) -> Layer | None:
        """Where text goes at this place; None where it is not kept."""
        return self._open[-1][1] if self._open else Layer.BODY

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        layer = None if tag in _LEFT_OUT else self._layer
        if layer and (tag in _NOT_AT_FIRST or "hidden" in attributes
                      or _NOT_SHOWN.search(attributes.get("style", ""))):  # fmt: skip
            layer = Layer.HIDDEN
        self._open.append((tag, layer))
        if tag in _BLOCKS:
            self._write(_BREAK)
        for name in ("href", "src"):
            self._point(name, attributes.get(name, "").strip())
        if tag == "input":
            self._write(_entered(attributes))
        if tag in ("img", "area") and (words := " ".join(attributes.get("alt", "").split())):
            self.told.append(Detail("picture", words))
        if tag == "meta" and attributes.get("name", "").lower() in _TOLD:
            self.told.append(Detail(attributes["name"].lower(), attributes.get("content", "")))

    def end(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._write(_CELL)
        elif tag in _BLOCKS and tag != "br":
            self._write(_BREAK)
        if self._open:
            self._open.pop()

    def data(self, text: str) -> None:
        text = text.replace(_CELL, "")
        tags = [tag for tag, _ in self._open[-2:]]
        if tags == ["head", "title"]:
            self.title.append(text)
        if tags and tags[-1] in ("pre", "textarea"):
            text = encoding.lines(text).replace("\n", _BREAK)
        self._write(text)

    def comment(self, text: str) -> None:
        """Somebody's words, not a mark of the program that made the page, nor what it left out."""
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^<>]*>", " ", text))
        if len(words) >= WORDS_OF_A_COMMENT and not text.lstrip().startswith("["):
            self.texts.setdefault(Layer.COMMENT, []).append(text + _BREAK)

    def close(self) -> None:
        """Nothing is built."""

    def _write(self, text: str) -> None:
        if self._layer and text:
            self.texts.setdefault(self._layer, []).append(text)

    def _point(self, name: str, place: str) -> None:
        """A place that the page points to, or a file that stands in the page itself."""
        inline = _INLINE_FILE.match(place)
        if inline:
            self.inline.append(inline)
        elif name == "href" and not place.lower().startswith(("#", "javascript:", "data:")):
            self.links += [place] if place else []

    def details(self) -> Iterator[Detail]:
        title = " ".join("".join(self.title).split())
        if title:
            yield Detail("title", title)
        yield from self.told
        yield from (Detail("link", link) for link in dict.fromkeys(self.links))

    def readings(self) -> Iterator[Reading]:
        for layer in (Layer.BODY, Layer.HIDDEN, Layer.COMMENT):
            text = _lines("".join(self.texts.get(layer, ())))
            if text:
                yield Reading(layer, text, _ENGINE)

    def files(self) -> Iterator[Part]:
        """Pictures and the like that are written into the page."""
        if self.inline:
            yield Expected("children", len(self.inline))
        for number, one in enumerate(self.inline, 1):
            suffix = one[1].rpartition("/")[2].partition("+")[0] or "bin"
            try:
                data = binascii.a2b_base64(one[2])
            except (binascii.Error, ValueError):
                yield Trouble(State.PARTIAL, f"the file {number} that stands in it is damaged")
                continue
            yield Child(f"inline-{number}.{suffix}", "embedded", data)


def _entered(attributes: Mapping[str, str]) -> str:
    """What a field of a form holds, as a reader sees it."""
    match attributes.get("type", "text").lower():
        case "checkbox" | "radio":
            return "☒ " if "checked" in attributes else "☐ "
        case "hidden" | "password" | "file" | "image":
            return ""
        case _:
            return f" {attributes.get('value', '')} "


def _lines(text: str) -> str:
    """Blocks on lines of their own, the cells of a row parted by tabs, other space made one blank.

    A cell's last block ends with the cell.
    """
    rows = _ENDS.sub(lambda ends: ends[1] or _BREAK, text).split(_BREAK)
    lines = ("\t".join(" ".join(cell.split()) for cell in row.split(_CELL)) for row in rows)
    return "\n".join(line for line in map(str.rstrip, lines) if line)
