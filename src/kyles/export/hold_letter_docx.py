"""A preservation letter as a Word file."""

from collections.abc import Callable
from datetime import date

from docx.document import Document as Word
from docx.enum.text import WD_TAB_LEADER
from docx.shared import Inches, Pt

from kyles.export.citation import clean
from kyles.export.word import file, page
from kyles.holds.letter import Block, Letter, in_words

WIDTH = Inches(6.5)  # of the text


def docx(letter: Letter) -> bytes:
    """The bytes of the Word file."""
    word = page(date.fromisoformat(letter.on))
    word.core_properties.title = f"Preservation letter, hold {letter.hold.id}"
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    _head(word, letter)
    for block in letter.blocks():
        WRITE[block.kind](word, block.text)
    _signature(word, letter.hold.sender)
    _acknowledgement(word, list(letter.acknowledgement()))
    return file(word)


def _head(word: Word, letter: Letter) -> None:
    if letter.hold.sender:
        word.add_paragraph(clean(letter.hold.sender))
    word.add_paragraph(in_words(letter.on))
    word.add_paragraph(clean(f"To: {letter.custodian}"))
    about = word.add_paragraph()
    about.paragraph_format.space_before = about.paragraph_format.space_after = Pt(12)
    about.add_run(clean(f"Re: Preservation letter, hold {letter.hold.id}\n")).bold = True
    about.add_run(clean(letter.re))


def _signature(word: Word, sender: str) -> None:
    """The sender's name, with room to sign, on a page with the last entry."""
    if sender:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
        _text(word, sender)
        word.paragraphs[-1].paragraph_format.space_before = Pt(36)


def _acknowledgement(word: Word, blocks: list[Block]) -> None:
    """On a page of its own, so that it can be sent back alone."""
    for at, block in enumerate(blocks):
        WRITE[block.kind](word, block.text)
        if at == 0:
            word.paragraphs[-1].paragraph_format.page_break_before = True


def _heading(word: Word, text: str) -> None:
    word.add_heading(clean(text), 2).paragraph_format.space_after = Pt(4)


def _text(word: Word, text: str) -> None:
    word.add_paragraph(clean(text))


def _entry(word: Word, text: str) -> None:
    word.add_paragraph(clean(text), "List Bullet").paragraph_format.space_after = Pt(3)


def _choice(word: Word, text: str) -> None:
    """A box to tick; a line to write on where something is asked."""
    paragraph = word.add_paragraph(clean(f"\u2610  {text}"))
    paragraph.paragraph_format.left_indent = Inches(0.25)
    if text.endswith(":"):
        _rule(word, "")


def _rule(word: Word, name: str) -> None:
    """A name, and a line up to the margin to write on."""
    paragraph = word.add_paragraph(f"{name}  \t" if name else "\t")
    paragraph.paragraph_format.space_before = Pt(18 if name else 4)
    paragraph.paragraph_format.left_indent = Inches(0 if name else 0.5)
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, leader=WD_TAB_LEADER.LINES)


def _note(word: Word, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(24)
    paragraph.add_run(clean(text)).font.size = Pt(10)


WRITE: dict[str, Callable[[Word, str], None]] = {
    "heading": _heading, "text": _text, "entry": _entry, "choice": _choice, "line": _rule,
    "note": _note,
}  # fmt: skip
