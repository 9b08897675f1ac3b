"""Plain text, in whatever encoding. A form feed begins a page."""

import re
from collections.abc import Iterator
from pathlib import Path

from kyles import encoding
from kyles.formats import Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "Text"
MEDIA_TYPE = "text/plain"

_SUFFIXES = (".txt", ".log", ".text")
# Text only to the eye: its content is packed inside, and showing the packing as text would say
# that it was read.
_PACKED = re.compile(rb"\s*\{\\rtf|%!PS|%PDF-|From [^\n]+\d\d:\d\d|begin [0-7]{3} |-----BEGIN ")
_NOT_TEXT = (".mbox", ".mbx", ".rtf", ".pdf", ".ps", ".p7s", ".p7m", ".p7c")


def claims(head: bytes, name: str) -> int:
    """2 for what looks like text, 1 for its suffix alone."""
    by_name = int(name.lower().endswith(_SUFFIXES))
    if not head.strip(b"\0") or encoding.is_binary(head):
        return by_name
    if _PACKED.match(head) or name.lower().endswith(_NOT_TEXT):
        return by_name
    return 2


def read(path: Path) -> Iterator[Part]:
    """A page up to each form feed."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    for page in _pages(encoding.lines(encoding.decode(data))):
        yield Page((Reading(Layer.TEXT, page, "kyles-text"),) if page.strip() else ())
    if encoding.is_binary(data):
        yield Trouble(State.PARTIAL, "parts of it are not text")


def _pages(text: str) -> list[str]:
    """What stands between form feeds; nothing after a last one is no page."""
    pages = text.split("\f")
    return pages if len(pages) == 1 or pages[-1].strip() else pages[:-1]
