"""The OCR round trip: pages degraded, read by Tesseract and matched, with and without pictures.

    python bench/ocr.py

Held pages with text are given as poor scans. Each scan is read by Tesseract, the words are matched,
and then the pictures are asked as well, as an audit does. A false gap is one of two words or more
on a page that was given whole.
"""

import io
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pypdfium2 as pdfium
from degrade import DPI, LEVELS, Level, degraded
from forms import FIRST, LAST, WORDS
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from kyles.fingerprint.page import print_of, straight
from kyles.intake import tesseract
from kyles.model import Layer, Reading, Status
from kyles.model.coverage import Coverage, HeldPage, Missing
from kyles.reconcile.coverage import Text, cover
from kyles.reconcile.images import search, shown
from kyles.reconcile.images.shown import Shown

PAGES = 12
CONDITIONS = {**LEVELS, "worse": Level(85, 2.0, 0.95, 1.0, 60, 25, False)}


@dataclass(frozen=True, slots=True)
class Came:
    """What one page came to: words found, gaps by words alone and with pictures, seconds."""

    words: int
    covered: int
    gaps: int
    left: int
    confidence: float | None
    seconds: float


def main() -> None:
    print("| level | pages | confidence | words found | false gaps a page | pages with one |"
          " with pictures: false gaps a page | pages with one | Tesseract, s a page |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    texts = [_text(random.Random(at)) for at in range(PAGES)]
    held = pdfium.PdfDocument(io.BytesIO(_written(texts)))
    drawn = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in held]
    for name, level in CONDITIONS.items():
        rng = random.Random(name)
        scans = [degraded(page, level, rng) for page in drawn]
        print(_row(name, level, texts, drawn, scans), flush=True)


def _row(name: str, level: Level, texts: list[str], drawn: list[Image.Image],
         scans: list[Image.Image]) -> str:  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        came = [_came(text, page, scan, level, Path(folder) / "scan.pdf")
                for text, page, scan in zip(texts, drawn, scans, strict=True)]  # fmt: skip
    sure = [one.confidence or 0 for one in came]
    count = len(came)
    cells = (name, count, f"{sum(sure) / count:.0f}",
             f"{sum(one.covered for one in came) / sum(one.words for one in came):.3f}",
             f"{sum(one.gaps for one in came) / count:.2f}", sum(one.gaps > 0 for one in came),
             f"{sum(one.left for one in came) / count:.2f}", sum(one.left > 0 for one in came),
             f"{sum(one.seconds for one in came) / count:.1f}")  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _came(text: str, page: Image.Image, scan: Image.Image, level: Level, file: Path) -> Came:
    scan.save(file, resolution=level.dpi)
    began = time.monotonic()
    words = tesseract.recognise(tesseract.ScanPage(file, 1))
    seconds = time.monotonic() - began
    (told,) = cover([Text("held", (text,))], [Text("scan", (tesseract.text(words),))])
    gaps = tuple(Missing(gap.start, gap.end, text[gap.start : gap.end], gap.kind.value, gap.words)
                 for gap in told.missing)  # fmt: skip
    one = HeldPage(1, "text", told.words, told.covered, told.boilerplate, told.by, gaps, ())
    by_words = Coverage("held", "Harlan", Status.IN_PART, None, (one,))
    left = _with_picture(by_words, text, page, scan)
    return Came(told.words, told.covered, _false(gaps), _false(left),
                tesseract.confidence(words), seconds)  # fmt: skip


def _with_picture(
    told: Coverage, text: str, page: Image.Image, scan: Image.Image
) -> tuple[Missing, ...]:  # fmt: skip
    """The gaps that are left when the pictures are asked too."""
    ours, theirs = straight(page), straight(scan)
    likely = search.likely(print_of(ours), [print_of(theirs)])
    if not likely:
        return told.pages[0].missing
    compared = search.compared(ours, theirs, likely[0][1])
    pages = {1: (Reading(Layer.TEXT, text, "made"),)}
    return shown.covered(told, pages, {1: Shown(compared, None)}).pages[0].missing


def _false(gaps: tuple[Missing, ...]) -> int:
    return sum(gap.words > 1 for gap in gaps)


def _text(rng: random.Random) -> str:
    """A page of a report: a heading, then paragraphs of invented words, names and numbers."""
    lines = [f"Supplement {rng.randint(2, 9)} to case 21-{rng.randint(1000, 9999)}"]
    for _ in range(28):
        words = [rng.choice(WORDS) for _ in range(10)]
        words[rng.randrange(10)] = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        lines.append(" ".join(words) + (f" {rng.randint(10, 9999)}." if rng.random() < 0.3 else ""))
    return "\n".join(lines)


def _written(texts: list[str]) -> bytes:
    data = io.BytesIO()
    page = Canvas(data, pagesize=letter, invariant=True)
    for at, text in enumerate(texts):
        told = page.beginText(60, 720)
        told.setFont(("Helvetica", "Times-Roman", "Courier")[at % 3], 10, leading=20)
        told.textLines(text)
        page.drawText(told)
        page.showPage()
    page.save()
    return data.getvalue()


if __name__ == "__main__":
    main()
