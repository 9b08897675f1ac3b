"""Bodies as they were laid out: of web pages and of mail, made harmless, and kept for a while."""

from dataclasses import dataclass
from pathlib import Path

from kyles.formats import email, html, msg
from kyles.model import Item
from kyles.store import View
from kyles.web import harmless
from kyles.web.disposable import done
from kyles.web.shelf import Shelf

KINDS = (html.MEDIA_TYPE, email.MEDIA_TYPE, msg.MEDIA_TYPE)
LARGEST = 32_000_000  # bytes of a file that is laid out
NO_BODY = "[It has no body of its own: see what is inside it.]"
ROOM = 64_000_000  # characters that are kept


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the store, and its kind."""

    path: Path
    kind: str


_shelf = Shelf(ROOM)


def source(view: View, item: Item) -> Source | None:
    """What an item's body is made of; None where it has none that is laid out."""
    version = item.version
    fits = version.media_type in KINDS and version.size <= LARGEST
    if not fits or version.sha256 is None or not view.store.blobs.has(version.sha256):
        return None
    return Source(view.store.blobs.path(version.sha256), version.media_type)


def body(one: Source) -> str | None:
    """A body as a page of its own; None where none can be made."""

    def make() -> tuple[str | None, int]:
        made = done(page, one)
        return made, len(made or "")

    return _shelf.get(one, make)


def page(one: Source) -> str:
    """A body as a page of its own."""
    if one.kind == html.MEDIA_TYPE:
        return harmless.page(html.source(one.path))
    if one.kind == msg.MEDIA_TYPE:
        text, is_page = msg.body(one.path)
        return _body(text, {}, is_page=is_page)
    told = email.body(one.path)
    return _body(told.text, told.pictures, is_page=told.is_page)


def _body(text: str, pictures: harmless.Pictures, *, is_page: bool) -> str:
    if is_page:
        return harmless.page(text, pictures)
    return harmless.words(text if text.strip() else NO_BODY)
