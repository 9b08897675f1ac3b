"""A hold: a duty to preserve, asked for in a letter, and in force once it is acknowledged."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Whose letter it is."""

    SENT = "sent"  # we ask custodians to preserve
    RECEIVED = "received"  # a letter was served on us


class Step(StrEnum):
    """What happened to a hold, or with one of its custodians."""

    DRAFTED = "drafted"
    SENT = "sent"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    RELEASED = "released"
    NOTIFIED = "notified"  # the internal notice of a letter served on us
    LEFT = "left"  # the custodian answers for it no longer
    REISSUED = "reissued"  # the same letter, to whoever follows


@dataclass(frozen=True, slots=True)
class HoldStep:
    """One step, on a day. `custodian` is "" where the step is of the whole hold."""

    step: Step
    custodian: str
    on: str
    says: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What is to be kept, where it is, by whom, and every step so far.

    Where a custodian leaves, the acknowledgement ends with the day; whoever follows gets the letter
    again and acknowledges it anew.
    """

    id: str
    side: Side
    scope: str
    systems: tuple[str, ...] = ()
    items: tuple[str, ...] = ()  # none: everything of the matter's incidents
    since: str | None = None  # the span of time that the material is of
    until: str | None = None
    sender: str = ""
    owner: str = ""  # who answers for it; for a received one, apart from the criminal file
    letter: str | None = None  # sha256 of a received letter's bytes
    letter_name: str | None = None
    steps: tuple[HoldStep, ...] = ()

    @property
    def custodians(self) -> tuple[str, ...]:
        """Everybody who was named as a custodian, in that order."""
        return tuple(dict.fromkeys(one.custodian for one in self.steps if one.custodian))

    @property
    def present(self) -> tuple[str, ...]:
        """The custodians who have not left."""
        return tuple(name for name in self.custodians if self.state(name) is not Step.LEFT)

    def state(self, custodian: str) -> Step:
        """The last step with a custodian; a reminder or an escalation does not undo a receipt."""
        own = [one.step for one in self.steps if one.custodian in (custodian, "")]
        for lasting in (Step.RELEASED, Step.LEFT, Step.ACKNOWLEDGED):
            if lasting in own:
                return lasting
        return own[-1]

    def follows(self, custodian: str) -> str:
        """What was said when the letter was issued again to a custodian; "" if it was not."""
        return next((one.says for one in self.steps
                     if one.step is Step.REISSUED and one.custodian == custodian), "")  # fmt: skip

    def in_force(self, on: str) -> bool:
        """Whether a named custodian had acknowledged it by a day, and it was not released."""
        return any(self._bound(name, on) for name in self.custodians)

    def _bound(self, custodian: str, on: str) -> bool:
        own = [one for one in self.steps if one.on <= on and one.custodian in (custodian, "")]
        told = {one.step for one in own}
        return Step.ACKNOWLEDGED in told and not told & {Step.RELEASED, Step.LEFT}

    def covers(self, item: str) -> bool:
        """Whether an item of the matter is under it; incidents count, never docket numbers."""
        return not self.items or item in self.items
