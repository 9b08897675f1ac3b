"""Retention running out.

The law has a recording kept for so many days from the day on which it was made; no hold that a
named custodian has acknowledged keeps it longer; and the last of those days is near, or has passed.
The clock runs from the recording itself, not from a letter: a letter that comes later may come too
late. `kyles holds propose` drafts a hold. Whether an agency keeps longer is its own policy, which
is not looked at here. A hold that came into force only after the last day ends no finding: what it
is about may be gone.

Where a recording is held or listed and no day of it is known, nothing can be counted; the finding
then asks for the day, which `kyles events add recording --item ITEM --on DAY` records.
"""

from collections.abc import Iterator
from datetime import timedelta

from kyles.findings import Audit, about, called, document, rule
from kyles.model import About, Finding
from kyles.reconcile.clocks import Clock, clocks, undated

NEAR = timedelta(days=45)
QUESTION = 4


@rule(priority=1, under=["duty.preserve"])
def retention_running_out(audit: Audit) -> Iterator[Finding]:
    """Clocks without a hold in force that end soon or have ended, and items without a clock."""
    for one in clocks(audit):
        due = one.deadline.due
        if one.kept is None and due and audit.dues.today + NEAR >= due.safe:
            yield Finding(
                subject=one.item.id if one.item else one.deadline.start.id,
                about=about(one.item) if one.item else About(None, one.what),
                says=f"{one.what}: {_when(audit, one)} ({one.deadline.basis})",
                sources=(document(one.item),) if one.item else (),
            )
    yield from _undated(audit)


def _undated(audit: Audit) -> Iterator[Finding]:
    for one in undated(audit):
        if one.hold is None:
            yield Finding(
                subject=one.item.id,
                about=about(one.item),
                says=f"{called(one.item)}: no hold is in force, and {one.says}",
                sources=(document(one.item),),
                priority=QUESTION,
            )


def _when(audit: Audit, one: Clock) -> str:
    last = one.deadline.due.safe if one.deadline.due else None
    if last and audit.dues.today > last:
        later = f"; hold {one.hold.id} came later" if one.hold else ""
        return f"the law had it kept until {last}, which has passed; no hold was in force{later}"
    return f"the law has it kept until {last}; no hold is in force"
