"""Pictures of pages and places of words, made by processes that may die, and kept for a while."""

from kyles.web import drawing
from kyles.web.disposable import done
from kyles.web.drawing import Box, Sheet
from kyles.web.shelf import Shelf

ROOM = 96_000_000  # bytes of pictures that are kept

_shelf = Shelf(ROOM)


def picture(sheet: Sheet) -> bytes | None:
    """A page as JPEG; None where it cannot be drawn."""

    def make() -> tuple[bytes | None, int]:
        made = done(drawing.picture, sheet)
        return made, len(made or b"")

    return _shelf.get(("picture", sheet), make)


def boxes(sheet: Sheet) -> tuple[Box, ...]:
    """Where spans of a page's text stand; none where that cannot be told."""
    if not sheet.spans:
        return ()

    def make() -> tuple[tuple[Box, ...], int]:
        made = done(drawing.boxes, sheet) or ()
        return made, (200 * len(made) + len(sheet.text)) * bool(made)

    return _shelf.get(("boxes", sheet), make)


def size(sheet: Sheet) -> tuple[float, float] | None:
    """Width and height of a page, in points; None where that cannot be told."""

    def make() -> tuple[tuple[float, float] | None, int]:
        made = done(drawing.size, sheet)
        return made, 200 * bool(made)

    return _shelf.get(("size", sheet), make)
