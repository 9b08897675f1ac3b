"""Findings as cards of the report: what was found, its sources, and the passages side by side.

The cards follow the order of the audit, worst first, in groups of one priority and rule. A matter
may have thousands: passages are shown for the first, and beyond a number of cards a finding is one
row of a table. Nothing is left out without saying so, and how to see it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

from kyles.audit import Audited
from kyles.export.citation import bates, clean, named, rule_label, said, within
from kyles.export.passages import Pair, Piece, pairs
from kyles.findings import rules
from kyles.model import Finding, FindingState, Passage
from kyles.model.coverage import Coverage
from kyles.reconcile.audit_view import Audit

CARDS = 400  # findings shown as cards; the others are rows
COMPARED = 100  # cards with passages side by side
PAIRS = 6  # places shown side by side on one card
SOURCES = 6  # sources cited on one card
SHORT = 48  # characters of a line that ended before the margin did

SIDE_BY_SIDE = ("partly_disclosed", "differs")
STANDING = (FindingState.OPEN, FindingState.ASKED)

PRIORITIES = {
    1: "Priority 1: act first",
    2: "Priority 2: look into",
    3: "Priority 3: check",
    4: "Priority 4: questions",
}

#: The edge of a card, by what was found. Red is "not disclosed", and nothing else is red.
EDGES = {
    "held_not_disclosed": "absent", "owed_to_codefendant": "absent",
    "partly_disclosed": "part", "listed_not_received": "part", "received_not_listed": "part",
    "missing_time": "part", "bates_gap": "part", "load_file_mismatch": "part",
    "referenced_not_held": "named", "expected_not_held": "named", "linked_incident": "named",
    "count_mismatch": "apart", "kind_mismatch": "apart", "differs": "apart",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A place that a finding rests on; `number` is the Bates number that the page bears."""

    number: str | None
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Some places of a held document beside what was given, and how many gaps are not shown."""

    pairs: tuple[Pair, ...]
    more: int
    share: str  # of the document's words that were given
    given_as: str


@dataclass(frozen=True, slots=True)
class Card:
    """One finding, ready to be shown."""

    finding: Finding
    says: str
    path: str
    note: str
    sources: tuple[Source, ...]
    more_sources: int
    compared: Compared | None


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule and priority: the first as cards, the others as rows."""

    rule: str
    label: str
    edge: str
    manual: str
    count: int
    cards: tuple[Card, ...]
    rows: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The findings of one priority."""

    priority: int
    words: str
    count: int
    groups: tuple[Group, ...]


def standing(audited: Audited) -> list[Finding]:
    """Findings that are open, or asked and not answered."""
    return [one for one in audited.findings if one.state in STANDING]


def settled(audited: Audited) -> list[Finding]:
    """Findings that a person decided, then those that ended."""
    decided = [one for one in audited.findings if one.state not in STANDING]
    return [*decided, *audited.ended]


def levels(audited: Audited, *, quotes: bool) -> list[Level]:
    """Standing findings by priority, worst first."""
    makers = _Makers(audited.audit, quotes=quotes)
    grouped = groupby(standing(audited), key=lambda one: one.priority)
    return [_level(priority, list(some), makers) for priority, some in grouped]


def _level(priority: int, some: Sequence[Finding], makers: "_Makers") -> Level:
    rules_found: dict[str, list[Finding]] = {}
    for one in some:
        rules_found.setdefault(one.rule, []).append(one)
    groups = tuple(makers.group(rule, own) for rule, own in rules_found.items())
    return Level(priority, PRIORITIES.get(priority, f"Priority {priority}"), len(some), groups)


class _Makers:
    """Makes cards, and counts how many cards and comparisons there may still be."""

    def __init__(self, audit: Audit, *, quotes: bool) -> None:
        self.audit = audit
        self.quotes = quotes
        self.cards = iter(range(CARDS))
        self.comparisons = iter(range(COMPARED))
        self.manuals = {rule.name: _paragraph(rule.manual) for rule in rules()}

    def group(self, rule: str, some: Sequence[Finding]) -> Group:
        whole = [one for one, _ in zip(some, self.cards, strict=False)]
        return Group(
            rule, rule_label(rule), EDGES.get(rule, "plain"), self.manuals.get(rule, ""),
            len(some), tuple(self.card(one) for one in whole),
            tuple(self.row(one) for one in some[len(whole):]),
        )  # fmt: skip

    def row(self, finding: Finding) -> Card:
        """A finding without its sources."""
        return Card(finding, clean(said(finding, quotes=self.quotes)),
                    clean(named(finding, quotes=self.quotes)), clean(finding.note), (), 0,
                    None)  # fmt: skip

    def card(self, finding: Finding) -> Card:
        compared = self.compared(finding)
        bare = self.row(finding)
        every = [] if compared and compared.pairs else sources(
            self.audit, finding, quotes=self.quotes)  # fmt: skip
        return Card(finding, bare.says, bare.path, bare.note, tuple(every[:SOURCES]),
                    max(0, len(every) - SOURCES), compared)  # fmt: skip

    def compared(self, finding: Finding) -> Compared | None:
        """The passages side by side, as long as there is room for more of them."""
        item = self.audit.items.get(finding.about.item or "")
        coverage = self.audit.coverage.get((finding.about.item or "", finding.owed_to or ""))
        if item is None or coverage is None or finding.rule not in SIDE_BY_SIDE:
            return None
        told = (_share(coverage), _given_as(coverage))
        gaps = sum(len(page.missing) for page in coverage.pages)
        if not self.quotes or next(self.comparisons, None) is None:
            return Compared((), gaps, *told)
        shown = tuple(_flowed(one) for one in islice(pairs(self.audit, item, coverage), PAIRS))
        seen = sum(bool(piece.kind) for pair in shown for piece in pair.held)
        return Compared(shown, gaps - seen, *told)


def sources(audit: Audit, finding: Finding, *, quotes: bool) -> list[Source]:
    """The places that a finding rests on, each once; without words only where it has none."""
    told: dict[tuple[str, str], Source] = {}
    for place in finding.sources:
        one = _source(audit, place, says=finding.says, quotes=quotes)
        told.setdefault((one.number or one.place, one.quote), one)
    quoted = {one.place for one in told.values() if one.quote}
    return [one for one in told.values() if one.quote or one.place not in quoted]


def _source(audit: Audit, place: Passage, *, says: str, quotes: bool) -> Source:
    number = bates(audit, place)
    return Source(number, clean(within(place)), _quote(place, number, says) if quotes else "")


def _quote(place: Passage, number: str | None, says: str) -> str:
    """The words of a source, where they tell more than the finding says already."""
    if place.quote == number or place.quote in says:
        return ""
    return clean(place.quote.replace(" | ", " · ") if place.reading == "row" else place.quote)


def _paragraph(manual: str) -> str:
    """What a rule looks at: the second paragraph of its manual page."""
    return " ".join("".join(manual.split("\n\n")[1:2]).split())


def _share(coverage: Coverage) -> str:
    return "" if coverage.share is None else f"{100 * coverage.share:.0f}%"


def _given_as(coverage: Coverage) -> str:
    """The pages that have most of each held page, the first and the last of them."""
    cited = list(dict.fromkeys(
        clean(place.cited()) for page in coverage.pages for place in page.produced[:1]
    ))  # fmt: skip
    return " to ".join(dict.fromkeys((cited[0], cited[-1]))) if cited else ""


def _flowed(pair: Pair) -> Pair:
    """A pair whose lines run on where the page's margin had broken them."""
    held, produced = _run_on(pair.held), _run_on(pair.produced)
    return Pair(pair.page, pair.layer, held, produced, pair.place)


def _run_on(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(Piece(flowed(clean(one.text)), one.kind, one.words) for one in pieces)


def flowed(text: str) -> str:
    """Text whose lines run on; one that is a heading, or ends before the margin, stays a line.

    A piece may begin inside of a line, so that the length of its first line says nothing.
    """
    lines = re.split(r"[ \t]*\r?\n", text)
    told = lines[0]
    for at, (line, after) in enumerate(pairwise(lines)):
        told += ("\n" if line.isupper() or (at and len(line) < SHORT) else " ") + after
    return told
