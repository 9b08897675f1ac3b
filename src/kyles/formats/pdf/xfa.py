"""Forms that a program inside a PDF draws (XFA): what was filled in, as XML."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from kyles.formats import Child, Expected, Part, Trouble
from kyles.formats.pdf.boxes import cleaned
from kyles.model import State

_NOT_DRAWN = ("its pages are drawn by a program inside it (XFA), and were not read; what was"
              " filled in is a file inside it")  # fmt: skip
TOLD = ("datasets", "template")  # the packets that hold what was filled in, and the form's words


def parts(document: pdfium.PdfDocument) -> Iterator[Part]:
    """The packets as files inside; and, where pages are drawn by it alone, that they were not."""
    kind = document.get_formtype()
    if kind not in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        return
    for at in range(raw.FPDF_GetXFAPacketCount(document)):
        name = _name(document, at)
        if name in TOLD and (data := _content(document, at)):
            yield Expected("children", 1)
            yield Child(f"xfa-{name}.xml", "embedded", data)
    if kind == raw.FORMTYPE_XFA_FULL:
        yield Trouble(State.PARTIAL, _NOT_DRAWN)


def _name(document: pdfium.PdfDocument, at: int) -> str:
    size = raw.FPDF_GetXFAPacketName(document, at, None, 0)
    held = ctypes.create_string_buffer(max(size, 1))
    raw.FPDF_GetXFAPacketName(document, at, held, size)
    return cleaned(held.value.decode("utf-8", "replace"))


def _content(document: pdfium.PdfDocument, at: int) -> bytes:
    size = ctypes.c_ulong()
    raw.FPDF_GetXFAPacketContent(document, at, None, 0, size)
    held = ctypes.create_string_buffer(max(size.value, 1))
    found = raw.FPDF_GetXFAPacketContent(document, at, held, size.value, size)
    return held.raw[: size.value] if found else b""
