"""What the tests of every format ask of the parts that a reader yields."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from kyles import formats
from kyles.formats import Child, Detail, Expected, Page, Part, Row, Trouble
from kyles.model import Layer, State

P = TypeVar("P")


def read(path: Path) -> list[Part]:
    """The parts of a file, by the format that claims it."""
    format_ = formats.identify(path.read_bytes()[: formats.HEAD], path.name)
    assert format_ is not None
    return list(format_.read(path))


def only(parts: Iterable[Part], kind: type[P]) -> list[P]:
    return [part for part in parts if isinstance(part, kind)]


def pages(parts: Iterable[Part], *layers: Layer) -> list[str]:
    """The text of each page, in the layers that are asked for."""
    return [
        "\n".join(one.text for one in page.readings if one.layer in layers)
        for page in only(parts, Page)
    ]


def details(parts: Iterable[Part], name: str) -> list[str]:
    return [one.value for one in only(parts, Detail) if one.name == name]


def children(parts: Iterable[Part]) -> dict[str, bytes]:
    return {one.name: one.data for one in only(parts, Child)}


def rows(parts: Iterable[Part]) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.sheet, one.number, one.cells) for one in only(parts, Row)]


def states(parts: Iterable[Part]) -> list[State]:
    return [one.state for one in only(parts, Trouble)]


def expected(parts: Iterable[Part], what: str) -> int:
    return sum(one.count for one in only(parts, Expected) if one.what == what)


def tells_of_what_is_wrong(parts: Iterable[Part]) -> bool:
    """Whether a reader that found nothing at all at least says why."""
    parts = list(parts)
    return any(isinstance(part, Page | Row | Child | Trouble) for part in parts)
