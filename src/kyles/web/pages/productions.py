"""Productions: what did each defendant get, and when?"""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.model import Volume
from kyles.store import View, items, matters, production_lists
from kyles.store import productions as given
from kyles.store.production_lists import Measure
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.words import count, day

DISCLOSURES = 200
NOTHING = Measure(0, 0, "", "")


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """One delivery: when, to whom, how much."""

    id: str
    name: str
    on: str | None
    defendants: tuple[str, ...]
    documents: int
    pages: int
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """Something given by other means than a volume."""

    item: str
    path: str
    defendant: str
    on: str
    manner: str
    receipt: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Productions(Told):
    """Every volume, and what was disclosed otherwise."""

    defendants: tuple[str, ...]
    volumes: tuple[VolumeRow, ...]
    disclosures: tuple[DisclosureRow, ...]
    more_disclosures: int


@remembered
def volumes(view: View) -> int:
    """How many volumes there are."""
    return len(given.volumes(view))


@page("/matters/{matter}/productions", menu=Menu("Productions", 40, volumes))
def productions(ask: Ask) -> Productions:
    """The volumes with the defendants who got them, and disclosures by other means."""
    view = ask.view
    rows = tuple(volume_rows(view))
    told = given.disclosures(view)
    return Productions(
        title="Productions", says=_says(rows), scope=scope(view), command="kyles productions",
        defendants=matters.matter(view).defendants, volumes=rows,
        disclosures=tuple(_disclosures(view)), more_disclosures=max(0, len(told) - DISCLOSURES),
    )  # fmt: skip


def volume_rows(view: View) -> Iterator[VolumeRow]:
    """The volumes by date, each with what it holds."""
    told = _measures(view)
    for one in given.volumes(view):
        yield _row(one, told.get(one.id, NOTHING))


@remembered
def _measures(view: View) -> dict[str, Measure]:
    return production_lists.measures(view)


def _row(one: Volume, told: Measure) -> VolumeRow:
    return VolumeRow(one.id, one.name, one.on, one.defendants, told.documents, told.pages,
                     told.begin, told.end)  # fmt: skip


def _says(rows: tuple[VolumeRow, ...]) -> str:
    if not rows:
        return "No production is loaded: kyles add FOLDER --produced-to NAME --on DATE"
    dates = [one.on for one in rows if one.on]
    last = f", the last of {day(max(dates))}" if dates else ""
    return f"{count(len(rows), 'volume is', 'volumes are')} loaded{last}."


def _disclosures(view: View) -> Iterator[DisclosureRow]:
    some = given.disclosures(view)[-DISCLOSURES:]
    known = items.several(view, [one.item for one in some])
    for one in reversed(some):
        item = known.get(one.item)
        if item is not None:
            yield DisclosureRow(item.id, item.path, one.defendant, one.on, one.manner.value,
                                one.receipt_name)  # fmt: skip
