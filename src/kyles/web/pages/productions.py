"""Productions: what did each defendant get, and when?"""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.export import bars
from kyles.model import Volume
from kyles.store import View, audited, items, matters, production_lists
from kyles.store import productions as given
from kyles.store.production_lists import Measure
from kyles.web.act import act
from kyles.web.door import Ask
from kyles.web.errands import Course, course
from kyles.web.news import NEWS, VolumeNews, compared
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


@dataclass(frozen=True, slots=True)
class KindGiven:
    """What one defendant was given of one kind of held item: counts by kind of answer."""

    defendant: str
    items: int
    counts: dict[str, int]
    title: str  # the same in words


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of held item, for every defendant."""

    kind: str
    given: tuple[KindGiven, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Productions(Told):
    """Every volume, and what was disclosed otherwise."""

    defendants: tuple[str, ...]
    volumes: tuple[VolumeRow, ...]
    disclosures: tuple[DisclosureRow, ...]
    more_disclosures: int
    kinds: tuple[KindRow, ...]  # as of the last audit
    news: tuple[VolumeNews, ...]
    news_size: int | None  # the ledger's, when volumes were compared
    comparing: Course | None


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
    last = NEWS.last(view.store.folder)
    news = last.outcome if last else None
    return Productions(
        title="Productions", says=_says(rows), scope=scope(view), command="kyles productions",
        defendants=matters.matter(view).defendants, volumes=rows,
        disclosures=tuple(_disclosures(view)), more_disclosures=max(0, len(told) - DISCLOSURES),
        kinds=tuple(_kinds(view)), news=news.volumes if news else (),
        news_size=news.size if news else None, comparing=course(last),
    )  # fmt: skip


@act("/matters/{matter}/productions/news")
def compare_volumes(ask: Ask) -> str:
    """Compare each volume with those before, in the background."""
    NEWS.begin(ask, ask.view.store.folder, compared)
    return ask.at("/productions#news")


def _kinds(view: View) -> Iterator[KindRow]:
    """What each defendant was given of each kind of held item, as of the last audit."""
    told = [(kind, name, counts) for kind, name, counts in audited.part(view, "kinds") or ()]
    found: dict[str, list[KindGiven]] = {kind: [] for kind, _, _ in told}
    for one in bars.drawn(told, ()):
        row = KindGiven(one.defendant, one.items, one.counts, one.title)
        found[one.holder].append(row)
    yield from (KindRow(kind, tuple(rows)) for kind, rows in found.items())


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
