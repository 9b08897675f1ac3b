"""Pages as pictures, and where their words stand: in a process that may die, by hostile evidence.

Of a PDF, PDFium draws the page and says where each letter stands; a picture is drawn as it is, no
larger than a screen. Boxes are shares of the page in percent from the upper left corner, so that
they fit a picture of any size.
"""

import ctypes
import io
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from kyles.formats.image import kinds
from kyles.formats.pdf import opened

WIDTH = 1240  # pixels of a drawn page
TALLEST = 4000
QUALITY = 82
FINE = 100_000  # steps of a page's width in which places are asked for
AHEAD = 4  # letters that one side may have, and the other not


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a file of the store, counted from 1; `text` is its reading, `spans` are in that."""

    path: Path
    page: int
    pdf: bool
    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a line; `span` says of which span. In percent of the page."""

    span: int
    x: float
    y: float
    width: float
    height: float


def picture(sheet: Sheet) -> bytes:
    """A page as JPEG."""
    image = _of_pdf(sheet) if sheet.pdf else _of_picture(sheet)
    written = io.BytesIO()
    image.convert("RGB").save(written, "JPEG", quality=QUALITY, progressive=True)
    return written.getvalue()


def _of_pdf(sheet: Sheet) -> Image.Image:
    with _page(sheet) as page:
        width, height = page.get_size()
        image: Image.Image = page.render(scale=min(WIDTH / width, TALLEST / height)).to_pil()
        return image


@contextmanager
def _page(sheet: Sheet) -> Iterator[pdfium.PdfPage]:
    document, _ = opened(sheet.path, filled_in=True)
    with closing(document), closing(document.get_page(sheet.page - 1)) as page:
        yield page


def _of_picture(sheet: Sheet) -> Image.Image:
    with kinds.opened(sheet.path) as image:
        image.seek(sheet.page - 1)
        drawn = image.convert("RGB")
        drawn.thumbnail((WIDTH, TALLEST))
        return drawn


def size(sheet: Sheet) -> tuple[float, float]:
    """Width and height of a PDF's page, in points."""
    with _page(sheet) as page:
        width, height = page.get_size()
        return float(width), float(height)


def boxes(sheet: Sheet) -> tuple[Box, ...]:
    """Where spans of a PDF page's text layer stand, a box for each line."""
    with _page(sheet) as page, closing(page.get_textpage()) as layer:
        return tuple(_boxes(page, layer, sheet))


def _boxes(page: pdfium.PdfPage, layer: pdfium.PdfTextPage, sheet: Sheet) -> Iterator[Box]:
    letters = [raw.FPDFText_GetUnicode(layer, at) for at in range(layer.count_chars())]
    places = aligned(sheet.text, letters)
    for number, (start, end) in enumerate(sheet.spans):
        indexes = [places[at] for at in range(start, end) if at in places]
        yield from lines(number, [_box(page, layer, at) for at in indexes])


def aligned(text: str, letters: Sequence[int]) -> dict[int, int]:
    """Which letter of the page each character of its reading is; spaces are none."""
    own = [at for at, code in enumerate(letters) if not chr(code).isspace() and code]
    found: dict[int, int] = {}
    at = 0
    for place, one in enumerate(text):
        if one.isspace():
            continue
        near = range(min(AHEAD, len(own) - at))
        step = next((step for step in near if _same(one, letters[own[at + step]])), None)
        if step is not None:
            at += step
            found[place] = own[at]
            at += 1
    return found


def _same(one: str, code: int) -> bool:
    return ord(one) == code or (one == "-" and code in (2, 0xFFFE, 0xAD))


def _box(
    page: pdfium.PdfPage, layer: pdfium.PdfTextPage, at: int
) -> tuple[float, float, float, float]:  # fmt: skip
    """A letter's left, top, right and bottom edges, in percent of the page as it is drawn."""
    left, bottom, right, top = layer.get_charbox(at, loose=True)
    x0, y0 = _drawn(page, left, top)
    x1, y1 = _drawn(page, right, bottom)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _drawn(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, x, y, across, down)
    return 100 * across.value / FINE, 100 * down.value / FINE


def lines(span: int, letters: Sequence[tuple[float, float, float, float]]) -> Iterator[Box]:
    """Letters of one line, one after the other, as one box."""
    line: list[float] = []
    for left, top, right, bottom in letters:
        if line and top < line[3] and bottom > line[1] and left >= line[0] - 1:
            line = [line[0], min(line[1], top), max(line[2], right), max(line[3], bottom)]
            continue
        yield from _boxed(span, line)
        line = [left, top, right, bottom]
    yield from _boxed(span, line)


def _boxed(span: int, line: Sequence[float]) -> Iterator[Box]:
    if line:
        left, top, right, bottom = line
        yield Box(span, round(left, 3), round(top, 3), round(right - left, 3),
                  round(bottom - top, 3))  # fmt: skip
