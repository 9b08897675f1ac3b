"""A custody form as a PDF: the item, each event with room for signatures, the gaps, the end."""

import io
from collections.abc import Iterator
from html import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus.doctemplate import BaseDocTemplate

from kyles.model import Matter
from kyles.model.custody import CustodyEvent
from kyles.reconcile.custody import Chain

PAGE = landscape(letter)
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=9.5, leading=12)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=9.5, textColor="#444444")
LABEL = ParagraphStyle("label", parent=BODY, fontName="Times-Bold", fontSize=8.5, leading=10.5)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Times-Bold", fontSize=11, leading=14,
                      spaceBefore=10, spaceAfter=4, keepWithNext=1)  # fmt: skip
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=15, leading=19, alignment=TA_CENTER)
HEADS = ("No.", "Date and time", "What", "Released by", "Received by", "Purpose; place",
         "Count; seal", "Recorded in")  # fmt: skip
WIDTHS = [one * inch for one in (0.4, 1.0, 1.0, 1.7, 1.7, 2.0, 0.9, 1.3)]
EMPTY = 3  # rows that are left for what comes
GRID = TableStyle([
    ("GRID", (0, 0), (-1, -1), 0.5, "#555555"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("BACKGROUND", (0, 0), (-1, 0), "#eeeeee"), ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
])  # fmt: skip
SIGNED = "<br/><br/>____________________<br/><font size=7>signature</font>"


def pdf(matter: Matter, chain: Chain) -> bytes:
    """The bytes of the form, the same for the same custody."""
    out = io.BytesIO()
    title = f"Custody form, item {chain.item.number or chain.item.path}"
    document = SimpleDocTemplate(
        out, pagesize=PAGE, title=title, invariant=1, lang="en-US", leftMargin=0.5 * inch,
        rightMargin=0.5 * inch, topMargin=0.5 * inch, bottomMargin=0.6 * inch,
    )  # fmt: skip

    def foot(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(0.5 * inch, 0.35 * inch, title)
        canvas.drawRightString(PAGE[0] - 0.5 * inch, 0.35 * inch, f"Page {canvas.getPageNumber()}")

    document.build(list(_parts(matter, chain)), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _parts(matter: Matter, chain: Chain) -> Iterator[Flowable]:
    yield Paragraph("Custody form", TITLE)
    yield _head(matter, chain)
    yield Spacer(1, 8)
    rows = [_row(at, one) for at, one in enumerate(chain.events, 1)]
    rows += [_empty(len(rows) + at) for at in range(1, EMPTY + 1)]
    heads = [Paragraph(name, LABEL) for name in HEADS]
    yield Table([heads, *rows], colWidths=WIDTHS, style=GRID, repeatRows=1)
    yield Paragraph("Gaps in the custody record", HEAD)
    yield from (_text(f"{one.says[:1].upper()}{one.says[1:]}.") for one in chain.breaks)
    if last := chain.outside:
        yield _text(f"Since {last.day} with {last.taken_by}; no return is recorded.")
    elif not chain.breaks:
        yield _text("None is shown by what is recorded here.")
    yield Paragraph("Final disposition", HEAD)
    yield _end(chain)


def _head(matter: Matter, chain: Chain) -> Table:
    item = chain.item
    rows = [
        ("Matter", matter.title, "Agency", item.holder or ""),
        ("Agency case no.", item.incident or ", ".join(matter.incidents), "Item no.",
         item.number or ""),
        ("Description", item.title, "Listed in", item.path.partition("#")[0]),
    ]  # fmt: skip
    cells = [[Paragraph(escape(cell), LABEL if at % 2 == 0 else BODY)
              for at, cell in enumerate(row)] for row in rows]  # fmt: skip
    widths = [one * inch for one in (1.2, 4.3, 0.9, 3.6)]
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "#555555"),
                       ("VALIGN", (0, 0), (-1, -1), "TOP")])  # fmt: skip
    return Table(cells, colWidths=widths, style=grid)


def _row(at: int, one: CustodyEvent) -> list[Paragraph]:
    place = f"{one.place.path} row {one.place.page}" if one.place else f"recorded by {one.by}"
    count = "; ".join(filter(None, (one.quantity, one.seal and f"seal {one.seal}")))
    why = "; ".join(filter(None, (one.purpose, one.location, one.authorized_by
                                  and f"authorized by {one.authorized_by}")))  # fmt: skip
    cells = (str(at), one.at.replace("T", " "), one.action or one.act.value, one.released_by,
             one.taken_by, why, count)  # fmt: skip
    return [*(_text(cell) for cell in cells), Paragraph(escape(place), SMALL)]


def _empty(at: int) -> list[Paragraph]:
    signed = Paragraph(SIGNED, SMALL)
    return [_text(str(at)), _text(""), _text(""), signed, signed, _text(""), _text(""), _text("")]


def _end(chain: Chain) -> Table:
    """What became of it in the end, as far as it is recorded; else lines to fill in."""
    one = chain.disposal
    told = (one.action or one.act.value, one.day, one.authorized_by, one.witness) if one else ()
    names = ("What was done", "On", "Authorized by", "Witness")
    line = "______________________"
    cells = [[Paragraph(name, LABEL) for name in names],
             [_text(value or line) for value in told or (line,) * len(names)]]  # fmt: skip
    return Table(cells, colWidths=[2.5 * inch] * len(names))


def _text(text: str) -> Paragraph:
    return Paragraph(escape(text), BODY)
