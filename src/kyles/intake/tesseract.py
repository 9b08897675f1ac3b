"""Reading the picture of one page with Tesseract, in a process of its own.

The program is Debian's, run beside us: the page goes in as a grey picture, the words come out with
their boxes and how sure it is of each. Nothing is written to the disk.
"""

import csv
import math
import os
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium

from kyles import formats
from kyles.errors import KylesError
from kyles.formats import Page

ENGINE = "tesseract"
DPI = 300
POINTS = 72  # an inch
LARGEST = 60_000_000  # pixels of a picture; a larger page is drawn coarser
SECONDS = 100  # that one page may take
WORD = "5"  # the level of a word in Tesseract's table


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its box in pixels at DPI from the upper left corner, and its line of the page."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    line: tuple[int, int, int]  # block, paragraph, line


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A page to read: the file's bytes in the store, and the page, counted from 1."""

    path: Path
    page: int


@cache
def version() -> str:
    """Tesseract's version. Raises KylesError where it is not installed."""
    if shutil.which(ENGINE) is None:
        raise KylesError("Tesseract is not installed.",
                         hint="On Debian: apt-get install tesseract-ocr.")  # fmt: skip
    told = subprocess.run(  # noqa: S603 - our own words only
        [ENGINE, "--version"], capture_output=True, text=True, check=True
    )
    return told.stdout.split()[1]


def scans(path: Path) -> list[int]:
    """The pages of a file, counted from 1, that are an image with little text or none."""
    with path.open("rb") as stream:
        one = formats.identify(stream.read(formats.HEAD), path.name)
    parts = one.read(path) if one is not None and one.MEDIA_TYPE == "application/pdf" else iter(())
    pages = (part for part in parts if isinstance(part, Page))
    return [number for number, page in enumerate(pages, 1) if page.image]


def recognise(scan: ScanPage) -> list[Word]:
    """The words of a page, in the order of Tesseract."""
    ran = subprocess.run(  # noqa: S603 - our own words only
        [ENGINE, "stdin", "stdout", "--dpi", str(DPI), "tsv"],
        input=drawn(scan), capture_output=True, timeout=SECONDS, check=False,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(f"Tesseract ended with code {ran.returncode}")
    return words(ran.stdout.decode("utf-8", "replace"))


def drawn(scan: ScanPage) -> bytes:
    """The page as a grey picture, in the plainest format that there is."""
    with closing(pdfium.PdfDocument(scan.path)) as document:
        page = document[scan.page - 1]
        width, height = page.get_size()
        scale = min(DPI / POINTS, math.sqrt(LARGEST / max(1.0, width * height)))
        picture = page.render(scale=scale, grayscale=True).to_numpy()
    rows, columns = picture.shape[:2]
    pixels: bytes = picture.tobytes()
    return b"P5 %d %d 255\n" % (columns, rows) + pixels


def words(table: str) -> list[Word]:
    """The words of Tesseract's table."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        _word(row) for row in rows if row["level"] == WORD and (row["text"] or "").strip()
    ]  # fmt: skip


def _word(row: dict[str, str]) -> Word:
    line = int(row["block_num"]), int(row["par_num"]), int(row["line_num"])
    left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
    return Word(row["text"], left, top, width, height, round(float(row["conf"]), 1), line)


def text(some: list[Word]) -> str:
    """The words as lines; an empty line between paragraphs."""
    paragraphs = groupby(some, key=lambda word: word.line[:2])
    return "\n\n".join(_lines(each) for _, each in paragraphs)


def _lines(paragraph: Iterable[Word]) -> str:
    lines = groupby(paragraph, key=lambda word: word.line)
    return "\n".join(" ".join(word.text for word in each) for _, each in lines)


def confidence(some: list[Word]) -> float | None:
    """The mean over the words; None where there are none."""
    return round(sum(word.confidence for word in some) / len(some), 1) if some else None
