"""A preservation letter as a Word file."""

import io
from datetime import datetime

from docx import Document

from kyles.holds.letter import Letter

STYLES = {"text": "Normal", "entry": "List Bullet"}


def docx(letter: Letter) -> bytes:
    """The bytes of the Word file."""
    word = Document()
    moment = datetime.fromisoformat(letter.on)
    word.core_properties.created = word.core_properties.modified = moment
    word.core_properties.title = f"Preservation letter, hold {letter.hold.id}"
    for block in letter.blocks():
        if block.kind == "heading":
            word.add_heading(block.text, 2)
        else:
            word.add_paragraph(block.text, STYLES[block.kind])
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()
