"""Search: which pages say it, and whose are they?"""

import re
import shlex
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from kyles.model import Side
from kyles.store import View, item_lists
from kyles.store import search as index
from kyles.store.item_lists import Wanted
from kyles.store.search import FROM, TO, Found, Hit
from kyles.web.choices import Choice, Fits, choices
from kyles.web.door import Ask
from kyles.web.item_row import ItemRow, item_row, volume_names
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.shelf import Shelf
from kyles.web.viewer import READERS
from kyles.web.words import count

SHOWN = 25
NAMED = 5  # items by number or path
_MARKED = re.compile(f"{FROM}([^{TO}]*){TO}")
_asked = Shelf(16)  # what was looked for last, for turning pages

Place = Annotated[int, Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits can be filtered by, each value with its count."""

    side: tuple[Choice, ...]
    holder: tuple[Choice, ...]
    volume: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class HitRow:
    """One page that says it. `says` alternates: text, what was found, text, and so on."""

    item: str
    side: str
    holder: str
    volume: str
    path: str
    page: int
    label: str
    layer: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Told):
    """Items of that number or name, pages that say the words, and how many there are."""

    named: tuple[ItemRow, ...]
    hits: tuple[HitRow, ...]
    total: int
    whole: bool  # false: there are more pages than were put in order
    filters: Filters
    before: int | None
    after: int | None


@page("/matters/{matter}/search", menu=Menu("Search", 35), roles=READERS)
def search(
    ask: Ask, *, words: str = "", side: Side | None = None, holder: str = "", volume: str = "",
    after: Place = 0,
) -> Search:  # fmt: skip
    """Full text over everything that was read: all the words, "a phrase", wor*, -without."""
    found = _found(ask.view, words)
    volumes, told = volume_names(ask.view), [_Counted(hit) for hit in found.hits]
    fits: Fits[_Counted] = {
        "side": lambda one: side in (None, one.hit.side),
        "holder": lambda one: holder in ("", one.hit.holder),
        "volume": lambda one: volume in ("", volumes.get(one.hit.volume, "")),
    }
    fitting = [one.hit for one in told if all(fit(one) for fit in fits.values())]
    shown = fitting[after : after + SHOWN]
    return Search(
        title="Search", says=_says(found, words), scope=scope(ask.view),
        command=shlex.join(["kyles", "search", *([f"--{side}"] if side else []), words or "WORDS"]),
        named=_named(ask.view, words, volumes) if not after else (),
        hits=tuple(_row(hit, volumes) for hit in shown), total=len(fitting), whole=found.whole,
        filters=Filters(
            side=choices(told, "side", fits, value=lambda one: one.hit.side, words=str.capitalize),
            holder=choices(told, "holder", fits, value=lambda one: one.hit.holder),
            volume=choices(told, "volume", fits, value=lambda one: volumes.get(one.hit.volume, "")),
        ),
        before=max(after - SHOWN, 0) if after else None,
        after=after + SHOWN if after + SHOWN < len(fitting) else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Counted:
    """A hit as filters count it."""

    hit: Hit
    count: int = 1


def _found(view: View, words: str) -> Found:
    """What is found now; kept while pages are turned."""
    key = (view.store.folder, view.size, view.viewer, words)
    return _asked.get(key, lambda: (index.pages(view, words), 1))


def _named(view: View, words: str, volumes: dict[str, str]) -> tuple[ItemRow, ...]:
    """Items that are called so: a number, a Bates number, a part of a path."""
    if not words.strip():
        return ()
    some = item_lists.listed(view, Wanted(words=words.strip()), limit=NAMED)
    return tuple(item_row(item, volumes) for item in some)


def _row(hit: Hit, volumes: dict[str, str]) -> HitRow:
    return HitRow(
        hit.item, hit.side.value, hit.holder, volumes.get(hit.volume, ""), hit.path, hit.page,
        hit.label, hit.layer.value, tuple(_MARKED.split(hit.snippet)),
    )  # fmt: skip


def _says(found: Found, words: str) -> str:
    if not words.strip():
        return ""
    if not found.whole:
        return f"More than {index.MOST:,} pages say this; some of the best are below."
    pages = count(len(found.hits), "page says this", "pages say this")
    return f"{pages}, in what was read." if found.hits else "No page says this, in what was read."
