"""PDF, by PDFium: text layers, page labels, bookmarks and attached files, page by page.

A page whose text layer is next to nothing is looked at for an image that covers it: a scan; the
detail `scanned_pages` names those. A file whose end is missing is read as far as its pages can be
found. What stands after the end is a file inside the file. Text over which an opaque box was drawn
is read as any other, and told: who drew the box may not have known that the text stays.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from kyles.formats import Child, Detail, Expected, Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "PDF"
MEDIA_TYPE = "application/pdf"

LITTLE_TEXT = 32  # characters; a page with fewer may be a scan
MOST_OF_A_PAGE = 0.5  # share of its area
MOST_PIXELS = 60_000_000  # of a picture; a larger page is drawn coarser
POINTS = 72  # an inch
LOOKED_AT = 20  # objects at the end of a page
SMALLEST_BOX = 40.0  # square points: lines and rules are smaller
LETTERS = 4  # and digits; fewer may be under a box by chance
OPAQUE = 255
TOO_MANY_BAD_PAGES = 100
TOO_MANY_BOOKMARKS = 20_000

_END, _PADDING = b"%%EOF", b"\0\t\n\r\x0c \x1a"
LITTLE_AFTER = 16  # bytes; fewer after the end are no file
_HYPHEN_AT_LINE_END = re.compile("[\ufffe\x02](?:\r\n|\n)?")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_OBJECT = re.compile(rb"\b(\d{1,7})\s+\d{1,5}\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_DETAILS = (
    ("Title", "title"), ("Author", "author"), ("Subject", "subject"), ("Keywords", "keywords"),
    ("Creator", "made_with"), ("Producer", "producer"), ("CreationDate", "created"),
    ("ModDate", "modified"),
)  # fmt: skip
_BROKEN = (pdfium.PdfiumError, ValueError, AssertionError)


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
        document, damage = _opened(path)
    except _BROKEN as error:
        yield _unopened(error)
        return
    with closing(document):
        yield Expected("pages", len(document))
        yield from _details(document)
        yield from _bookmarks(document)
        yield from _pages(document)
        yield from _attached(document)
    yield from _around(path)
    if damage:
        yield Trouble(State.PARTIAL, damage)


def draw(path: Path, page: int, *, dpi: int) -> Image.Image:
    """A page as it is printed, in grey."""
    document, _ = _opened(path)
    with closing(document):
        one = document[page - 1]
        wide, high = one.get_size()
        scale = min(dpi / POINTS, math.sqrt(MOST_PIXELS / max(1.0, wide * high)))
        picture: Image.Image = one.render(scale=scale, grayscale=True).to_pil()
    return picture


def scans(path: Path) -> Iterator[int]:
    """The pages, counted from 1, that are an image, whatever text they have besides."""
    document, _ = _opened(path)
    with closing(document):
        for index in range(len(document)):
            with suppress(*_BROKEN), closing(document[index]) as page:
                if _is_scan(page):
                    yield index + 1


def _opened(path: Path) -> tuple[pdfium.PdfDocument, str]:
    """The document, and what is wrong with the file as a whole."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise
        mended = pdfium.PdfDocument(_mended(path.read_bytes()))
        return mended, "it is damaged: the pages that were read were found by searching for them"
    return document, "" if _is_whole(path) else "the end of the file is missing"


def _unopened(error: Exception) -> Trouble:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
        return Trouble(State.LOCKED, "it needs a password")
    return Trouble(State.FAILED, "it is damaged: PDFium cannot open it")


def _is_whole(path: Path) -> bool:
    """Whether the marks that end a PDF stand in the last part of the file, or what follows them is
    no part of it.
    """
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 65_536))
        tail = stream.read()
    return b"startxref" in tail or b"%%EOF" in tail or bool(_after_the_end(path.read_bytes()))


def _around(path: Path) -> Iterator[Part]:
    """How often the file was saved onto its end, and what stands after that."""
    data = path.read_bytes()
    saved = data.count(b"startxref") - (b"/Linearized" in data[:1024])
    if saved > 1:
        yield Detail("revisions", str(saved))
    after = _after_the_end(data)
    if after:
        yield Expected("children", 1)
        yield Child("after the end.bin", "embedded", after)


def _after_the_end(data: bytes) -> bytes:
    """What follows the mark of the end and belongs to no PDF; padding and a damaged rest do not."""
    end = data.rfind(_END)
    after = data[end + len(_END) :] if end >= 0 else b""
    told = after.strip(_PADDING)
    return told if len(told) >= LITTLE_AFTER and not _OBJECT.search(told) else b""


def _mended(data: bytes) -> bytes:
    """The file with a new page tree at its end, over every page that stands in it in the clear."""
    objects = [(int(one[1]), one) for one in _OBJECT.finditer(data)]
    pages = dict.fromkeys(one[0] for one in objects if _PAGE.search(_dictionary(data, one[1])))
    if not pages:
        raise pdfium.PdfiumError("no pages found", err_code=raw.FPDF_ERR_FORMAT)
    free = max(number for number, _ in objects) + 1
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    return data + (
        b"\nendstream\nendobj\n%d 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj\n"
        b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\ntrailer\n<</Root %d 0 R/Size %d>>\n"
        b"startxref\n0\n%%%%EOF\n" % (free, kids, len(pages), free + 1, free, free + 1, free + 2)
    )


def _dictionary(data: bytes, start: re.Match[bytes]) -> bytes:
    """What an object says of itself, without its stream."""
    return data[start.end() : start.end() + 4096].split(b"endobj", 1)[0].split(b"stream", 1)[0]


def _details(document: pdfium.PdfDocument) -> Iterator[Detail]:
    for key, name in _DETAILS:
        try:
            value = _clean(document.get_metadata_value(key)).strip()
        except _BROKEN:
            continue
        if value:
            yield Detail(name, value)


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
                title = " ".join(_clean(bookmark.get_title()).split())
                yield Detail("bookmark", f"{page + 1}\t{bookmark.level + 1}\t{title}")
    except _BROKEN:
        yield Trouble(State.PARTIAL, "its bookmarks are damaged")


def _pages(document: pdfium.PdfDocument) -> Iterator[Part]:
    """Every page, also one that cannot be read, so that the numbers of the others stay true."""
    count = len(document)
    bad: list[int] = []
    under: list[str] = []
    scans: list[int] = []
    waiting = 0  # bad pages since the last sound one
    for index in range(count):
        try:
            page = _page(document, index, under)
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
    yield from (Detail("text_under_box", told) for told in under)
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


def _page(document: pdfium.PdfDocument, index: int, under: list[str]) -> Page:
    """A page; what stands under a box is added to `under`, as page number, a tab and the text."""
    with closing(document.get_page(index)) as page:
        if _is_missing(page):
            raise pdfium.PdfiumError("the page is not in the file")
        with closing(page.get_textpage()) as layer:
            text = _text(layer)
            if text.strip():
                under += (f"{index + 1}\t{one}" for one in _under_boxes(page, layer))
        image = len("".join(text.split())) < LITTLE_TEXT and _is_scan(page)
    readings = (Reading(Layer.TEXT, text, "pdfium", _VERSION),) if text.strip() else ()
    return Page(readings, _label(document, index), image)


def _is_missing(page: pdfium.PdfPage) -> bool:
    """Whether PDFium made it up, as it does for a page that is named and not there."""
    return page.get_mediabox(fallback_ok=False) is None and not raw.FPDFPage_CountObjects(page)


_VERSION = str(pdfium.PDFIUM_INFO)


def _text(layer: pdfium.PdfTextPage) -> str:
    """The text as a person copies it, a word broken at the end of a line with its hyphen."""
    text = _HYPHEN_AT_LINE_END.sub("-\n", layer.get_text_range())
    return _clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean(text: str) -> str:
    """Without control codes, NULs and halves of characters, which no text can hold."""
    return _UNWANTED.sub("", text)


def _is_scan(page: pdfium.PdfPage) -> bool:
    """Whether images cover most of the page; strips of one image count together."""
    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    for one in page.get_objects(max_depth=1):
        if one.type == raw.FPDF_PAGEOBJ_IMAGE or _holds_image(one):
            x0, y0, x1, y1 = one.get_bounds()
            width = min(x1, right) - max(x0, left)
            height = min(y1, top) - max(y0, bottom)
            covered += max(width, 0) * max(height, 0)
    return covered > MOST_OF_A_PAGE * float((right - left) * (top - bottom))


def _holds_image(one: pdfium.PdfObject) -> bool:
    """Whether a form holds an image itself."""
    if one.type != raw.FPDF_PAGEOBJ_FORM:
        return False
    inside = (raw.FPDFFormObj_GetObject(one, at) for at in range(raw.FPDFFormObj_CountObjects(one)))
    return any(raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_IMAGE for each in inside)


def _under_boxes(page: pdfium.PdfPage, layer: pdfium.PdfTextPage) -> Iterator[str]:
    """Text that is drawn first and covered by an opaque box at the end, box by box.

    Only the last objects of a page are looked at: who covers something draws last, and to look at
    every object of every page takes longer than to read its text.
    """
    count = raw.FPDFPage_CountObjects(page)
    last = [raw.FPDFPage_GetObject(page, at) for at in range(max(count - LOOKED_AT, 0), count)]
    boxes = [at for at, one in enumerate(last) if _is_box(one)]
    wide, high = page.get_size()
    for at in boxes:
        bounds = _bounds(last[at])
        area = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
        later = (_bounds(one) for one in last[at + 1 :] if _is_text(one))
        if SMALLEST_BOX < area < wide * high / 2 and not any(
            _overlap(bounds, one) for one in later
        ):
            text = " ".join(_clean(layer.get_text_bounded(*bounds)).split())
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


Bounds = tuple[float, float, float, float]  # left, bottom, right, top


def _bounds(one: object) -> Bounds:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _label(document: pdfium.PdfDocument, index: int) -> str | None:
    """The page's own number, where it is not just its place in the file."""
    try:
        label = _clean(document.get_page_label(index)).strip()
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
            name = _clean(attached.get_name()) or f"attachment-{index + 1}"
            yield Child(name, "attachment", bytes(attached.get_data()))
        except _BROKEN:
            yield Trouble(State.PARTIAL, f"attached file {index + 1} could not be read")
