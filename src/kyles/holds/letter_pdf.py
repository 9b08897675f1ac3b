"""A preservation letter as a PDF; the same letter gives the same bytes."""

import io
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import letter as PAGE  # noqa: N812 - a letter is our noun here
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from kyles.holds.letter import Letter

STYLES = {"heading": "Heading3", "text": "BodyText", "entry": "BodyText"}


def pdf(letter: Letter) -> bytes:
    """The bytes of the PDF."""
    styles, story = getSampleStyleSheet(), list[Flowable]()
    for block in letter.blocks():
        bullet = "•" if block.kind == "entry" else None
        story += [Paragraph(escape(block.text), styles[STYLES[block.kind]], bulletText=bullet),
                  Spacer(1, 4)]  # fmt: skip
    written = io.BytesIO()
    title = f"Preservation letter, hold {letter.hold.id}"
    SimpleDocTemplate(written, pagesize=PAGE, title=title, invariant=1).build(story)
    return written.getvalue()
