"""Matters: where must I look today?"""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.errors import KylesError
from kyles.store import View, audited
from kyles.store import matters as store_matters
from kyles.web.door import DeskAsk
from kyles.web.page import Told, page
from kyles.web.standing import Standing, standing
from kyles.web.viewer import EVERYBODY, OFFICE, home


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as one line, or why it could not be opened."""

    name: str
    home: str  # where one arrives in it
    title: str
    defendants: tuple[str, ...]
    incidents: tuple[str, ...]
    audited_at: str
    zone: str
    since: int  # events after the last audit
    standing: Standing | None  # the office's own
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters(Told):
    """The matters that lie open here."""

    matters: tuple[MatterRow, ...]


@page("/matters", roles=EVERYBODY)
def matters(ask: DeskAsk) -> Matters:
    """The matters that lie open here, and how each stands."""
    rows = tuple(_rows(ask))
    return Matters(title="Matters", says=_says(rows), command="kyles findings --matter FOLDER",
                   matters=rows)  # fmt: skip


def _says(rows: tuple[MatterRow, ...]) -> str:
    """How many of the office's own matters are in trouble; of others' it cannot be said."""
    own = [one for one in rows if one.standing is not None]
    first = sum(one.standing.first > 0 for one in own if one.standing)
    if not own:
        return "" if rows else "No matter is open to you here."
    if not first:
        return "No finding of priority 1 is open in any."
    many = f" in {first} of {len(own)}" if len(own) > 1 else ""
    return f"Findings of priority 1 are open{many}."


def _rows(ask: DeskAsk) -> Iterator[MatterRow]:
    for name in filter(ask.who.sees, ask.desk.matters()):
        try:
            with ask.desk.open(name) as store:
                yield _row(name, store.view(ask.who.at(name)))
        except KylesError as error:
            told = f"{error} {error.hint}"
            yield MatterRow(name, "", name, (), (), "", "UTC", 0, None, told)


def _row(name: str, view: View) -> MatterRow:
    matter = store_matters.matter(view)
    last = audited.last(view)
    return MatterRow(
        name, home(view.viewer), matter.title, matter.defendants, matter.incidents,
        last.at if last else "", matter.zone, view.size - last.size if last else 0,
        standing(view) if view.viewer.role in OFFICE else None,
    )  # fmt: skip
