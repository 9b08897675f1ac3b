"""What lies on a page of a PDF and is no part of it: fields filled in, notes, stamps, files.

PDFium's text of a page has none of it. What people see of it is had by laying it onto an emptied
page; what is said in notes is a comment, and what is not shown is kept as hidden text. A field's
value that no reader has drawn yet is taken as it stands.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from kyles.formats import Child
from kyles.formats.pdf import boxes
from kyles.formats.pdf.boxes import OPAQUE, Bounds, cleaned

_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_WORDS_DRAWN = (
    raw.FPDF_ANNOT_FREETEXT,
    raw.FPDF_ANNOT_STAMP,
    raw.FPDF_ANNOT_LINE,
    raw.FPDF_ANNOT_WATERMARK,
)  # others draw marks
_PLAYED = (raw.FPDF_ANNOT_SOUND, raw.FPDF_ANNOT_MOVIE, raw.FPDF_ANNOT_SCREEN,
           raw.FPDF_ANNOT_RICHMEDIA, raw.FPDF_ANNOT_THREED)  # fmt: skip
_WRITTEN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX,
            raw.FPDF_FORMFIELD_LISTBOX)  # fmt: skip
_COVERS = (raw.FPDF_ANNOT_REDACT, raw.FPDF_ANNOT_SQUARE)
_NOT_SET = "Off"  # the value of a box that is not ticked


@dataclass(slots=True)
class Laid:
    """What lies on one page."""

    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)  # name and value
    links: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)  # text of the page under a box
    files: list[Child] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # what could not be taken out
    is_drawn: bool = False  # there may be words that people see


def laid(document: pdfium.PdfDocument, page: pdfium.PdfPage, layer: pdfium.PdfTextPage) -> Laid:
    """All that lies on a page, but for how it is drawn."""
    found = Laid()
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        one = raw.FPDFPage_GetAnnot(page, at)
        if one:
            _take(document, layer, one, found)
            raw.FPDFPage_CloseAnnot(one)
    return found


def drawn(document: pdfium.PdfDocument, index: int) -> str:
    """The words that people see of it. The page has lost what was its own afterwards."""
    with closing(document.get_page(index)) as page:
        for _ in range(raw.FPDFPage_CountObjects(page)):
            one = raw.FPDFPage_GetObject(page, 0)  # the first is found soonest, however many
            raw.FPDFPage_RemoveObject(page, one)
            raw.FPDFPageObj_Destroy(one)
        raw.FPDFPage_GenerateContent(page)
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    with closing(document.get_page(index)) as page, closing(page.get_textpage()) as layer:
        return cleaned(layer.get_text_range().replace("\r\n", "\n").replace("\r", "\n"))


def _take(
    document: pdfium.PdfDocument, layer: pdfium.PdfTextPage, one: Any, found: Laid
) -> None:  # fmt: skip
    kind = raw.FPDFAnnot_GetSubtype(one)
    hidden = bool(raw.FPDFAnnot_GetFlags(one) & _HIDDEN)
    found.is_drawn |= kind in _WORDS_DRAWN and not hidden
    if kind == raw.FPDF_ANNOT_LINK:
        found.links += _leads_to(document, one)
        return
    says = _said(one, b"Contents")
    if kind == raw.FPDF_ANNOT_WIDGET:
        _field(document, one, found, hidden=hidden)
    elif kind == raw.FPDF_ANNOT_FREETEXT and says:
        (found.hidden if hidden else found.shown).append(says)
    elif kind != raw.FPDF_ANNOT_POPUP and says:
        author = _said(one, b"T")
        said = f"{author}: {says}" if author else says
        (found.hidden if hidden else found.comments).append(said)
    if kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        _file(document, one, found)
    if kind in _PLAYED:
        found.lost.append("a recording or model that is played on the page")
    if kind in _COVERS and not hidden:
        found.covered += _under(layer, one, is_redaction=kind == raw.FPDF_ANNOT_REDACT)


def _field(document: pdfium.PdfDocument, one: Any, found: Laid, *, hidden: bool) -> None:
    """A field with its name and its value, if it has one."""
    form = document.formenv
    kind = raw.FPDFAnnot_GetFormFieldType(form, one) if form else raw.FPDF_FORMFIELD_TEXTFIELD
    found.is_drawn |= kind == raw.FPDF_FORMFIELD_SIGNATURE and not hidden
    value = _read(lambda *to: raw.FPDFAnnot_GetFormFieldValue(form, one, *to)) if form else ""
    value = value or _said(one, b"V")
    if not value or value == _NOT_SET:
        return
    name = _read(lambda *to: raw.FPDFAnnot_GetFormFieldName(form, one, *to)) if form else ""
    found.fields.append((_own(name or _said(one, b"T")), " ".join(value.split())))
    if kind in _WRITTEN:
        (found.hidden if hidden else found.shown).append(value)
        found.is_drawn |= not hidden


def _own(name: str) -> str:
    """A field's own name, without the names of what it is part of, and of which number it is."""
    return name.rpartition(".")[2].removesuffix("[0]")


def _leads_to(document: pdfium.PdfDocument, one: Any) -> Iterator[str]:
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(one))
    size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
    if size > 1:
        held = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, held, size)
        yield cleaned(held.raw[: size - 1].decode("utf-8", "replace"))


def _file(document: pdfium.PdfDocument, one: Any, found: Laid) -> None:
    """A file that is attached to a place on the page."""
    attached = raw.FPDFAnnot_GetFileAttachment(one)
    try:
        if not attached:
            raise pdfium.PdfiumError("no file")
        file = pdfium.PdfAttachment(attached, document)
        name = cleaned(file.get_name()) or "attachment"
        found.files.append(Child(name, "attachment", bytes(file.get_data())))
    except (pdfium.PdfiumError, ValueError):
        found.lost.append("a file that is attached to a place on the page")


def _under(layer: pdfium.PdfTextPage, one: Any, *, is_redaction: bool) -> Iterator[str]:
    """Text under a redaction that was marked and never made, or under a box that hides it."""
    if is_redaction or _is_filled(one):
        yield from boxes.covered(layer, _bounds(one))


def _is_filled(one: Any) -> bool:
    """Whether nothing is seen through it."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    inside = raw.FPDFANNOT_COLORTYPE_InteriorColor
    return bool(raw.FPDFAnnot_GetColor(one, inside, red, green, blue, alpha)
                and alpha.value == OPAQUE and raw.FPDFAnnot_HasKey(one, b"IC"))  # fmt: skip


def _bounds(one: Any) -> Bounds:
    place = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(one, place)
    return place.left, min(place.bottom, place.top), place.right, max(place.bottom, place.top)


def _said(one: Any, key: bytes) -> str:
    return _read(lambda *to: raw.FPDFAnnot_GetStringValue(one, key, *to))


def _read(get: Callable[..., int]) -> str:
    """A text that PDFium puts where it is told, once it is known how long it is."""
    size = get(None, 0)
    if size <= 2:
        return ""
    held = ctypes.create_string_buffer(size)
    get(ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    text = held.raw[: size - 2].decode("utf-16-le", "replace")
    return cleaned(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
