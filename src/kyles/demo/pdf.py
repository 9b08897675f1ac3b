"""Papers as PDF files: plain, stamped with Bates numbers, or locked. The same bytes every time."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kyles.demo.paper import BLACK, NOTICE, Paper, every_page

WIDTH, HEIGHT = letter
LEFT, TOP, LINE = 72, HEIGHT - 72, 15
Sheet = tuple[Paper, int, str]  # a paper, its page from 1, and the page's Bates number or ""


def write(path: Path, *papers: Paper, password: str = "") -> None:
    """Papers as their agency has them, in one file."""
    sheets = [(one, page, "") for one, page in every_page(papers)]
    write_sheets(path, sheets, password=password)


def write_sheets(
    path: Path, sheets: Sequence[Sheet], *, bookmarks: bool = False, password: str = ""
) -> None:
    """Pages in one file; with bookmarks, one for each paper."""
    path.parent.mkdir(parents=True, exist_ok=True)
    encrypt = StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(str(path), pagesize=letter, invariant=1, encrypt=encrypt)
    canvas.setTitle(sheets[0][0].title)
    for at, (one, page, number) in enumerate(sheets):
        if bookmarks and page == 1:
            canvas.bookmarkPage(f"paper-{at}")
            canvas.addOutlineEntry(f"{one.number} {one.title}", f"paper-{at}")
        _draw(canvas, one, page, number)
        canvas.showPage()
    canvas.save()


def _draw(canvas: Canvas, one: Paper, page: int, number: str) -> None:
    y = _head(canvas, one) if page == 1 else TOP
    canvas.setFont("Courier", 9)
    for line in one.pages[page - 1]:
        if line.startswith(BLACK):
            canvas.rect(LEFT - 2, y - 4, WIDTH - 2 * LEFT + 4, LINE, stroke=0, fill=1)
        else:
            canvas.drawString(LEFT, y, line)
        y -= LINE
    canvas.setFont("Helvetica", 8)
    canvas.drawString(LEFT, 54, one.foot(page))
    canvas.drawString(LEFT, 42, NOTICE)
    if number:
        canvas.drawRightString(WIDTH - 36, 24, number)


def _head(canvas: Canvas, one: Paper) -> float:
    """The letterhead of a first page; gives the height at which the text begins."""
    for at, (size, words) in enumerate(((14, one.title), (12, one.agency), (10, one.number))):
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawCentredString(WIDTH / 2, TOP - at * 18, words)
    return float(TOP - 4 * 18)
