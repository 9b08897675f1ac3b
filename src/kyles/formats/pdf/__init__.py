"""PDF, by PDFium: text layers, fields, notes, stamps, page labels, bookmarks, attached files.

A page whose text layer is next to nothing is looked at for an image that covers it: a scan; the
detail `scanned_pages` names those. A file whose end is missing is read as far as its pages can be
found. What stands after the end is a file inside the file. Text over which an opaque box was drawn
is read as any other, and told: who drew the box may not have known that the text stays. What was
filled in, noted or stamped upon a page is read with it.
"""

import logging
import math
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from kyles.formats import Child, Detail, Expected, Page, Part, Trouble
from kyles.formats.pdf import annotations, boxes, by_bytes, xfa
from kyles.formats.pdf.annotations import Form, Laid
from kyles.formats.pdf.boxes import cleaned
from kyles.model import Layer, Reading, State

NAME = "PDF"
MEDIA_TYPE = "application/pdf"

LITTLE_TEXT = 32  # characters; a page with fewer may be a scan
MOST_OF_A_PAGE = 0.5  # share of its area
MOST_PIXELS = 60_000_000  # of a picture; a larger page is drawn coarser
POINTS = 72  # an inch
TOO_MANY_BAD_PAGES = 100
TOO_MANY_BOOKMARKS = 20_000

_HYPHEN_AT_LINE_END = re.compile("[\ufffe\x02](?:\r\n|\n)?")
_DETAILS = (
    ("Title", "title"), ("Author", "author"), ("Subject", "subject"), ("Keywords", "keywords"),
    ("Creator", "made_with"), ("Producer", "producer"), ("CreationDate", "created"),
    ("ModDate", "modified"),
)  # fmt: skip
_TIME = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z.*|[+-]\d\d(?:'\d\d'?)?)?")
_BROKEN = (pdfium.PdfiumError, ValueError, AssertionError)
logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # what is amiss, we say ourselves


def claims(head: bytes, name: str) -> int:
    """3 for the mark of a PDF, which may stand a little way in where the file is named so."""
    named = name.lower().endswith(".pdf")
    if head.lstrip().startswith(b"%PDF-") or (named and b"%PDF-" in head[:1024]):
        return 3
    return int(named)


def read(path: Path) -> Iterator[Part]:
    """Details, bookmarks, pages and attached files."""
    if not path.stat().st_size:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    try:
        document, damage = opened(path)
    except _BROKEN as error:
        yield _unopened(error)
        return
    with closing(document):
        yield Expected("pages", len(document))
        yield from _details(document)
        yield from _bookmarks(document)
        with annotations.form(document) as form:
            yield from _pages(document, form)
        yield from _attached(document)
        yield from xfa.parts(document)
    yield from by_bytes.around(path)
    if damage:
        yield Trouble(State.PARTIAL, damage)


def draw(path: Path, page: int, *, dpi: int) -> Image.Image:
    """A page as it is printed, in grey."""
    document, _ = opened(path, filled_in=True)
    with closing(document):
        one = document[page - 1]
        wide, high = one.get_size()
        scale = min(dpi / POINTS, math.sqrt(MOST_PIXELS / max(1.0, wide * high)))
        picture: Image.Image = one.render(scale=scale, grayscale=True).to_pil()
    return picture


def scans(path: Path) -> Iterator[int]:
    """The pages, counted from 1, that are an image, whatever text they have besides."""
    document, _ = opened(path)
    with closing(document):
        for index in range(len(document)):
            with suppress(*_BROKEN), closing(document[index]) as page:
                if _is_scan(page):
                    yield index + 1


def opened(path: Path, *, filled_in: bool = False) -> tuple[pdfium.PdfDocument, str]:
    """The document, drawn with its fields as filled in or not, and what is wrong with the file."""
    try:
        document = pdfium.PdfDocument(path)
        damage = "" if by_bytes.is_whole(path) else "the end of the file is missing"
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise
        document = pdfium.PdfDocument(by_bytes.mended(path.read_bytes()))
        damage = "it is damaged: the pages that were read were found by searching for them"
    if filled_in:
        with suppress(*_BROKEN):
            document.init_forms()
    return document, damage


def _unopened(error: Exception) -> Trouble:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
        return Trouble(State.LOCKED, "it needs a password")
    return Trouble(State.FAILED, "it is damaged: PDFium cannot open it")


def _details(document: pdfium.PdfDocument) -> Iterator[Detail]:
    for key, name in _DETAILS:
        try:
            value = cleaned(document.get_metadata_value(key)).strip()
        except _BROKEN:
            continue
        if value:
            yield Detail(name, _dated(value))


def _dated(value: str) -> str:
    """A time as ISO has it, where it is one as PDF writes them; anything else as it is."""
    told = _TIME.fullmatch(value)
    if not told:
        return value
    year, month, day, hour, minute, second, zone = (one or "" for one in told.groups())
    clock = ":".join(filter(None, (hour, minute, second)))
    ahead = "+00:00" if zone.startswith("Z") else zone.replace("'", ":").rstrip(":")
    return "-".join(filter(None, (year, month, day))) + (f" {clock}{ahead}" if clock else "")


def _bookmarks(document: pdfium.PdfDocument) -> Iterator[Part]:
    """Bookmarks that point to a page of this file, in the order of the outline."""
    try:
        for number, bookmark in enumerate(document.get_toc()):
            if number == TOO_MANY_BOOKMARKS:
                yield Trouble(State.PARTIAL, f"more than {TOO_MANY_BOOKMARKS} bookmarks")
                return
            to = bookmark.get_dest()
            page = to.get_index() if to else None
            if page is not None:
                title = " ".join(cleaned(bookmark.get_title()).split())
                yield Detail("bookmark", f"{page + 1}\t{bookmark.level + 1}\t{title}")
    except _BROKEN:
        yield Trouble(State.PARTIAL, "its bookmarks are damaged")


def _pages(document: pdfium.PdfDocument, form: Form) -> Iterator[Part]:
    """Every page, also one that cannot be read, so that the numbers of the others stay true."""
    count = len(document)
    bad: list[int] = []
    beside = _Beside()
    scans: list[int] = []
    waiting = 0  # bad pages since the last sound one
    for index in range(count):
        try:
            page = _page(document, index, form, beside)
        except _BROKEN:
            bad.append(index + 1)
            waiting += 1
            if len(bad) == TOO_MANY_BAD_PAGES:
                break
            continue
        yield from [Page(())] * waiting
        yield page
        waiting = 0
        if page.image:
            scans.append(index + 1)
    yield from beside.parts()
    if scans:
        yield Detail("scanned_pages", " ".join(map(str, scans)))
    if bad:
        if len(bad) < TOO_MANY_BAD_PAGES:
            yield from [Page(())] * waiting
        yield Trouble(State.PARTIAL, _bad_pages(bad, count))


def _bad_pages(bad: list[int], count: int) -> str:
    shown = ", ".join(map(str, bad[:10])) + (", ..." if len(bad) > 10 else "")
    if len(bad) == TOO_MANY_BAD_PAGES:
        return f"reading stopped after {len(bad)} of {count} pages could not be read ({shown})"
    return f"{len(bad)} of {count} pages could not be read ({shown})"


@dataclass(slots=True)
class _Beside:
    """What is found on pages beside what they say, with the number of the page."""

    under: list[str] = field(default_factory=list)  # a box
    fields: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    files: list[Child] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def add(self, number: int, laid: Laid) -> None:
        self.under += (f"{number}\t{one}" for one in laid.covered)
        self.fields += (f"p. {number}, {name}: {value}" for name, value in laid.fields)
        self.links += laid.links
        self.files += laid.files
        self.lost += (f"page {number}: {one} could not be taken out" for one in laid.lost)

    def parts(self) -> Iterator[Part]:
        yield from (Detail("text_under_box", one) for one in self.under)
        yield from (Detail("field", one) for one in dict.fromkeys(self.fields))
        yield from (Detail("link", one) for one in dict.fromkeys(self.links))
        if self.files:
            yield Expected("children", len(self.files))
            yield from self.files
        yield from (Trouble(State.PARTIAL, one) for one in self.lost)


def _page(document: pdfium.PdfDocument, index: int, form: Form, beside: _Beside) -> Page:
    with closing(document.get_page(index)) as page:
        if _is_missing(page):
            raise pdfium.PdfiumError("the page is not in the file")
        with closing(page.get_textpage()) as layer:
            text = _text(layer)
            if text.strip():
                beside.under += (f"{index + 1}\t{one}" for one in boxes.under(page, layer))
            laid = annotations.laid(page, layer, form)
        image = len("".join(text.split())) < LITTLE_TEXT and _is_scan(page)
    beside.add(index + 1, laid)
    texts = {
        Layer.TEXT: _with(text, document, index, laid), Layer.COMMENT: "\n".join(laid.comments),
        Layer.HIDDEN: "\n".join(laid.hidden),
    }  # fmt: skip
    readings = (Reading(layer, text, "pdfium", _VERSION) for layer, text in texts.items()
                if text.strip())  # fmt: skip
    return Page(tuple(readings), _label(document, index), image)


def _with(text: str, document: pdfium.PdfDocument, index: int, laid: Laid) -> str:
    """The text of a page, and behind it the words that lie upon the page."""
    upon = annotations.drawn(document, index) if laid.is_drawn else ""
    seen = "".join(upon.split())
    values = (one for one in laid.shown if "".join(one.split()) not in seen)
    more = "\n".join(filter(str.strip, (upon, *values)))
    return f"{text.rstrip()}\n{more}".lstrip("\n") if more else text


def _is_missing(page: pdfium.PdfPage) -> bool:
    """Whether PDFium made it up, as it does for a page that is named and not there."""
    return page.get_mediabox(fallback_ok=False) is None and not raw.FPDFPage_CountObjects(page)


_VERSION = str(pdfium.PDFIUM_INFO)


def _text(layer: pdfium.PdfTextPage) -> str:
    """The text as a person copies it, a word broken at the end of a line with its hyphen."""
    text = _HYPHEN_AT_LINE_END.sub("-\n", layer.get_text_range())
    return cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))


def _is_scan(page: pdfium.PdfPage) -> bool:
    """Whether images cover most of the page; strips of one image count together."""
    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    for at in range(raw.FPDFPage_CountObjects(page)):
        one = raw.FPDFPage_GetObject(page, at)
        if _is_image(one) or _holds_image(one):
            x0, y0, x1, y1 = boxes.bounds(one)
            width = min(x1, right) - max(x0, left)
            height = min(y1, top) - max(y0, bottom)
            covered += max(width, 0) * max(height, 0)
    return covered > MOST_OF_A_PAGE * float((right - left) * (top - bottom))


def _is_image(one: object) -> bool:
    return bool(raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_IMAGE)


def _holds_image(one: object) -> bool:
    """Whether a form holds an image itself."""
    if raw.FPDFPageObj_GetType(one) != raw.FPDF_PAGEOBJ_FORM:
        return False
    inside = (raw.FPDFFormObj_GetObject(one, at) for at in range(raw.FPDFFormObj_CountObjects(one)))
    return any(map(_is_image, inside))


def _label(document: pdfium.PdfDocument, index: int) -> str | None:
    """The page's own number, where it is not just its place in the file."""
    try:
        label = cleaned(document.get_page_label(index)).strip()
    except _BROKEN:
        return None
    return label if label and label != str(index + 1) else None


def _attached(document: pdfium.PdfDocument) -> Iterator[Part]:
    count = max(document.count_attachments(), 0)
    if count:
        yield Expected("children", count)
    for index in range(count):
        try:
            attached = document.get_attachment(index)
            name = cleaned(attached.get_name()) or f"attachment-{index + 1}"
            yield Child(name, "attachment", bytes(attached.get_data()))
        except _BROKEN:
            yield Trouble(State.PARTIAL, f"attached file {index + 1} could not be read")
