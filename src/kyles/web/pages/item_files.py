"""Files of an item: its pages as pictures, its bytes as they came, and what is said in it."""

from kyles.errors import NotFound
from kyles.store import items
from kyles.web import captions, pictures, sheets
from kyles.web.door import Ask
from kyles.web.file import Sent, file
from kyles.web.pages.item import Number, is_here
from kyles.web.viewer import READERS


@file("/matters/{matter}/items/{item}/pages/{number}.jpg", roles=READERS)
def item_page(ask: Ask, item: str, number: Number) -> Sent:
    """A page of an item as a picture."""
    found = sheets.source(ask.view, items.known(ask.view, item), number)
    drawn = pictures.picture(sheets.sheet(ask.view, *found)) if found else None
    if drawn is None:
        raise NotFound("That page cannot be drawn.")
    return Sent(drawn, media_type="image/jpeg", lasting=True)


@file("/matters/{matter}/items/{item}/captions.vtt", roles=READERS)
def item_captions(ask: Ask, item: str) -> Sent:
    """What is said in a recording, where a transcript lies beside it."""
    told = captions.beside(ask.view, items.known(ask.view, item))
    if told is None:
        raise NotFound("It has no transcript.")
    return Sent(captions.web_vtt(ask.view, told).encode(), "captions.vtt", "text/vtt")


@file("/matters/{matter}/items/{item}/file", roles=READERS)
def item_file(ask: Ask, item: str) -> Sent:
    """An item's bytes as they came, to be kept and not to be opened here."""
    one = items.known(ask.view, item)
    if not is_here(ask.view, one):
        raise NotFound("Its bytes are not here.")
    return Sent(ask.view.store.blobs.path(one.version.sha256 or "").read_bytes(), one.path)
