"""Holders: has each agency answered, and how much of what it has was given?"""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.export import bars
from kyles.store import View, audited, items, matters, sources
from kyles.store.inquiries import cells
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.words import count


@dataclass(frozen=True, slots=True)
class ToDefendant:
    """What one defendant was given of a holder's items: counts by kind of answer."""

    defendant: str
    items: int
    counts: dict[str, int]
    title: str  # the same in words


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One agency: what was added of it last, what it was asked, what was given."""

    holder: str
    items: int
    unread: int
    added: str  # the names of its sources
    asked: int
    answered: int
    given: tuple[ToDefendant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders(Told):
    """Every holder of the prosecution team."""

    holders: tuple[HolderRow, ...]


@remembered
def _count(view: View) -> int:
    return len(items.holders(view))


@page("/matters/{matter}/holders", menu=Menu("Holders", 45, _count))
def holders(ask: Ask) -> Holders:
    """Each agency with what it holds, what was asked of it, and what each defendant was given."""
    rows = tuple(_rows(ask.view))
    return Holders(title="Holders", says=_says(rows), scope=scope(ask.view),
                   command="kyles holders", holders=rows)  # fmt: skip


def _rows(view: View) -> Iterator[HolderRow]:
    given, register = _given(view), cells(view)
    addings: dict[str, list[sources.Adding]] = {}
    for one in sources.addings(view):
        addings.setdefault(one.source.holder or "", []).append(one)
    for holder in items.holders(view):
        own = [one for one in register if one.agency.casefold() == holder.casefold()]
        added = addings.get(holder, [])
        yield HolderRow(
            holder, sum(one.items for one in added), sum(one.unread for one in added),
            ", ".join(dict.fromkeys(one.source.name for one in added)), len(own),
            sum(one.state == "answered" for one in own), tuple(given.get(holder, ())),
        )  # fmt: skip


def _given(view: View) -> dict[str, list[ToDefendant]]:
    """By holder, what each defendant was given, as of the last audit."""
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for holder, defendant, status, number in audited.by_holder(view):
        rows.setdefault((holder, defendant), {})[status] = number
    told = [(holder, name, counts) for (holder, name), counts in rows.items()]
    found: dict[str, list[ToDefendant]] = {}
    for one in bars.drawn(told, matters.matter(view).defendants):
        to = ToDefendant(one.defendant, one.items, one.counts, one.title)
        found.setdefault(one.holder, []).append(to)
    return found


def _says(rows: tuple[HolderRow, ...]) -> str:
    if not rows:
        return "Nothing of any holder is here yet."
    silent = [one.holder for one in rows if one.asked and one.answered < one.asked]
    told = f"{count(len(rows), 'holder has', 'holders have')} something here"
    return f"{told}; {', '.join(silent)} did not answer everything." if silent else f"{told}."
