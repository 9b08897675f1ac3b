"""What the office may do with an item on its page, and what it has done so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kyles.export.item_requests import askable
from kyles.model import Item, Manner, Side, State
from kyles.store import View, acts, audited, matters, productions, questions
from kyles.store.audited import Which
from kyles.store.item_acts import FAVORABLE
from kyles.web.shelf import remembered
from kyles.web.viewer import OFFICE

MANNERS = tuple(one.value for one in Manner)
FINDINGS = 100

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class MarkRow:
    """That an item is marked for review as potentially favorable."""

    favorable: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry of the withholding log on an item."""

    entry: str
    pages: str
    defendant: str | None
    provision: str
    reason: str
    existence_revealed: bool
    by: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """That an item was asked for."""

    defendant: str
    number: int
    label: str
    on: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What was said of an item under other incidents: whether it belongs to this matter."""

    belongs: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Askable:
    """A finding that can be asked about on a defendant's behalf."""

    finding: str
    defendant: str


@dataclass(frozen=True, slots=True)
class ItemActs:
    """What was recorded of an item by a person, and what can be recorded."""

    defendants: tuple[str, ...]
    manners: tuple[str, ...]
    favorable: tuple[str, ...]
    is_held: bool
    askable: tuple[Askable, ...]
    is_candidate: bool  # it stands under other incidents
    links: tuple[LinkRow, ...]  # the last counts
    marks: tuple[MarkRow, ...]
    log: tuple[LogRow, ...]
    requests: tuple[RequestRow, ...]


def item_acts(view: View, item: Item) -> ItemActs | None:
    """The acts on an item; None outside the office, and where an order removed it."""
    if view.viewer.role not in OFFICE or item.version.state is State.EXPUNGED:
        return None
    is_held = item.side is Side.HELD
    return ItemActs(
        matters.matter(view).defendants, MANNERS, FAVORABLE, is_held,
        tuple(Askable(one.id, one.owed_to or "") for one in askable(view, item)) if is_held else (),
        questions.asks_about(view, item.id), _links(view).get(item.id, ()),
        _marks(view).get(item.id, ()), _log(view).get(item.id, ()), _requests(view, item),
    )  # fmt: skip


@remembered
def _marks(view: View) -> Mapping[str, tuple[MarkRow, ...]]:
    return _by_item((one.item, MarkRow(one.favorable, one.reason, one.by))
                    for one in acts.marks(view))  # fmt: skip


@remembered
def _links(view: View) -> Mapping[str, tuple[LinkRow, ...]]:
    return _by_item((one.item, LinkRow(one.accepted, one.reason, one.by))
                    for one in acts.links(view))  # fmt: skip


@remembered
def _log(view: View) -> Mapping[str, tuple[LogRow, ...]]:
    return _by_item((one.item, LogRow(one.id, one.pages, one.defendant, one.provision, one.reason,
                                      one.existence_revealed, one.by))
                    for one in productions.withholdings(view))  # fmt: skip


def _by_item(rows: Iterable[tuple[str, R]]) -> Mapping[str, tuple[R, ...]]:
    """Rows by their item, each item's in their order."""
    told: dict[str, list[R]] = {}
    for item, row in rows:
        told.setdefault(item, []).append(row)
    return {item: tuple(some) for item, some in told.items()}


def _requests(view: View, item: Item) -> tuple[RequestRow, ...]:
    """The requests about an item, through the findings about it."""
    found = audited.findings(view, Which(item=item.id), limit=FINDINGS)
    keys = {(one.finding.rule, one.finding.subject) for one in found}
    return tuple(RequestRow(one.defendant, one.number, one.label, one.on)
                 for one in acts.requests(view) if (one.rule, one.subject) in keys)  # fmt: skip
