"""Readers of file kinds: one module, one kind. A format yields parts; intake reads those again.

A format is a module of this package, found by walking it (packages from outside come in by the
entry point group `kyles.formats`, which names such modules), with

    NAME: str                                   for people, "PDF"
    MEDIA_TYPE: str                             "application/pdf"
    def claims(head: bytes, name: str) -> int   0 no, 1 by name only, 2 by content, 3 for sure
    def read(path: Path) -> Iterator[Part]      of a file of any name

    def draw(path: Path, page: int, *, dpi: int) -> Image     where its pages can be drawn, in grey

`head` is the first HEAD bytes of the file. `read` streams parts in the order of the file. It never
raises for what is wrong with the file: it yields a `Trouble` and ends, keeping what it has read.
Formats know nothing of each other, of the store, or of what an item is.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PIL import Image

from kyles import opendocument
from kyles.model import Reading, State

if TYPE_CHECKING:
    from kyles.package import Package  # for its name alone: lxml takes long to load

HEAD = 8192


@dataclass(frozen=True, slots=True)
class Page:
    """The next page, with its readings; `label` is the page's own number where the file has one."""

    readings: tuple[Reading, ...]
    label: str | None = None
    image: bool = False  # the page shows an image that covers most of it


@dataclass(frozen=True, slots=True)
class Child:
    """A file inside the file: an attachment, an embedded object."""

    name: str
    role: str  # "attachment" or "embedded"
    data: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, as text; `sheet` is its sheet or "", `number` counts from 1."""

    sheet: str
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """Something the file says of itself: `subject`, `from`, `date`, `title`, `bookmark`.

    A bookmark's value is `page<TAB>level<TAB>title`, pages counted from 1.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the file could not be read whole: a state other than ok, and the reason in words."""

    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Expected:
    """How many parts of a kind (`pages`, `children`, `rows`) the file announces."""

    what: str
    count: int


Part = Page | Child | Row | Detail | Trouble | Expected


class Format(Protocol):
    """What a format module offers."""

    NAME: str
    MEDIA_TYPE: str

    @staticmethod
    def claims(head: bytes, name: str) -> int: ...

    @staticmethod
    def read(path: Path) -> Iterator[Part]: ...


@cache
def formats() -> tuple[Format, ...]:
    """Every format, built-in ones first, in the order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    built_in = [importlib.import_module(f"{__name__}.{name}") for name in names]
    outside = sorted(entry_points(group="kyles.formats"), key=lambda point: point.name)
    return (*built_in, *(point.load() for point in outside))


def identify(head: bytes, name: str) -> Format | None:
    """The format that claims a file most surely; the first of equals; None if no format does."""
    claims = [(one.claims(head, name), -at, one) for at, one in enumerate(formats())]
    strength, _, best = max(claims, key=lambda claim: claim[:2], default=(0, 0, None))
    return best if strength else None


def embedded(package: "Package") -> Iterator[Part]:
    """The files inside an Office file: how many it announces, and those that can be unpacked."""
    objects, files = list(opendocument.objects(package)), package.files()
    if files or objects:
        yield Expected("children", len(files) + len(objects))
    for part, name in files.items():
        data = package.data(part)
        if data is not None:
            yield Child(name, "embedded", data)
    for name, data in objects:
        yield Child(name, "embedded", data)


def draw(path: Path, page: int, *, dpi: int) -> Image.Image:
    """A page of a file, counted from 1, as a grey picture.

    Raises ValueError for a kind without pictures, and what the reader raises for a damaged page.
    """
    with path.open("rb") as stream:
        one = identify(stream.read(HEAD), path.name)
    drawn = getattr(one, "draw", None)
    if drawn is None:
        raise ValueError("its pages cannot be drawn")
    picture: Image.Image = drawn(path, page, dpi=dpi)
    return picture
