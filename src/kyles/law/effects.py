"""What a disposition means for filing again, for retention and for holds. A lawyer confirms it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kyles.law.deadline import Deadline, deadlines
from kyles.law.provision import DISCLAIMER, Kind, Provision
from kyles.model.case_event import CaseEvent
from kyles.model.disposition import Disposition, Outcome

#: A disposition as `barred_if` of a provision says it.
BARS = {
    Outcome.DISMISSED_WITH_PREJUDICE: "dismissed with prejudice",
    Outcome.ACQUITTED: "acquitted",
}


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects of one disposition, each with what it rests on."""

    disposition: Disposition
    refiling: tuple[str, ...]
    retention: str
    holds: str
    review: tuple[Provision, ...]


def effects(
    disposition: Disposition,
    provisions: Sequence[Provision],
    events: Sequence[CaseEvent],
    *,
    today: date,
) -> Effects:
    """What follows from a disposition."""
    refiling = [one for one in provisions if one.kind is Kind.REFILING]
    return Effects(
        disposition,
        tuple(_refiling(disposition, one, events, today) for one in refiling),
        _retention(disposition),
        "A hold stays in force until it is released; a disposition releases none.",
        tuple(one for one in provisions if _reviewed(one, disposition.outcome)),
    )


def _reviewed(one: Provision, outcome: Outcome) -> bool:
    """What counsel looks at: after a conviction new evidence, after any other end jeopardy."""
    if outcome is Outcome.CONVICTED:
        return one.id.endswith("review.after-conviction")
    return outcome is not Outcome.PENDING and one.id.endswith(".jeopardy")


def _refiling(
    disposition: Disposition, rule: Provision, events: Sequence[CaseEvent], today: date
) -> str:
    barred = BARS.get(disposition.outcome)
    if barred and barred in rule.lists.get("barred_if", ()):
        return f"Filing again is barred: {barred} on {disposition.on} ({rule.basis})."
    if disposition.outcome is not Outcome.DISMISSED_WITHOUT_PREJUDICE:
        return f"Filing again does not arise: {disposition.outcome.value} ({DISCLAIMER})."
    ends = list(deadlines([rule], events))
    if not ends:
        return f"{rule.title}: no day of the offense is recorded ({rule.basis})."
    return " ".join(_last_day(rule, one, today) for one in ends)


def _last_day(rule: Provision, end: Deadline, today: date) -> str:
    if end.due is None:
        return f"{rule.title}: {rule.soon} ({end.basis})."
    passed = ", passed" if end.due.rolled < today else ""
    return f"{rule.title}: {end.due.rolled}{passed}; safe {end.due.safe} ({end.basis})."


def _retention(disposition: Disposition) -> str:
    if disposition.outcome is Outcome.PENDING:
        return "The case is open: retention clocks run, and nothing of it is to be disposed of."
    return (
        "Retention clocks run on from their own events; an appeal, a civil claim or a linked"
        " defendant may still need what is held."
    )
