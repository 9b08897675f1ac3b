"""What lies on a page of a PDF and is no part of it: fields filled in, notes, stamps, files.

PDFium's text of a page has none of it. What people see of it is had by laying it onto an emptied
page; what is said in notes is a comment, and what is not shown is kept as hidden text. A field's
value that no reader has drawn yet is taken as it stands.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

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
_KINDS = {"Tx": raw.FPDF_FORMFIELD_TEXTFIELD, "Ch": raw.FPDF_FORMFIELD_COMBOBOX,
          "Sig": raw.FPDF_FORMFIELD_SIGNATURE, "Btn": raw.FPDF_FORMFIELD_CHECKBOX}  # fmt: skip
_PLAIN = (raw.FPDF_OBJECT_UNKNOWN, raw.FPDF_OBJECT_STRING, raw.FPDF_OBJECT_NAME)  # unknown: none
_COVERS = (raw.FPDF_ANNOT_REDACT, raw.FPDF_ANNOT_SQUARE)
_MOSTLY = 256  # bytes; most texts have room in them, and are asked for once
_NOT_SET = "Off"  # the value of a box that is not ticked

Form: TypeAlias = Any  # of pypdfium2, which has no types: PdfFormEnv or None


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


@contextmanager
def form(document: pdfium.PdfDocument) -> Iterator[Form]:
    """What PDFium knows of a document's fields.

    It is held apart from the document, for loading a page with it takes the longer the more fields
    the whole document has.
    """
    with suppress(pdfium.PdfiumError):
        document.init_forms()
    held, document.formenv = document.formenv, None
    try:
        yield held
    finally:
        document.formenv = held  # which closes it


def laid(page: pdfium.PdfPage, layer: pdfium.PdfTextPage, form: Form) -> Laid:
    """All that lies on a page, but for how it is drawn."""
    found = Laid()
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        one = raw.FPDFPage_GetAnnot(page, at)
        if one:
            _take(page.pdf, layer, form, one, found)
            raw.FPDFPage_CloseAnnot(one)
    return found


def drawn(document: pdfium.PdfDocument, index: int) -> str:
    """The words that people see of it. The page has become one with what lay on it afterwards."""
    with closing(document.get_page(index)) as page:
        if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
            return ""
    with closing(document.get_page(index)) as page:
        for _ in range(raw.FPDFPage_CountObjects(page) - 1):  # all that lay on it is the last
            one = raw.FPDFPage_GetObject(page, 0)  # the first is found soonest, however many
            raw.FPDFPage_RemoveObject(page, one)
            raw.FPDFPageObj_Destroy(one)
        with closing(page.get_textpage()) as layer:
            return cleaned(layer.get_text_range().replace("\r\n", "\n").replace("\r", "\n"))


def _take(
    document: pdfium.PdfDocument, layer: pdfium.PdfTextPage, form: Form, one: Any, found: Laid
) -> None:  # fmt: skip
    kind = raw.FPDFAnnot_GetSubtype(one)
    hidden = bool(raw.FPDFAnnot_GetFlags(one) & _HIDDEN)
    found.is_drawn |= kind in _WORDS_DRAWN and not hidden
    if kind == raw.FPDF_ANNOT_LINK:
        found.links += _leads_to(document, one)
        return
    says = _said(one, b"Contents")
    if kind == raw.FPDF_ANNOT_WIDGET:
        _field(form, one, found, hidden=hidden)
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


def _field(form: Form, one: Any, found: Laid, *, hidden: bool) -> None:
    """A field with its name and its value, if it has one."""
    asked = form and not _is_by_itself(one)
    kind, name, value = _asked(form, one) if asked else _of_itself(one)
    found.is_drawn |= kind == raw.FPDF_FORMFIELD_SIGNATURE and not hidden
    if not value or value == _NOT_SET:
        return
    found.fields.append((_own(name), " ".join(value.split())))
    if kind in _WRITTEN:
        (found.hidden if hidden else found.shown).append(value)
        found.is_drawn |= not hidden


def _is_by_itself(one: Any) -> bool:
    """Whether a field is said where it stands: it has a name and a kind of its own. The form would
    be asked in vain, and slowly: it looks through all fields of the document."""
    return (raw.FPDFAnnot_HasKey(one, b"T") and raw.FPDFAnnot_HasKey(one, b"FT")
            and raw.FPDFAnnot_GetValueType(one, b"V") in _PLAIN)  # fmt: skip


def _of_itself(one: Any) -> tuple[int, str, str]:
    """Kind, name and value of a field, as its own entries have them."""
    return _KINDS.get(_said(one, b"FT"), raw.FPDF_FORMFIELD_TEXTFIELD), *_named(one)


def _asked(form: Form, one: Any) -> tuple[int, str, str]:
    """Kind, name and value of a field, as the form has them together."""
    name, value = _named(one)
    return (
        raw.FPDFAnnot_GetFormFieldType(form, one),
        _read(lambda *to: raw.FPDFAnnot_GetFormFieldName(form, one, *to)) or name,
        _read(lambda *to: raw.FPDFAnnot_GetFormFieldValue(form, one, *to)) or value,
    )


def _named(one: Any) -> tuple[str, str]:
    return _said(one, b"T"), _said(one, b"V")


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
    """A text that PDFium puts where it is told, if there is room for it."""
    held = ctypes.create_string_buffer(_MOSTLY)
    size = get(ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), _MOSTLY)
    if size > _MOSTLY:
        held = ctypes.create_string_buffer(size)
        get(ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    text = held.raw[: max(0, size - 2)].decode("utf-16-le", "replace")
    return cleaned(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
