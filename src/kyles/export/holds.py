"""Holds for scripts: how each stands, and what is proposed to be held."""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.model.hold import Hold
from kyles.reconcile import dues
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.clocks import clocks, undated
from kyles.reconcile.passages import called
from kyles.store import View, holds, matters


@dataclass(frozen=True, slots=True)
class Standing:
    """A hold as it stands on the matter's present day."""

    hold: Hold
    on: str

    @property
    def state(self) -> str:
        """A hold is in force once a named custodian has acknowledged it."""
        return "in force" if self.hold.in_force(self.on) else "not in force"


def standings(view: View) -> list[Standing]:
    """Every hold, as it stands at a view."""
    today = dues.today(view, matters.matter(view).zone).isoformat()
    return [Standing(one, today) for one in holds.holds(view)]


def hold_document(standing: Standing) -> dict[str, object]:
    """A hold with every step so far."""
    one = standing.hold
    return {
        "hold": one.id, "side": one.side.value, "state": standing.state,
        "scope": one.scope, "systems": list(one.systems), "items": list(one.items),
        "from": one.since, "until": one.until, "sender": one.sender, "owner": one.owner,
        "letter": one.letter_name, "sha256": one.letter,
        "custodians": {name: one.state(name).value for name in one.custodians},
        "steps": [{"step": step.step.value, "custodian": step.custodian, "on": step.on,
                   "says": step.says, "by": step.by} for step in one.steps],
    }  # fmt: skip


def proposed(audit: Audit) -> Iterator[dict[str, object]]:
    """What the law has kept for a while and no hold keeps longer; what has no date comes last."""
    for one in clocks(audit):
        if one.hold is None:
            yield {"item": one.item.id if one.item else None, "what": one.what,
                   "until": one.deadline.due and one.deadline.due.safe.isoformat(),
                   "basis": one.deadline.basis, "state": "not in force"}  # fmt: skip
    for lacking in undated(audit):
        if lacking.hold is None:
            yield {"item": lacking.item.id, "what": called(lacking.item), "until": None,
                   "basis": lacking.says, "state": "not in force"}  # fmt: skip
