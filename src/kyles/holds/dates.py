"""Every date of a matter that a calendar takes: duties, claims, refiling, retention."""

from collections.abc import Iterator

from kyles import law
from kyles.holds.calendar import Entry
from kyles.law import Deadline, Kind
from kyles.law.civil import CONFIRM, claim_dates
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.clocks import clocks
from kyles.reconcile.duties import duties


def entries(audit: Audit) -> Iterator[Entry]:
    """Each date once for each defendant; the day is the safe one."""
    for duty in duties(audit):
        yield from _entry(duty.deadline, duty.defendant, duty.state)
    for name in audit.matter.defendants:
        yield from _claims(audit, name)
        for deadline in audit.dues.deadlines(name, Kind.REFILING):
            yield from _entry(deadline, name, "unless barred by the disposition")
    for clock in clocks(audit):
        held = f"hold {clock.hold.id} is in force" if clock.hold else "no hold is in force"
        yield from _entry(clock.deadline, clock.what, held)


def _claims(audit: Audit, name: str) -> Iterator[Entry]:
    court = audit.matter.court
    found = claim_dates(law.claims(court), audit.dues.provisions, audit.dues.events_of(name))
    for claim in found:
        for deadline in (*claim.notice, *claim.limitation):
            yield from _entry(deadline, name, CONFIRM)


def _entry(deadline: Deadline, whom: str, note: str) -> Iterator[Entry]:
    if deadline.due:
        key = f"{deadline.provision.id}-{deadline.start.id}-{whom}".replace(" ", "-")
        title = f"{whom}: {deadline.provision.title} (safe)"
        says = f"Rolled {deadline.due.rolled}; {note}; {deadline.basis}"
        yield Entry(key, deadline.due.safe, title, says)
