"""Holds: who was asked to keep what, and who has acknowledged it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from kyles import clock
from kyles.export.holds import Standing, standings
from kyles.holds.steps import taken
from kyles.model.hold import Hold, Side, Step
from kyles.store import View, audited, items, matters
from kyles.store import holds as store_holds
from kyles.store.access import Role
from kyles.store.audited import Which
from kyles.web.act import act
from kyles.web.door import Ask
from kyles.web.finding_row import FindingRow, finding_row
from kyles.web.page import Menu, Told, page
from kyles.web.shelf import remembered
from kyles.web.viewer import OFFICE
from kyles.web.words import count, day

LOOKS = OFFICE | {Role.CUSTODIAN}
RULES = ("disposed_under_hold", "retention_running_out")
FINDINGS = 50  # of a rule
RELEASED = Step.RELEASED.value
ENDED = (Step.ACKNOWLEDGED, Step.RELEASED, Step.LEFT)

Words = Annotated[str, Meta(max_length=10_000)]
Name = Annotated[str, Meta(max_length=200)]


@dataclass(frozen=True, slots=True)
class CustodianRow:
    """A custodian of a hold, and the last step with that one."""

    name: str
    state: str
    on: str
    says: str
    waits: bool  # an acknowledgement is to come


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step; `custodian` is "" where it was of the whole hold."""

    step: str
    custodian: str
    on: str
    says: str
    by: str


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold with its custodians and every step so far."""

    hold: str
    side: str
    state: str
    scope: str
    systems: tuple[str, ...]
    items: tuple[tuple[str, str], ...]  # id and path of those that one may see
    since: str | None
    until: str | None
    sender: str
    owner: str
    letter: str | None
    custodians: tuple[CustodianRow, ...]
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds(Told):
    """The holds that one may see; and, for the office, what the last audit found on keeping."""

    holds: tuple[HoldRow, ...]
    findings: tuple[FindingRow, ...]
    waiting: int  # acknowledgements that are to come
    today: str


@remembered
def waiting(view: View) -> int | None:
    """How many acknowledgements are to come, if any."""
    told = [_custodian(one.hold, name).waits
            for one in standings(view) for name in one.hold.custodians]  # fmt: skip
    return sum(told) or None


@page("/matters/{matter}/holds", menu=Menu("Holds", 72, waiting), roles=LOOKS)
def holds(ask: Ask) -> Holds:
    """Each letter with its custodians; none is in force before a named one has acknowledged it.

    An agency's custodian sees the letters that went to the agency or to one of its people.
    """
    view = ask.view
    rows = tuple(_row(view, one) for one in standings(view))
    waits = sum(each.waits for one in rows for each in one.custodians)
    return Holds(
        title="Holds", says=_says(rows, waits), scope=_scope(view), command="kyles holds",
        holds=rows, findings=tuple(_findings(view)), waiting=waits, today=_today(view),
    )  # fmt: skip


@act("/matters/{matter}/holds/{hold}/acknowledgement", roles=LOOKS)
def acknowledge(
    ask: Ask, hold: str, *, custodian: Name, on: date | None = None, note: Words = ""
) -> str:
    """Record the acknowledgement of a named custodian; with it the hold is in force."""
    one = store_holds.one(ask.view, hold)
    told = on.isoformat() if on else _today(ask.view)
    ask.view.store.record(
        taken(one, Step.ACKNOWLEDGED, on=told, custodian=custodian, note=note.strip())
    )
    return ask.at(f"/holds#{one.id}")


def _today(view: View) -> str:
    return clock.today(matters.matter(view).zone).isoformat()


def _row(view: View, standing: Standing) -> HoldRow:
    one = standing.hold
    named = items.several(view, one.items)
    return HoldRow(
        one.id, one.side.value, _state(standing), one.scope, one.systems,
        tuple((key, named[key].path) for key in one.items if key in named), one.since, one.until,
        one.sender, one.owner, one.letter_name,
        tuple(_custodian(one, name) for name in one.custodians),
        tuple(StepRow(step.step.value, step.custodian, step.on, step.says, step.by)
              for step in one.steps),
    )  # fmt: skip


def _state(standing: Standing) -> str:
    released = any(one.step is Step.RELEASED and not one.custodian for one in standing.hold.steps)
    return RELEASED if released else standing.state


def _custodian(hold: Hold, name: str) -> CustodianRow:
    state = hold.state(name)
    last = [one for one in hold.steps if one.custodian in (name, "") and one.step is state][-1]
    waits = state not in ENDED and hold.side is Side.SENT
    return CustodianRow(name, state.value, last.on, last.says, waits)


def _findings(view: View) -> Iterator[FindingRow]:
    """What the last audit found on disposal and on retention; the office's own."""
    for rule in RULES:
        yield from map(finding_row, audited.findings(view, Which(rule=rule), limit=FINDINGS))


def _says(rows: tuple[HoldRow, ...], waits: int) -> str:
    if not rows:
        return "No hold is recorded."
    sent = [one for one in rows if one.side == Side.SENT and one.state != RELEASED]
    force = sum(one.state == "in force" for one in sent)
    parts = [f"{force:,} of {count(len(sent), 'hold')} in force"]
    if waits:
        parts.append(f"{count(waits, 'acknowledgement is', 'acknowledgements are')} to come")
    if served := sum(one.side == Side.RECEIVED for one in rows):
        parts.append(f"{count(served, 'letter was', 'letters were')} served on us")
    return f"{'; '.join(parts)}."


def _scope(view: View) -> str:
    on = day(_today(view))
    if view.viewer.role is Role.CUSTODIAN:
        return f"You see the letters that went to {view.viewer.holder}, as of {on}."
    return f"Every letter that is recorded in this matter, sent or served on us, as of {on}."
