"""An index of what a defendant was given: every document, and what is new since earlier volumes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyles.mentions import bates
from kyles.model import Item, Role, Unit
from kyles.reconcile import coverage
from kyles.reconcile.coverage import Text
from kyles.reconcile.given import Given, Texts, given, texts
from kyles.reconcile.pages import inside
from kyles.store import View, productions

ASIDE = (Role.LOAD_FILE, Role.TEXT, Role.IMAGE)
NEW, KNOWN = 0.95, 0.05  # share of new words above which a document is new, below which it is not


@dataclass(frozen=True, slots=True)
class Line:
    """One document of a production. `news` is "new", "in part", or "seen" (given before)."""

    item: str
    volume: str
    on: str | None
    begin: str | None
    end: str | None
    first: int
    pages: int
    title: str
    path: str
    basis: str
    share_new: float | None
    news: str

    @property
    def cited(self) -> str:
        """The Bates range, or file and page where there is none."""
        if self.begin:
            return (
                self.begin
                if self.begin == self.end or not self.end
                else f"{self.begin} to {self.end}"
            )
        return f"{self.path} p. {self.first}"


def index(view: View, defendant: str) -> list[Line]:
    """The documents that a defendant was given, by volume and page."""
    (one,) = given(view, [defendant])
    words = texts(view, one.items)
    units: dict[str, list[Unit]] = {}
    for unit in productions.units(view):
        units.setdefault(unit.item, []).append(unit)
    lines: list[Line] = []
    before: list[Text] = []
    for volume in one.volumes:
        own = [item for item in one.items if item.volume == volume.id and item.role not in ASIDE]
        parts = sorted(((item, unit) for item in own for unit in _units(item, units)), key=_place)
        now = [
            Text(f"{item.id}/{unit.first}", _pages(words, item, unit, one)) for item, unit in parts
        ]
        shares = _shares_new(now, before)
        for (item, unit), text in zip(parts, now, strict=True):
            share = shares.get(text.key)
            lines.append(Line(
                item.id, volume.name, volume.on, unit.begin, unit.end, unit.first,
                unit.last - unit.first + 1, unit.title, item.path, unit.basis, share, _news(share),
            ))  # fmt: skip
        before += now
    return lines


def _place(part: tuple[Item, Unit]) -> tuple[object, ...]:
    """By Bates number, whatever the files are called; then what has none, by file and page."""
    item, unit = part
    number = bates.parse(unit.begin) if unit.begin else None
    return (number is None, number.key if number else (), item.path, unit.first)


def _units(item: Item, units: Mapping[str, list[Unit]]) -> list[Unit]:
    whole = Unit(item.id, 1, max(1, item.version.pages), item.title, None, None, "file")
    return units.get(item.id) or [whole]


def _pages(words: Texts, item: Item, unit: Unit, one: Given) -> tuple[str, ...]:
    """A document's pages; of a record, those of its extracted text."""
    pages = words.of(item.id)
    if not pages:
        texts = [other.id for other in one.items
                 if other.parent == item.id and other.role is Role.TEXT]  # fmt: skip
        pages = words.of(texts[0]) if texts else {}
    return tuple(inside(pages.get(page, ()), "text") for page in range(unit.first, unit.last + 1))


def _shares_new(now: Sequence[Text], before: Sequence[Text]) -> dict[str, float]:
    """The share of each document's words that no earlier volume has; without words, none."""
    words: dict[str, int] = {}
    covered: dict[str, int] = {}
    for page in coverage.cover(now, before) if now else ():
        words[page.key] = words.get(page.key, 0) + page.words
        covered[page.key] = covered.get(page.key, 0) + page.covered
    return {key: round(1 - covered[key] / count, 4) for key, count in words.items() if count}


def _news(share: float | None) -> str:
    if share is None:
        return "not read"
    return "new" if share > NEW else "seen" if share < KNOWN else "in part"
