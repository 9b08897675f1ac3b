"""A letter as a Word file: one quiet face, numbered at its foot, the same bytes each time."""

import io
import zipfile
from datetime import date, datetime, time

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

MADE = (1980, 1, 1, 0, 0, 0)  # of the file's parts: a moment that depends on no clock
FACE = "Times New Roman"


def page(on: date) -> Word:
    """An empty letter of a day."""
    word = Document()
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = word.styles[name]
        style.font.name, style.font.size = FACE, Pt(14 if name == "Heading 1" else 12)
        style.font.color.rgb = RGBColor(0, 0, 0)
        _own_face(style)
    section = word.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(foot, "PAGE")
    about = word.core_properties
    about.author, about.comments, about.last_modified_by = "", "", ""
    about.created = about.modified = datetime.combine(on, time())
    return word


def _own_face(style: ParagraphStyle) -> None:
    """Take the theme's fonts from a style: Word prefers them to the style's own."""
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]


def field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    made = OxmlElement("w:fldSimple")
    made.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr", code)
    paragraph._p.append(made)  # noqa: SLF001 - python-docx has no fields


def file(word: Word) -> bytes:
    """The file, with no moment in it but the letter's day."""
    made, plain = io.BytesIO(), io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(plain, "w") as again:
        for name in sorted(parts.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(info, parts.read(name))
    return plain.getvalue()
