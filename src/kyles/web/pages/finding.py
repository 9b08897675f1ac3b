"""Finding: is it so, and what is to be done?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from kyles.errors import NotFound, UsageError
from kyles.export.cards import STANDING
from kyles.findings import rules
from kyles.findings.partly_disclosed import FURNITURE
from kyles.model import Finding as Found
from kyles.model import FindingState, Item, Kind, Passage
from kyles.model.coverage import HeldPage
from kyles.store import View, audited, decisions, items
from kyles.store import findings as store_findings
from kyles.store.audited import Given, Which
from kyles.store.findings import Step
from kyles.web import sheets
from kyles.web.act import act
from kyles.web.door import Ask
from kyles.web.finding_row import FindingRow, finding_row
from kyles.web.page import Told, page
from kyles.web.scope import scope
from kyles.web.sheets import Page, Span

PAIRS = 12  # pages shown side by side
SOURCES = 40
DRAWN = 4  # sources shown as pictures, where there is nothing to compare
Decision = Literal["explained", "asked", "answered", "wrong"]
Words = Annotated[str, Meta(max_length=10_000)]
HELD = ("held_not_disclosed", "owed_to_codefendant", "partly_disclosed", "differs")


@dataclass(frozen=True, slots=True)
class Pair:
    """A held page beside the given page that has most of it; None: no given page has any of it."""

    held: Page
    words: int  # that are not on any given page
    of: int
    given: Page | None
    cited: str


@dataclass(frozen=True, slots=True)
class Source:
    """A place that the finding rests on."""

    item: str
    path: str
    page: int
    reading: str
    start: int
    end: int
    quote: str
    holder: str | None
    shown: Page | None


@dataclass(frozen=True, slots=True)
class About:
    """The item that the finding is about."""

    item: str
    path: str
    title: str
    kind: str
    number: str | None
    pages: int
    status: str
    share: float | None
    given_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Told):
    """One finding, with what it rests on."""

    finding: FindingRow
    incident: str | None
    about: About | None
    pairs: tuple[Pair, ...]
    more_pairs: int
    sources: tuple[Source, ...]
    more_sources: int
    manual: str
    history: tuple[Step, ...]
    standing: bool
    before: str | None  # the ids of its neighbours in the order of the audit
    after: str | None


@page("/matters/{matter}/findings/{finding}")
def finding(ask: Ask, finding: str) -> Finding:
    """One gap: what is held beside what was given, how the rule decided, what was decided since."""
    placed = audited.finding(ask.view, finding)
    if placed is None:
        raise NotFound(f"There is no finding '{finding}'.")
    one = placed.finding
    item = items.several(ask.view, [one.about.item or ""]).get(one.about.item or "")
    given = _given(ask.view, one)
    pages = _compared(given) if given and item and one.rule in HELD else []
    pairs = tuple(_pairs(ask, item, pages[:PAIRS])) if item else ()
    return Finding(
        title=one.about.path, says=one.says, scope=scope(ask.view),
        command=f"kyles show {one.id}", finding=finding_row(placed), incident=one.about.incident,
        about=_about(item, given) if item else None, pairs=pairs,
        more_pairs=max(0, len(pages) - PAIRS),
        sources=tuple(_sources(ask, one.sources[:SOURCES], drawn=0 if pairs else DRAWN)),
        more_sources=max(0, len(one.sources) - SOURCES), manual=_manual(one.rule),
        history=tuple(store_findings.history(ask.view, one.id)), standing=one.state in STANDING,
        before=_neighbour(ask.view, before=placed.place),
        after=_neighbour(ask.view, after=placed.place),
    )  # fmt: skip


@act("/matters/{matter}/findings/{finding}/decision")
def decide(ask: Ask, finding: str, *, state: Decision, text: Words) -> str:
    """Record what was decided of a finding. It holds until the gap changes; then it reopens."""
    one = store_findings.one(ask.view, finding)
    if not text.strip():
        raise UsageError("Say why, in words.")
    ask.view.store.record(decisions.decided(one, FindingState(state), text.strip()))
    return ask.at(f"/findings/{one.id}")


def _given(view: View, one: Found) -> Given | None:
    """What the defendant of a finding was given of its item."""
    told = audited.given(view, [one.about.item or ""])
    return next((each for each in told if each.defendant == one.owed_to), None)


def _about(item: Item, given: Given | None) -> About:
    coverage = given.coverage if given else None
    cited = [place.cited() for page in (coverage.pages if coverage else ())
             for place in page.produced[:1]]  # fmt: skip
    return About(
        item.id, item.path, item.title, item.kind.value, item.number, item.version.pages,
        given.status.value if given else "", coverage.share if coverage else None,
        " to ".join(dict.fromkeys((cited[0], cited[-1]))) if cited else "",
    )  # fmt: skip


def _compared(given: Given) -> list[HeldPage]:
    """The readings of held pages that lack something, in order."""
    return [one for one in given.coverage.pages if one.missing] if given.coverage else []


def _pairs(ask: Ask, item: Item, pages: Sequence[HeldPage]) -> Iterator[Pair]:
    places = [place.item for one in pages for place in one.produced[:1]]
    given = items.several(ask.view, places)
    for one in pages:
        spans = [Span(gap.start, gap.end, gap.kind) for gap in one.missing]
        held = sheets.page(ask, item, one.page, spans=spans, layer=one.layer)
        place = next(iter(one.produced), None) if one.covered > FURNITURE * one.words else None
        other = given.get(place.item) if place else None
        shown = sheets.page(ask, other, place.page) if place and other else None
        yield Pair(held, sum(gap.words for gap in one.missing), one.words, shown,
                   place.cited() if place else "")  # fmt: skip


def _sources(ask: Ask, some: Sequence[Passage], *, drawn: int) -> Iterator[Source]:
    known = items.several(ask.view, [one.item for one in some])
    left = drawn
    for one in some:
        item = known.get(one.item)
        shown = None
        if item and left and one.page and one.reading != "row" and item.kind is Kind.DOCUMENT:
            spans = [Span(one.start, one.end, "cited")] if one.end else []
            shown = sheets.page(ask, item, one.page, spans=spans, layer=one.reading or "text")
            left -= 1
        yield Source(one.item if item else "", one.path, one.page, one.reading, one.start, one.end,
                     one.quote, item.holder if item else None, shown)  # fmt: skip


def _manual(name: str) -> str:
    return next((rule.manual for rule in rules() if rule.name == name), "")


def _neighbour(view: View, *, before: int = -1, after: int = -1) -> str | None:
    if before == 0:
        return None
    found = audited.findings(view, Which(), before=before, after=after, limit=1)
    return found[0].finding.id if found else None
