"""The letter of a hold to one of its custodians, out of what the matter holds."""

from collections.abc import Iterator

from kyles import law
from kyles.errors import Refused
from kyles.holds.letter import Letter, Running
from kyles.model.hold import Hold
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.clocks import Clock, clocks, undated
from kyles.reconcile.passages import called


def letter(audit: Audit, hold: Hold, custodian: str, *, answer_by: str | None = None) -> Letter:
    """The letter; what was removed under an order is not named. Raises Refused if all of it was."""
    known = [audit.items[item] for item in hold.items if item in audit.items]
    if hold.items and not known:
        raise Refused(
            f"Hold {hold.id}: what it is about was removed under an order; there is nothing to"
            " preserve.", hint=f"'kyles holds release {hold.id}' ends the hold."
        )  # fmt: skip
    return Letter(
        title=audit.matter.title,
        court=law.court_title(audit.matter.court),
        incidents=audit.matter.incidents,
        hold=hold,
        custodian=custodian,
        on=audit.dues.today.isoformat(),
        items=tuple(map(called, known)),
        clocks=tuple(_running(audit, hold)),
        answer_by=answer_by,
    )


def _running(audit: Audit, hold: Hold) -> Iterator[Running]:
    """The retention dates of what the hold covers, and what has none."""
    for one in clocks(audit):
        if one.item is None or hold.covers(one.item.id):
            yield Running(one.what, f"{_until(audit, one)}: {one.deadline.basis}")
    for lacking in undated(audit):
        if hold.covers(lacking.item.id):
            yield Running(called(lacking.item), lacking.says)


def _until(audit: Audit, one: Clock) -> str:
    last = one.deadline.due.safe if one.deadline.due else None
    passed = ", which has passed" if last and audit.dues.today > last else ""
    return f"kept by law until {last}{passed}"
