"""Every date of a matter that a calendar takes: duties, claims, refiling, retention, hearings."""

from collections.abc import Iterator
from datetime import date

from kyles import law
from kyles.holds.calendar import Entry
from kyles.law import DISCLAIMER, Deadline, Kind
from kyles.law.civil import CONFIRM, claim_dates
from kyles.model.case_event import Happening, label
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.clocks import clocks
from kyles.reconcile.duties import duties

#: Kinds of dates beside duties and claims, each with what is to be said of it.
NOTES = {
    Kind.DISCLOSURE: "not the prosecution's",
    Kind.NOTICE: "not a claimant's",
    Kind.CERTIFICATE: "certificate",
    Kind.ORDER: "order",
    Kind.REFILING: "unless barred by the disposition",
}


def entries(audit: Audit) -> Iterator[Entry]:
    """Each date once for each defendant; the day is the safe one."""
    for duty in duties(audit):
        yield from _entry(duty.deadline, duty.defendant, duty.state)
    for name in audit.matter.defendants:
        yield from _claims(audit, name)
        for kind, note in NOTES.items():
            for deadline in audit.dues.deadlines(name, kind):
                if deadline.provision.who != "claimant" and not _is_duty(deadline):
                    yield from _entry(deadline, name, note)
    yield from _appointments(audit)
    for clock in clocks(audit):
        held = f"hold {clock.hold.id} is in force" if clock.hold else "no hold is in force"
        yield from _entry(clock.deadline, clock.what, held)


def _is_duty(deadline: Deadline) -> bool:
    provision = deadline.provision
    return provision.kind is Kind.DISCLOSURE and provision.who == "prosecution"


def _appointments(audit: Audit) -> Iterator[Entry]:
    """Hearings and trials, on the days that were recorded."""
    for event in audit.dues.events:
        if event.kind in (Happening.HEARING, Happening.TRIAL_DATE):
            title = f"{event.defendant or 'every defendant'}: {label(event.kind)}"
            says = "; ".join(filter(None, (event.says, event.source, DISCLAIMER)))
            yield Entry(f"{event.kind}-{event.id}", date.fromisoformat(event.on), title, says)


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
        says = (f"Raw {deadline.due.raw}, rolled {deadline.due.rolled}, safe {deadline.due.safe};"
                f" {note}; {deadline.basis}")  # fmt: skip
        yield Entry(key, deadline.due.safe, title, says, deadline.provision.source.url)
