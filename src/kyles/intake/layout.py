"""How a produced folder is laid out: its documents, and the numbers that its pages bear.

A volume with load files says so itself; loose files show it by the stamps on their pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kyles.intake import unitize, volume, volume_layout
from kyles.intake.file import FileReading
from kyles.intake.volume_layout import Part, Told
from kyles.intake.walk import Found
from kyles.mentions import bates
from kyles.model import Event, Item, Side, State, Unit
from kyles.model.reading import CONTENT, MARGINS
from kyles.store import productions


@dataclass(frozen=True, slots=True)
class Pages:
    """The labels of a produced file's pages, and the documents that they make up."""

    labels: tuple[str | None, ...]
    units: tuple[Unit, ...]


class Layout:
    """What the load files of a folder say, by path below the folder. Empty for loose files."""

    def __init__(self, told: Told | None = None) -> None:
        self.places = told.places if told else {}
        self.named = told.named if told else ()
        self.problems = told.problems if told else {}

    def pages(self, path: str, item: Item, reading: FileReading) -> Pages | None:
        """The labels and documents of a produced file; None for one that has neither."""
        place = self.places.get(path)
        if place is None:
            return _by_stamps(item, reading)
        if not place.labels:
            return None
        last = max(len(reading.pages), 1)
        labels = (*place.labels[:last], *[None] * (last - len(place.labels)))
        return Pages(labels, tuple(units(item, place.documents, last)))


def units(item: Item, parts: Sequence[Part], last: int) -> Iterator[Unit]:
    """The documents that load files make of a file; the last one reaches to its end."""
    for at, one in enumerate(parts):
        ends = last if at == len(parts) - 1 else min(one.last, last)
        if one.first <= ends:
            title = one.title or item.title
            yield Unit(item.id, one.first, ends, title, one.begin, one.end, "load file")


def plan(root: Path, found: Sequence[Found], side: Side) -> Layout:
    """The layout of a produced folder with load files; an empty one for anything else.

    Raises Refused where a load file points outside the folder.
    """
    if side is Side.HELD or not root.is_dir():
        return Layout()
    real = {one.path: one.real for one in found if one.trouble is None}
    read = volume.read_volume(tuple(real), lambda path: real[path].read_bytes())
    return Layout(volume_layout.lay_out(read)) if read else Layout()


def events(item: str, version: int, pages: Pages) -> list[Event]:
    """The event that tells a file's labels and documents, where it has any."""
    if not pages.units and not any(pages.labels):
        return []
    return [productions.laid_out(item, version, units=pages.units, labels=pages.labels)]


def text(readings: Sequence[object]) -> str:
    """The words of a page with its furniture: what a stamp is looked for in."""
    kinds = (*CONTENT, *MARGINS)
    return "\n".join(one.text for one in readings if one.layer in kinds)  # type: ignore[attr-defined]


def _by_stamps(item: Item, reading: FileReading) -> Pages | None:
    """Labels read from the pages, and the documents that stamps, bookmarks and furniture show."""
    if not reading.pages:
        return None
    texts = [text(page) for page in reading.pages]
    stamps = bates.stamps(texts)
    facts = [
        unitize.PageFacts(words, None, stamp) for words, stamp in zip(texts, stamps, strict=True)
    ]
    marks = [_bookmark(value) for name, value in reading.details if name == "bookmark"]
    units = tuple(
        Unit(item.id, one.first, one.last, one.title or item.title, stamps[one.first - 1],
             stamps[one.last - 1], one.basis)
        for one in unitize.unitize(facts, marks)
    )  # fmt: skip
    return Pages(tuple(stamps), units)


def _bookmark(value: str) -> tuple[int, int, str]:
    page, level, title = value.split("\t", 2)
    return int(page), int(level), title


def next_version(before: Item | None, now: Item) -> Item:
    """An item with its version numbered: as before if nothing differs, else one more."""
    if before is None:
        return now
    same = replace(now, version=replace(now.version, number=before.version.number), facts=())
    if same == before:
        return before
    return replace(same, version=replace(same.version, number=before.version.number + 1))


def gone(item: Item) -> Item:
    """The next version of an item that is not where it was any more."""
    reason = "it was here when the folder was added before, and is not any more"
    version = replace(item.version, number=item.version.number + 1, state=State.GONE, reason=reason)
    return replace(item, version=version)
