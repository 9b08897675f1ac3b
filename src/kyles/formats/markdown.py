"""Markdown, as it is written: its marks are part of the text. A form feed begins a page."""

from collections.abc import Iterator
from pathlib import Path

from kyles import encoding
from kyles.formats import Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "Markdown"
MEDIA_TYPE = "text/markdown"

_SUFFIXES = (".md", ".markdown")


def claims(head: bytes, name: str) -> int:
    """2 for text of that name: nothing in Markdown itself is sure to be Markdown."""
    named = name.lower().endswith(_SUFFIXES)
    return 2 if named and not encoding.is_binary(head) else int(named)


def read(path: Path) -> Iterator[Part]:
    """A page up to each form feed."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    text = encoding.lines(encoding.decode(data))
    for page in text.removesuffix("\f").split("\f"):
        yield Page((Reading(Layer.TEXT, page, "kyles-markdown"),) if page.strip() else ())
    if encoding.is_binary(data):
        yield Trouble(State.PARTIAL, "parts of it are not text")
