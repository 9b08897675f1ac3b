"""A preservation letter as a PDF; the same letter gives the same bytes."""

import io
from collections.abc import Callable, Iterable, Iterator
from html import escape

from reportlab.lib.pagesizes import letter as PAGE  # noqa: N812 - a letter is our noun here
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
)
from reportlab.platypus.doctemplate import BaseDocTemplate

from kyles.holds.letter import Block, Letter, in_words

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11.5, leading=14.5, spaceAfter=6)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Times-Bold", spaceBefore=8, spaceAfter=4,
                      keepWithNext=1)  # fmt: skip
ENTRY = ParagraphStyle("entry", parent=BODY, leftIndent=18, bulletIndent=6, spaceAfter=3)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=9.5, leading=12, spaceBefore=20)


def pdf(letter: Letter) -> bytes:
    """The bytes of the PDF."""
    written = io.BytesIO()
    document = SimpleDocTemplate(
        written, pagesize=PAGE, title=f"Preservation letter, hold {letter.hold.id}", invariant=1,
        leftMargin=inch, rightMargin=inch, topMargin=inch, bottomMargin=inch, lang="en-US",
    )  # fmt: skip

    def foot(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 9)
        words = f"Hold {letter.hold.id}, to {letter.custodian}, page {canvas.getPageNumber()}"
        canvas.drawCentredString(PAGE[0] / 2, 0.6 * inch, words)

    document.build(list(_parts(letter)), onFirstPage=foot, onLaterPages=foot)
    return written.getvalue()


def _parts(letter: Letter) -> Iterator[Flowable]:
    if letter.hold.sender:
        yield _text(letter.hold.sender)
    yield _text(in_words(letter.on))
    yield _text(f"To: {letter.custodian}")
    yield _text(f"Re: Preservation letter, hold {letter.hold.id}", HEAD)
    yield _text(letter.re)
    *most, last = _sections(letter.blocks())
    for section in most:
        yield from section
    yield KeepTogether([*last, *_signature(letter)])
    yield PageBreak()
    for block in letter.acknowledgement():
        yield from WRITE[block.kind](block.text)


def _sections(blocks: Iterable[Block]) -> list[list[Flowable]]:
    """The blocks from heading to heading."""
    found: list[list[Flowable]] = [[]]
    for block in blocks:
        if block.kind == "heading":
            found.append([])
        found[-1] += WRITE[block.kind](block.text)
    return found


def _signature(letter: Letter) -> list[Flowable]:
    return [Spacer(1, 36), _text(letter.hold.sender)] if letter.hold.sender else []


def _text(text: str, style: ParagraphStyle = BODY, bullet: str | None = None) -> Paragraph:
    return Paragraph(escape(text), style, bulletText=bullet)


def _choice(text: str) -> Iterator[Flowable]:
    """A box to tick; a line to write on where something is asked."""
    yield _text(text, ENTRY, "[  ]")
    if text.endswith(":"):
        yield from _line("")


def _line(name: str) -> Iterator[Flowable]:
    """A name, and a line to write on."""
    yield Spacer(1, 30 if name else 16)
    yield HRFlowable(width="100%", thickness=0.5, color="#000000", spaceAfter=2)
    if name:
        yield _text(name, NAME)


NAME = ParagraphStyle("name", parent=BODY, fontSize=9.5, leading=11, spaceAfter=0)
WRITE: dict[str, Callable[[str], Iterator[Flowable]]] = {
    "heading": lambda text: iter([_text(text, HEAD)]),
    "text": lambda text: iter([_text(text)]),
    "entry": lambda text: iter([_text(text, ENTRY, "•")]),
    "choice": _choice,
    "line": _line,
    "note": lambda text: iter([_text(text, NOTE)]),
}
