"""What a defendant's defense finds when it looks through all that it was given.

It is made of that alone: no word of what the office holds, finds or decided is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kyles.audit import Audited
from kyles.export.requests import HEADINGS, basis, requestable, same, wanted
from kyles.model import Finding
from kyles.reconcile.answers import Asked

SHOWN, CITED = 200, 3


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in what was received on which a request rests."""

    cited: str
    quote: str
    item: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is named, listed or numbered in what was received, and is not there."""

    label: str
    asked: int  # the number of the request, 0 where it was not asked for yet
    cited: tuple[Cited, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Lacks:
    """Lacks of one kind, the first ones; as the letter has them."""

    heading: str
    count: int
    not_asked: int
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A request of a letter, and what became of it."""

    number: int
    on: str
    label: str
    answer: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything looked through once: how many items there were, and what came of it."""

    items: int
    lacks: tuple[Lacks, ...]
    asked: tuple[AskedRow, ...]
    letter: bytes = b""


def lacks(audited: Audited, defendant: str, asked: Sequence[Asked]) -> tuple[Lacks, ...]:
    """What may be asked for, by the headings of the letter."""
    order = list(HEADINGS)
    some = sorted(requestable(audited, defendant), key=lambda one: order.index(one.rule))
    known = {same(one.request.rule, one.request.subject): one.request.number for one in asked}
    return tuple(
        _lacks(heading, [(one, known.get(same(one.rule, one.subject), 0)) for one in own],
               audited, defendant)
        for heading, own in groupby(some, key=lambda one: HEADINGS[one.rule])
    )  # fmt: skip


def _lacks(
    heading: str, own: Sequence[tuple[Finding, int]], audited: Audited, defendant: str
) -> Lacks:
    shown = tuple(_lack(audited, one, defendant, asked=number) for one, number in own[:SHOWN])
    return Lacks(heading, len(own), sum(not number for _, number in own), shown)


def _lack(audited: Audited, one: Finding, defendant: str, *, asked: int) -> Lack:
    places = basis(audited.audit, one, defendant)
    cited = tuple(
        Cited(each.cited, each.quote, each.place.item, each.place.page, each.place.start,
              each.place.end)
        for each in places[:CITED]
    )  # fmt: skip
    return Lack(wanted(audited.audit, one, defendant), asked, cited, max(len(places) - CITED, 0))


def asked_rows(asked: Sequence[Asked]) -> tuple[AskedRow, ...]:
    """What was asked for, the last one first."""
    rows = [AskedRow(one.request.number, one.request.on, one.request.label, one.answer, one.open)
            for one in asked]  # fmt: skip
    return tuple(sorted(rows, key=lambda one: -one.number))
