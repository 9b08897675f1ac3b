"""Civil claims from what happened: every candidate start with its dates, and the safe one.

When a claim accrues is for an attorney to confirm. Every recorded act that may be the start gives
its own dates, and the earliest of them is the safe one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kyles.law.claim import Claim, Need
from kyles.law.deadline import Deadline, deadlines
from kyles.law.provision import Provision
from kyles.model.case_event import CaseEvent

CONFIRM = "attorney to confirm accrual"
NOT_STATED = "not stated in the rule file; attorney to research"
NO_START = "no candidate start is recorded"


@dataclass(frozen=True, slots=True)
class ClaimDates:
    """A claim with the dates of its notice and its suit, and what the ledger holds as proof."""

    claim: Claim
    notice: tuple[Deadline, ...]
    limitation: tuple[Deadline, ...]
    proofs: tuple[tuple[Need, tuple[CaseEvent, ...]], ...]

    @property
    def safe_notice(self) -> date | None:
        """The earliest day on which the notice may be due."""
        return safe(self.notice)

    @property
    def safe_limitation(self) -> date | None:
        """The earliest day on which the time to sue may end."""
        return safe(self.limitation)

    @property
    def notice_says(self) -> str:
        """The safe day of the notice, or why there is none."""
        return _says(self.claim.notice, self.safe_notice)

    @property
    def limitation_says(self) -> str:
        """The safe day of the suit, or why there is none."""
        return _says(self.claim.limitation, self.safe_limitation)


def _says(provision: str, day: date | None) -> str:
    if not provision:
        return NOT_STATED
    return day.isoformat() if day else NO_START


def safe(some: Iterable[Deadline]) -> date | None:
    """The earliest safe date of all candidates."""
    return min((one.due.safe for one in some if one.due), default=None)


def claim_dates(
    claims: Iterable[Claim], provisions: Sequence[Provision], events: Sequence[CaseEvent]
) -> list[ClaimDates]:
    """Each claim with its dates, from the events of one defendant's case."""
    return [
        ClaimDates(
            claim, _dates(claim.notice, provisions, events),
            _dates(claim.limitation, provisions, events),
            tuple((need, _shown(need, events)) for need in claim.needs),
        )
        for claim in claims
    ]  # fmt: skip


def _dates(
    rule: str, provisions: Sequence[Provision], events: Sequence[CaseEvent]
) -> tuple[Deadline, ...]:
    return tuple(deadlines((one for one in provisions if one.id == rule), events))


def _shown(need: Need, events: Sequence[CaseEvent]) -> tuple[CaseEvent, ...]:
    return tuple(event for event in events if event.kind in need.shown_by)
