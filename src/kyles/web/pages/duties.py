"""Duties: what is due, to whom, and under which provision?"""

from dataclasses import dataclass
from datetime import date

import msgspec

from kyles import clock
from kyles.law import DISCLAIMER
from kyles.store import View, audited, matters
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.words import count


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty to one defendant: `due` is the last day as courts count, `safe` the one to keep."""

    defendant: str
    title: str
    cite: str
    mark: str  # how far its provision was checked
    due: str | None
    safe: str | None
    state: str
    basis: str
    done_by: tuple[tuple[str, str], ...]  # production and day
    items: tuple[tuple[str, str], ...]  # id and path of some of those that are open
    open: int
    answerable: str
    days: int | None = None  # until the safe day; negative where it is past


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties(Told):
    """The duties that follow from the events of the case, as of the last audit."""

    duties: tuple[Owed, ...]
    disclaimer: str


@page("/matters/{matter}/duties", menu=Menu("Duties", 70))
def duties(ask: Ask) -> Duties:
    """Each duty with the day that is safe, what it rests on, and what is still open under it."""
    rows = _duties(ask.view)
    return Duties(title="Duties", says=_says(rows), scope=scope(ask.view), command="kyles duties",
                  duties=rows, disclaimer=DISCLAIMER)  # fmt: skip


def _duties(view: View) -> tuple[Owed, ...]:
    """What is not done yet first, by its safe day; what has no day after that."""
    today = clock.today(matters.matter(view).zone)
    rows = [_owed(one, today) for one in audited.part(view, "duties") or ()]
    return tuple(sorted(rows, key=_order))


def _owed(told: dict[str, object], today: date) -> Owed:
    safe = told.get("safe")
    days = (date.fromisoformat(str(safe)) - today).days if safe else None
    return msgspec.convert({**told, "days": days}, Owed)


def _order(one: Owed) -> tuple[bool, bool, str, str, str]:
    return one.state == "done", one.safe is None, one.safe or "", one.defendant, one.title


def _says(rows: tuple[Owed, ...]) -> str:
    if not rows:
        return "No duty follows from the events that are recorded."
    late = [one for one in rows if one.state != "done" and one.days is not None and one.days < 0]
    open_ = [one for one in rows if one.state != "done"]
    if not open_:
        return "Nothing is due that is not done."
    told = count(len(open_), "duty is open", "duties are open")
    return f"{told}; the safe day of {len(late):,} is past." if late else f"{told}."
