"""Text of a PDF over which an opaque box was drawn.

Who covers something draws last, so only the last objects of a page are looked at: to look at every
object of every page takes longer than to read its text.
"""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

LOOKED_AT = 20  # objects at the end of a page
SMALLEST_BOX = 40.0  # square points: lines and rules are smaller
LETTERS = 4  # and digits; fewer may be under a box by chance
OPAQUE = 255
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")

Bounds = tuple[float, float, float, float]  # left, bottom, right, top


def cleaned(text: str) -> str:
    """Without control codes, NULs and halves of characters, which no text can hold."""
    return _UNWANTED.sub("", text)


def under(page: pdfium.PdfPage, layer: pdfium.PdfTextPage) -> Iterator[str]:
    """Text that is drawn first and covered by an opaque box at the end, box by box."""
    count = raw.FPDFPage_CountObjects(page)
    last = [raw.FPDFPage_GetObject(page, at) for at in range(max(count - LOOKED_AT, 0), count)]
    boxes = [at for at, one in enumerate(last) if _is_box(one)]
    wide, high = page.get_size()
    for at in boxes:
        box = bounds(last[at])
        area = (box[2] - box[0]) * (box[3] - box[1])
        later = (bounds(one) for one in last[at + 1 :] if _is_text(one))
        if SMALLEST_BOX < area < wide * high / 2 and not any(_overlap(box, one) for one in later):
            yield from covered(layer, box)


def covered(layer: pdfium.PdfTextPage, box: Bounds) -> Iterator[str]:
    """The text of a page under a box, if it is some."""
    text = " ".join(cleaned(layer.get_text_bounded(*box)).split())
    if sum(map(str.isalnum, text)) >= LETTERS:
        yield text


def _is_text(one: object) -> bool:
    return bool(raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT)


def _is_box(one: object) -> bool:
    """Whether a path is filled so that nothing is seen through it."""
    if raw.FPDFPageObj_GetType(one) != raw.FPDF_PAGEOBJ_PATH:
        return False
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(
        raw.FPDFPath_GetDrawMode(one, mode, stroke) and mode.value != raw.FPDF_FILLMODE_NONE
        and raw.FPDFPageObj_GetFillColor(one, red, green, blue, alpha) and alpha.value == OPAQUE
    )  # fmt: skip


def bounds(one: object) -> Bounds:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
