"""Reading the picture of one page with Tesseract, in a process of its own.

The program is Debian's, run beside us: the page goes in as a grey picture, the words come out with
their boxes and how sure it is of each. Nothing is written to the disk.
"""

import csv
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from kyles import formats
from kyles.errors import KylesError
from kyles.fingerprint import sanity
from kyles.formats import Page, pdf
from kyles.model import Reading
from kyles.model.reading import CONTENT

ENGINE = "tesseract"
DPI = 300
POINTS = 72  # an inch
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


@dataclass(frozen=True, slots=True)
class Looked:
    """A file to look through for pages to read; `every` scan, or those without usable text."""

    path: Path
    every: bool = False


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


def scans(looked: Looked) -> list[int]:
    """The pages of a file, counted from 1, that are an image with little text or none, or whose
    text cannot be words; of `every` scan also those that have a text already.
    """
    path = looked.path
    with path.open("rb") as stream:
        one = formats.identify(stream.read(formats.HEAD), path.name)
    parts = one.read(path) if one is not None else iter(())
    pages = (part for part in parts if isinstance(part, Page))
    found = {number for number, page in enumerate(pages, 1)
             if page.image or _garbled(page.readings)}  # fmt: skip
    if looked.every and one is not None and one.MEDIA_TYPE == pdf.MEDIA_TYPE:
        found.update(pdf.scans(path))
    return sorted(found)


def _garbled(readings: Iterable[Reading]) -> bool:
    return any(one.layer in CONTENT and sanity.garbled(one.text) for one in readings)


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
    picture = formats.draw(scan.path, scan.page, dpi=DPI)
    return b"P5 %d %d 255\n" % picture.size + picture.tobytes()


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
