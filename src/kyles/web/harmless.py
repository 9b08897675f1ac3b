"""A web page made harmless: as it was laid out, without what runs, loads or leads away.

It is the second wall. The first is the policy of the answer: even what gets through here runs
nowhere and loads nothing. The page is heard element by element and never built as a tree, so that
nothing in it can be nested too deep; only what is listed here is written again. A link is told by
its address; a picture that would be loaded is told by its address; one that stands in the page
itself, or in the same mail, is shown.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lxml import etree

Pictures = Mapping[str, tuple[str, bytes]]  # by Content-ID: kind and bytes

_KEPT = frozenset({
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br",
    "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt",
    "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "i", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby",
    "s", "samp", "section", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
})  # fmt: skip
_WITH_CONTENT = frozenset(("script", "template", "title"))
_SINGLE = frozenset(("br", "hr", "col", "wbr"))
_ATTRIBUTES = frozenset({
    "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "colspan",
    "dir", "face", "height", "lang", "nowrap", "rowspan", "size", "span", "start", "style", "title",
    "type", "valign", "width",
})  # fmt: skip
_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
_INLINE = re.compile(r"(?is)\s*data:(image/[a-z]+)\s*;\s*base64\s*,([A-Za-z0-9+/=\s]*)")
#: Of a style sheet, what would load something; a backslash could write it otherwise.
_LOADING = re.compile(
    r"(?is)/\*.*?(?:\*/|\Z)|@(?:import|charset|namespace|font-face)[^;{}]*;?"
    r"|(?:url|src|image|image-set|-webkit-image-set|element|expression)\s*\([^)]*\)?"
    r"|behaviou?r|-moz-binding|[\\<]"
)
_OWN = """
body { margin: 28px 32px; font: 15px/1.55 Arial, "Liberation Sans", sans-serif; color: #1b1b1b;
  overflow-wrap: anywhere; }
a { color: #005ea2; text-decoration: underline; }
img { max-width: 100%; height: auto; } pre { white-space: pre-wrap; font: inherit; margin: 0; }
.kyles-not-loaded { border: 1px dashed #71767a; padding: 1px 6px; color: #565c65;
  font: 12px Arial, sans-serif; }
"""


def page(source: str, pictures: Pictures | None = None) -> str:
    """A page, or a fragment of one, as a page of its own."""
    heard = _Target(pictures or {})
    target: Any = heard
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        parser.feed(source.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        heard.data("[The page is damaged here.]")
    return _framed("".join(heard.written), "".join(heard.styles))


def words(text: str) -> str:
    """Plain text as a page."""
    return _framed(f"<pre>{escape(text)}</pre>", "")


def _framed(body: str, styles: str) -> str:
    return (
        '<!DOCTYPE html><html lang="und"><head><meta charset="utf-8"><title>Evidence</title>'
        f"<style>{_OWN}{_LOADING.sub(' ', styles)}</style></head><body>{body}</body></html>"
    )


@dataclass(slots=True)
class _Target:
    """Hears the elements of a page one after another, and writes those that are kept."""

    pictures: Pictures
    written: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    _left_out: int = 0  # elements that are open and left out with their content
    _style: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._left_out += tag in _WITH_CONTENT
        self._style = tag == "style"
        if self._left_out:
            return
        if tag == "img":
            self.written.append(self._picture(attributes))
        elif tag in _KEPT:
            self.written.append(_tag(tag, dict(_attributes(tag, attributes))))

    def end(self, tag: str) -> None:
        self._style = False
        if tag in _WITH_CONTENT:
            self._left_out = max(self._left_out - 1, 0)
        elif not self._left_out and tag in _KEPT and tag not in _SINGLE:
            self.written.append(f"</{tag}>")

    def data(self, text: str) -> None:
        if not self._left_out:
            (self.styles if self._style else self.written).append(
                text if self._style else escape(text)
            )

    def close(self) -> None:
        """Nothing is built."""

    def _picture(self, attributes: Mapping[str, str]) -> str:
        """A picture that is here; of one that would be loaded, where from."""
        source = attributes.get("src", "").strip()
        shown = _inline(source) or self._attached(source)
        if shown:
            return _tag("img", {**dict(_attributes("img", attributes)), "src": shown})
        told = " ".join(filter(None, (attributes.get("alt", ""), source)))[:300]
        return f'<span class="kyles-not-loaded">Picture, not loaded: {escape(told)}</span>'

    def _attached(self, source: str) -> str:
        if not source.lower().startswith("cid:"):
            return ""
        kind, data = self.pictures.get(source[4:], ("", b""))
        return f"data:{kind};base64,{b64encode(data).decode()}" if kind in _SHOWN else ""


def _inline(source: str) -> str:
    """A picture that is written into the page, written anew."""
    found = _INLINE.fullmatch(source)
    if found is None or found[1].lower() not in _SHOWN:
        return ""
    return f"data:{found[1].lower()};base64,{''.join(found[2].split())}"


def _attributes(tag: str, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if name == "style":
            yield name, _LOADING.sub(" ", value)
        elif name in _ATTRIBUTES:
            yield name, value
    if tag == "a" and given.get("href"):
        yield "title", f"leads to {given['href'].strip()[:300]}"


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    told = "".join(f' {key}="{escape(value or "")}"' for key, value in attributes.items())
    return f"<{name}{told}>"
