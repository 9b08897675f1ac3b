"""Volumes as vendors deliver them: a load-file volume, one long PDF, loose stamped PDFs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kyles.demo import pdf
from kyles.demo.paper import Paper, every_page, words

FIELD, QUALIFIER = "\x14", "þ"
COLUMNS = ("BEGBATES", "ENDBATES", "PGCOUNT", "TITLE", "TEXTPATH")


@dataclass(frozen=True, slots=True)
class Given:
    """A paper under its first number; `of` counts its pages as the load file says them."""

    paper: Paper
    first: int
    of: int

    def numbers(self, prefix: str) -> list[str]:
        """The numbers of the pages that are there."""
        return [_number(prefix, self.first + at) for at in range(len(self.paper.pages))]

    def last(self, prefix: str) -> str:
        return _number(prefix, self.first + self.of - 1)


def given(one: Paper, first: int) -> Given:
    """A paper with all the pages it ever had, or fewer."""
    return Given(one, first, one.of)


def _number(prefix: str, number: int) -> str:
    return f"{prefix}-{number:06d}"


def write_loaded(folder: Path, some: Sequence[Given], *, prefix: str) -> None:
    """A volume with DAT and OPT, a PDF for each page, and a text for each document."""
    name = folder.name
    for one in some:
        for page, number in enumerate(one.numbers(prefix), 1):
            pdf.write_sheets(folder / "IMAGES" / f"{number}.pdf", [(one.paper, page, number)])
        text = "\f".join(words(one.paper, page) for _, page in every_page([one.paper]))
        path = folder / "TEXT" / f"{one.numbers(prefix)[0]}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    data = folder / "DATA"
    data.mkdir()
    (data / f"{name}.dat").write_bytes("".join(_dat(some, prefix)).encode("utf-8-sig"))
    (data / f"{name}.opt").write_bytes("".join(_opt(name, some, prefix)).encode())


def _dat(some: Sequence[Given], prefix: str) -> Iterator[str]:
    """A row for each document."""
    yield _row(COLUMNS)
    for one in some:
        first = one.numbers(prefix)[0]
        text = rf".\TEXT\{first}.txt"
        yield _row((first, one.last(prefix), str(one.of), one.paper.title, text))


def _row(cells: Sequence[str]) -> str:
    return FIELD.join(f"{QUALIFIER}{cell}{QUALIFIER}" for cell in cells) + "\r\n"


def _opt(name: str, some: Sequence[Given], prefix: str) -> Iterator[str]:
    """A line for each page; the first of a document says how many it has."""
    for one in some:
        numbers = one.numbers(prefix)
        for at, number in enumerate(numbers):
            opens, count = ("", "") if at else ("Y", str(len(numbers)))
            yield rf"{number},{name},.\IMAGES\{number}.pdf,{opens},,,{count}" + "\r\n"


def write_long(path: Path, some: Sequence[Paper], *, prefix: str) -> None:
    """One PDF with everything, stamped through and bookmarked."""
    numbered = enumerate(every_page(some), 1)
    sheets = [(one, page, _number(prefix, at)) for at, (one, page) in numbered]
    pdf.write_sheets(path, sheets, bookmarks=True)


def write_loose(folder: Path, some: Sequence[Given], *, prefix: str) -> None:
    """A stamped PDF for each document, named by its first number."""
    for one in some:
        numbers = one.numbers(prefix)
        sheets = [(one.paper, page, number) for page, number in enumerate(numbers, 1)]
        pdf.write_sheets(folder / f"{numbers[0]}.pdf", sheets)
