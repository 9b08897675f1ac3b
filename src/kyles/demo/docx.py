"""A paper as a Word file with a header and a footer, the same bytes every time."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordFile

from kyles.demo.paper import NOTICE, Paper

WRITTEN = datetime(2024, 3, 6, 16, 0)  # noqa: DTZ001 - Word keeps times without a zone
PACKED = (2024, 3, 6, 16, 0, 0)


def write(path: Path, one: Paper) -> None:
    """The paper's lines as paragraphs; its number stands in the header of every page."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{one.agency}\t\t{one.number}"
    section.footer.paragraphs[0].text = NOTICE
    document.add_heading(one.title, level=1)
    for page in one.pages:
        for paragraph in "\n".join(page).split("\n\n"):
            document.add_paragraph(" ".join(paragraph.split()))
    core = document.core_properties
    core.author, core.title, core.created, core.modified = "", one.title, WRITTEN, WRITTEN
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_repacked(document))


def _repacked(document: WordFile) -> bytes:
    """The same parts, each with one fixed time."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(fixed, "w") as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, PACKED)
            after.writestr(part, before.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
