"""Chronology: what happened, who says so, and where do they disagree?"""

from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from kyles.model import Status
from kyles.model.case_event import label
from kyles.reconcile.pages import inside
from kyles.store import View, audited, case_events, items, readings
from kyles.store.audited import Said, Span, Which
from kyles.web.door import Ask
from kyles.web.finding_row import FindingRow, finding_row
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.words import count, day

SHOWN = 60
CONFLICTS = 20

Place = Annotated[int, Meta(ge=0, lt=2**53)]


@dataclass(frozen=True, slots=True)
class Passage:
    """One document's word for it."""

    item: str
    path: str
    page: int
    start: int
    end: int
    quote: str
    said_by: str
    aside: str
    kind: str
    undisclosed: tuple[str, ...]  # the defendants who were not given the document


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is known, and everything that is said of it."""

    when: str
    known: str  # how far: "day known", "month known", "range", "open"
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One side of a disagreement."""

    item: str
    path: str
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Passages that cannot both hold, or that are to be explained."""

    finding: FindingRow
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CourtEvent:
    """Something that was recorded as having happened in the case."""

    id: str
    on: str
    kind: str
    defendant: str | None
    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology(Told):
    """What documents say happened, by date."""

    conflicts: tuple[Conflict, ...]
    recorded: tuple[CourtEvent, ...]
    spans: tuple[Span, ...]
    days: tuple[Day, ...]
    total: int
    after: int | None


@remembered
def passages(view: View) -> int:
    """How many passages there are."""
    return audited.dated(view)


@page("/matters/{matter}/chronology", menu=Menu("Chronology", 60, passages))
def chronology(
    ask: Ask, *, since: date | None = None, until: date | None = None, after: Place | None = None
) -> Chronology:
    """What documents say happened, by date as far as it is known, each with its passage."""
    view = ask.view
    some = audited.said(
        view, after=-1 if after is None else after, limit=SHOWN + 1,
        since=since.isoformat() if since else "", until=until.isoformat() if until else "",
    )  # fmt: skip
    conflicts = tuple(_conflicts(view))
    return Chronology(
        title="Chronology", says=_says(conflicts, passages(view)), scope=scope(view),
        command="kyles chronology", conflicts=conflicts, recorded=tuple(_recorded(view)),
        spans=tuple(spans(view)), days=tuple(_days(view, [one for _, one in some[:SHOWN]])),
        total=passages(view), after=some[SHOWN - 1][0] if len(some) > SHOWN else None,
    )  # fmt: skip


def _says(conflicts: tuple[Conflict, ...], passages: int) -> str:
    told = count(passages, "passage")
    if not conflicts:
        return f"No two of {told} are known to disagree."
    return f"{count(len(conflicts), 'disagreement')} among {told}."


@remembered
def spans(view: View) -> list[Span]:
    """The dates that are given."""
    return audited.spans(view)


def _conflicts(view: View) -> Iterator[Conflict]:
    for rule in ("contradiction", "discrepancy"):
        for placed in audited.findings(view, Which(rule=rule), limit=CONFLICTS):
            sources = (Source(one.item, one.path, one.page, one.start, one.end, one.quote)
                       for one in placed.finding.sources)  # fmt: skip
            yield Conflict(finding_row(placed), tuple(sources))


def _recorded(view: View) -> Iterator[CourtEvent]:
    for one in case_events.case_events(view):
        yield CourtEvent(one.id, one.on, label(one.kind), one.defendant, one.says, one.source)


def _days(view: View, some: list[Said]) -> Iterator[Day]:
    """Passages that give the same date stand together."""
    grouped: dict[tuple[str, str], list[Passage]] = {}
    for one, told in zip(some, _passages(view, some), strict=True):
        grouped.setdefault(_when(one), []).append(told)
    for (when, known), passages in grouped.items():
        yield Day(when, known, tuple(dict.fromkeys(passages)))


def _when(one: Said) -> tuple[str, str]:
    """The date in words, and how far it is known."""
    if not one.first:
        return _open(one.value), "open"
    if one.first == one.last:
        return day(one.first), "day known"
    for size, known in ((4, "year known"), (7, "month known")):
        if one.value == one.first[:size]:
            return day(one.value), known
    return f"{day(one.first)} to {day(one.last)}", "range"


def _open(value: str) -> str:
    """A date whose year is open: `--07-15` is 15 July of some year."""
    month, _, of_month = value.removeprefix("--").partition("-")
    if not value.startswith("--") or not month.isdigit():
        return value.capitalize() or "No date"
    return f"{f'{int(of_month)} ' if of_month else ''}{month_name[int(month)]}, year open"


def _passages(view: View, some: list[Said]) -> Iterator[Passage]:
    known = items.several(view, list({one.item for one in some}))
    undisclosed: dict[str, list[str]] = {}
    for given in audited.given(view, list(known)):
        if given.status is Status.NOT_DISCLOSED and given.owed:
            undisclosed.setdefault(given.item, []).append(given.defendant)
    texts: dict[tuple[str, int], str] = {}
    for one in some:
        item = known.get(one.item)
        if item and (one.item, one.page) not in texts:
            content = items.last_content(view, item)
            told = readings.on(view, readings.current(view, content), one.page) if content else []
            texts[one.item, one.page] = inside(told, "text")
        text = texts.get((one.item, one.page), "")
        yield Passage(
            one.item if item else "", item.path if item else "", one.page, one.start, one.end,
            " ".join(text[one.start : one.end].split()), one.said_by, one.aside, one.kind,
            tuple(undisclosed.get(one.item, ())),
        )  # fmt: skip
