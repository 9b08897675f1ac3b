"""Scans that a test makes: a born-digital page, drawn, and the picture put into a PDF alone."""

import io
from collections.abc import Sequence

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = letter


def written(pages: Sequence[str], *, size: float = 12) -> bytes:
    """A born-digital PDF."""
    data = io.BytesIO()
    drawing = Canvas(data, pagesize=letter, invariant=True)
    for page in pages:
        text = drawing.beginText(72, HEIGHT - 90)
        text.setFont("Helvetica", size, leading=size * 1.5)
        text.textLines(page)
        drawing.drawText(text)
        drawing.showPage()
    drawing.save()
    return data.getvalue()


def scanned(document: bytes, *, dpi: int = 200, stamp: str = "") -> bytes:
    """The same pages as pictures alone; `stamp` is a line of text on each, as vendors add it."""
    data = io.BytesIO()
    drawing = Canvas(data, pagesize=letter, invariant=True)
    for page in pdfium.PdfDocument(document):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        drawing.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        if stamp:
            drawing.drawString(WIDTH - 150, 20, stamp)
        drawing.showPage()
    drawing.save()
    return data.getvalue()
