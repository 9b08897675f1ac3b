"""Findings: what is missing, worst first?"""

import shlex
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from kyles.export.citation import rule_label
from kyles.export.tables import table
from kyles.model import FindingState
from kyles.store import audited
from kyles.store.audited import Tally, Which
from kyles.web.choices import Choice, Fits, choices, total
from kyles.web.door import Ask
from kyles.web.file import Sent, file
from kyles.web.finding_row import FindingRow, finding_row
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.standing import open_findings, standing, tallies

SHOWN = 50  # rows of a page
EVERY = 1_000_000
ENDED = FindingState.ENDED.value

Priority = Annotated[int, Meta(ge=1, le=4)]
Place = Annotated[int, Meta(ge=0, lt=2**53)]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list can be filtered by, each value with its count."""

    rule: tuple[Choice, ...]
    holder: tuple[Choice, ...]
    defendant: tuple[Choice, ...]
    state: tuple[Choice, ...]
    priority: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings(Told):
    """Some findings, how many there are in all, and where the next ones begin."""

    findings: tuple[FindingRow, ...]
    total: int
    filters: Filters
    before: int | None
    after: int | None


@page("/matters/{matter}/findings", menu=Menu("Findings", 20, open_findings))
def findings(
    ask: Ask, *, rule: str = "", holder: str = "", defendant: str = "",
    state: FindingState | None = None, priority: Priority | None = None,
    after: Place | None = None, before: Place | None = None,
) -> Findings:  # fmt: skip
    """Every gap with its sources, by what it is, who has it and for whom it is open."""
    which = _which(rule, holder, defendant, state, priority)
    told, fits = tallies(ask.view), _fits(which)
    some = audited.findings(
        ask.view, which, after=-1 if after is None else after,
        before=-1 if before is None else before, limit=SHOWN + 1,
    )  # fmt: skip
    backwards = before is not None
    shown = some[-SHOWN:] if backwards else some[:SHOWN]
    more = len(some) > SHOWN
    return Findings(
        title="Findings", says=standing(ask.view).says, scope=scope(ask.view),
        command=_command(which), findings=tuple(map(finding_row, shown)),
        total=total(told, fits), filters=_filters(told, fits),
        before=shown[0].place if shown and (more if backwards else after is not None) else None,
        after=shown[-1].place if shown and (backwards or more) else None,
    )  # fmt: skip


def _which(
    rule: str, holder: str, defendant: str, state: FindingState | None, priority: int | None
) -> Which:
    return Which(rule, holder, defendant, state.value if state else "", priority or 0)


def _fits(which: Which) -> Fits[Tally]:
    return {
        "rule": lambda one: which.rule in ("", one.rule),
        "holder": lambda one: which.holder in ("", one.holder),
        "defendant": lambda one: which.owed_to in ("", one.owed_to),
        "state": lambda one: one.state == which.state or (not which.state and one.state != ENDED),
        "priority": lambda one: not which.priority or one.priority <= which.priority,
    }


def _filters(told: list[Tally], fits: Fits[Tally]) -> Filters:
    return Filters(
        rule=choices(told, "rule", fits, value=lambda one: one.rule, words=rule_label),
        holder=choices(told, "holder", fits, value=lambda one: one.holder),
        defendant=choices(told, "defendant", fits, value=lambda one: one.owed_to),
        state=choices(told, "state", fits, value=lambda one: one.state, words=str.capitalize),
        priority=choices(told, "priority", fits, value=lambda one: str(one.priority)),
    )


def _command(which: Which) -> str:
    options = {"--rule": which.rule, "--for": which.owed_to, "--state": which.state,
               "--priority": which.priority or ""}  # fmt: skip
    words = [word for name, value in options.items() if value for word in (name, str(value))]
    return shlex.join(["kyles", "findings", *words])


@file("/matters/{matter}/findings.csv")
def findings_csv(
    ask: Ask, *, rule: str = "", holder: str = "", defendant: str = "",
    state: FindingState | None = None, priority: Priority | None = None,
) -> Sent:  # fmt: skip
    """The findings as a table for spreadsheets, in which no cell is a formula."""
    heads = ("id", "rule", "label", "priority", "state", "for", "says", "path", "holder",
             "incident", "score", "note")  # fmt: skip
    which = _which(rule, holder, defendant, state, priority)
    some = (one.finding for one in audited.findings(ask.view, which, limit=EVERY))
    rows = (
        (one.id, one.rule, rule_label(one.rule), one.priority, one.state.value, one.owed_to,
         one.says, one.about.path, one.about.holder, one.about.incident, one.score, one.note)
        for one in some
    )  # fmt: skip
    return Sent(table(heads, rows).encode(), f"findings-{ask.matter}.csv")
