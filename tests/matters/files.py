"""The real files of small matters: pages as text or PDF, mail, tables, cover letters."""

from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from kyles.mentions import bates

COLUMNS = {
    "number": "Item No", "description": "Description", "incident": "Case No",
    "from": "Received From", "quantity": "Quantity", "location": "Location", "file": "File Name",
    "pages": "Pages", "released": "Pages Released", "for": "Defendant", "title": "Title",
    "received_on": "Date Received", "disposed_on": "Disposal Date",
}  # fmt: skip


def write(path: Path, pages: Sequence[str], first: str | None = None) -> None:
    """A text file or PDF of pages, each stamped where a first number is given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    start = bates.parse(first) if first else None
    stamps = [str(start.plus(at)) if start else "" for at in range(len(pages))]
    if path.suffix == ".pdf":
        _pdf(path, list(zip(pages, stamps, strict=True)))
    else:
        both = zip(pages, stamps, strict=True)
        path.write_text("\f".join(f"{page}\n{stamp}" for page, stamp in both), "utf-8")


def _pdf(path: Path, pages: Sequence[tuple[str, str]]) -> None:
    canvas = Canvas(str(path), pagesize=letter, invariant=1)
    for page, stamp in pages:
        canvas.setFont("Helvetica", 10)
        for line, words in enumerate(page.split("\n")):
            canvas.drawString(60, 720 - 15 * line, words)
        if stamp:
            canvas.drawRightString(560, 30, stamp)
        canvas.showPage()
    canvas.save()


def mail(path: Path, body: str, attachments: Mapping[str, str]) -> None:
    """A message with text files attached."""
    message = EmailMessage()
    message["From"], message["To"] = "a.lindqvist@example.org", "d.reyes@example.org"
    message["Date"] = "Tue, 05 Mar 2024 10:00:00 +0000"
    message["Message-ID"], message["Subject"] = f"<{path.stem}@example.org>", path.stem
    message.set_content(body)
    for name, text in attachments.items():
        message.add_attachment(text.encode(), maintype="text", subtype="plain", filename=name)
    message.set_boundary(f"=={path.stem}==") if attachments else None
    path.write_bytes(message.as_bytes())


def table(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """A CSV; cells with commas in quotation marks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    quoted = [[f'"{cell}"' if "," in cell else cell for cell in row] for row in rows]
    path.write_text("\n".join(",".join(row) for row in quoted) + "\n", "utf-8")


def inventory(path: Path, things: Sequence[Mapping[str, str]]) -> None:
    """A property room's list of things."""
    used = [name for name in COLUMNS if any(name in thing for thing in things)]
    rows = [[thing.get(name, "") for name in used] for thing in things]
    table(path, [[COLUMNS[name] for name in used], *rows])


def cover_letter(path: Path, entries: Sequence[tuple[str, str]]) -> None:
    """A cover letter that lists Bates ranges, or anything else that it encloses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = [f"{at}. {what}  {label}".rstrip() for at, (what, label) in enumerate(entries, 1)]
    words = ["Re: Discovery", "Dear Counsel:", "Enclosed please find:", "", *listed,
             "", "Sincerely,", "The office"]  # fmt: skip
    path.write_text("\n".join(words), "utf-8")
