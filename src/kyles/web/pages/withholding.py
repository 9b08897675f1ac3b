"""Withholding log: what was kept back, and why?"""

from dataclasses import dataclass

from kyles.store import items, productions
from kyles.store.access import Role
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.viewer import OFFICE
from kyles.web.words import count

LOOKS = OFFICE | {Role.DEFENSE, Role.COURT}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry. `item` is "" for whoever may not see the item itself."""

    entry: str
    item: str
    path: str
    pages: str
    defendant: str | None  # None: from every defendant
    provision: str
    reason: str
    existence_revealed: bool | None  # told to the office alone
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding(Told):
    """The entries that one may know of."""

    entries: tuple[EntryRow, ...]


@page("/matters/{matter}/withholding", menu=Menu("Withholding log", 50), roles=LOOKS)
def withholding(ask: Ask) -> Withholding:
    """Every entry of the log with its provision and reason."""
    view, is_office = ask.view, ask.view.viewer.role in OFFICE
    told = productions.withholdings(view)
    # Whoever may know of an entry may know what the item is called, not what is in it.
    names = items.several(view.store.view(as_of=view.size), [one.item for one in told])
    seen = items.several(view, [one.item for one in told])
    rows = tuple(
        EntryRow(
            one.id, one.item if one.item in seen else "",
            names[one.item].path if one.item in names else "", one.pages, one.defendant,
            one.provision, one.reason, one.existence_revealed if is_office else None,
            one.by if is_office else "",
        ) for one in told
    )  # fmt: skip
    return Withholding(title="Withholding log", says=_says(rows), scope=scope(view),
                       command="kyles withhold", entries=rows)  # fmt: skip


def _says(rows: tuple[EntryRow, ...]) -> str:
    if not rows:
        return "Nothing is logged as withheld."
    hidden = sum(one.existence_revealed is False for one in rows)
    told = count(len(rows), "entry is", "entries are")
    return f"{told} in the log; {hidden:,} not revealed." if hidden else f"{told} in the log."
