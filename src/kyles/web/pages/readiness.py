"""Readiness: what stands between the office and a complete certificate?"""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from kyles.model import FindingState, Status
from kyles.model.item import NOT_READ
from kyles.store import View, audited, item_lists, items, matters, productions, sources
from kyles.store.audited import Which
from kyles.store.inquiries import cells
from kyles.web.address import asking
from kyles.web.door import Ask
from kyles.web.finding_row import FindingRow, finding_row
from kyles.web.item_row import ItemRow, item_row, volume_names
from kyles.web.page import Told, page
from kyles.web.pages.certificate import named
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.standing import tallies
from kyles.web.words import count

SHOWN = 20
OPEN = FindingState.OPEN.value
OUTSTANDING = {
    Status.NOT_DISCLOSED: "items not disclosed", Status.IN_PART: "items given in part",
    Status.UNREADABLE: "items that could not be compared",
}  # fmt: skip

Name = Annotated[str, Meta(max_length=200)]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that keeps a certificate from being complete: how much of it, and where it is."""

    words: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that is outstanding, and how much of it was given."""

    item: ItemRow
    status: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Secret:
    """A withholding whose existence may not be revealed."""

    entry: str
    item: str
    path: str
    pages: str
    provision: str
    reason: str
    told_by: tuple[str, ...]  # entries that tell of the item all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness(Told):
    """What is outstanding for one defendant; the office's own, and in no certificate."""

    defendant: str
    defendants: tuple[str, ...]
    steps: tuple[Step, ...]
    outstanding: tuple[Waiting, ...]
    open: tuple[FindingRow, ...]
    decided: tuple[FindingRow, ...]
    more_decided: int
    not_revealed: tuple[Secret, ...]


@page("/matters/{matter}/readiness")
def readiness(ask: Ask, *, defendant: Name = "") -> Readiness:
    """What is outstanding for a defendant, open findings, decisions with their reasons, and
    withholdings that may not be revealed.

    It is the office's own: no other side ever sees it, and nothing of it is in a certificate.
    """
    view, name = ask.view, named(ask.view, defendant)
    steps = tuple(_steps(ask, name))
    open_, decided = _findings(view, name)
    return Readiness(
        title="Readiness", says=_says(name, steps), scope=scope(view),
        command=f'kyles certificate --defendant "{name}" --readiness FILE', defendant=name,
        defendants=matters.matter(view).defendants, steps=steps,
        outstanding=tuple(_waiting(view, name)), open=open_, decided=decided[:SHOWN],
        more_decided=max(len(decided) - SHOWN, 0), not_revealed=tuple(_secrets(view, name)),
    )  # fmt: skip


def _steps(ask: Ask, name: str) -> list[Step]:
    """By what one can go and look at, as of the last audit; what is recorded counts at once."""
    view = ask.view
    told = _outstanding(view)[name] if name else {}
    own = [one for one in tallies(view) if one.owed_to in ("", name) and one.state == OPEN]
    return [
        *(Step(words, told.get(status, 0), asking(ask.at("/items"), {
            "status": status.value, "defendant": name})) for status, words in OUTSTANDING.items()),
        Step("files not read whole", _unread(view), ask.at("/intake")),
        Step("sources not asked to the end", _unanswered(view), ask.at("/sources")),
        Step("findings open", sum(one.count for one in own),
             asking(ask.at("/findings"), {"state": OPEN})),
    ]  # fmt: skip


@remembered
def _outstanding(view: View) -> dict[str, dict[Status, int]]:
    return {name: audited.outstanding(view, name) for name in matters.matter(view).defendants}


@remembered
def _unread(view: View) -> int:
    return sum(one.count for one in item_lists.counts(view) if one.state in NOT_READ)


@remembered
def _unanswered(view: View) -> int:
    """Sources that were never added to the end, and systems of the register without an answer."""
    unfinished = sum(not one.completed for one in sources.addings(view))
    return unfinished + sum(one.answered is None for one in cells(view))


def _waiting(view: View, name: str) -> list[Waiting]:
    some = audited.waiting(view, name, limit=SHOWN)
    known, names = items.several(view, [one.item for one in some]), volume_names(view)
    return [
        Waiting(item_row(known[one.item], names), one.status.value,
                one.coverage.share if one.coverage else None)
        for one in some if one.item in known
    ]  # fmt: skip


def _findings(view: View, name: str) -> tuple[tuple[FindingRow, ...], tuple[FindingRow, ...]]:
    """The first open findings that concern a defendant, and all that were decided."""
    opened = audited.findings(view, Which(concerns=name, state=OPEN), limit=SHOWN)
    some = [
        one
        for state in FindingState
        if state not in (FindingState.OPEN, FindingState.ENDED)
        for one in audited.findings(view, Which(concerns=name, state=state.value), limit=SHOWN + 1)
    ]
    told = sorted(some, key=lambda one: one.place)
    return tuple(map(finding_row, opened)), tuple(map(finding_row, told))


def _secrets(view: View, name: str) -> list[Secret]:
    log = productions.withholdings(view)
    own = [one for one in log
           if not one.existence_revealed and one.defendant in (None, name)]  # fmt: skip
    known = items.several(view, [one.item for one in own])
    return [Secret(one.id, one.item, known[one.item].path if one.item in known else "", one.pages,
                   one.provision, one.reason,
                   tuple(other.id for other in log if one.is_told_by(other)))
            for one in own]  # fmt: skip


def _says(name: str, steps: tuple[Step, ...]) -> str:
    if not name:
        return "This matter names no defendant to whom one could certify."
    waiting = sum(one.count for one in steps[: len(OUTSTANDING)])
    if not any(one.count for one in steps):
        return f"Nothing stands in the way of a complete certificate to {name}."
    some = count(waiting, "item is", "items are") if waiting else "Nothing is"
    number = steps[-1].count
    open_ = count(number, "finding is", "findings are") if number else "no finding is"
    return f"{some} outstanding for {name}; {open_} open."
