"""How much of what each holder has every defendant was given: counts of items by status."""

from kyles.model import Status
from kyles.reconcile.audit_view import Audit


def by_holder(audit: Audit) -> list[tuple[str, str, dict[str, int]]]:
    """Holder, defendant and counts by status, by holder and in the order of the defendants.

    Counts items of this matter: candidates booked under other incidents are left out.
    """
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for item, defendant in audit.owed():
        told = counts.setdefault((item.holder or "", defendant), {})
        status = audit.status(item, defendant).value
        told[status] = told.get(status, 0) + 1
    order = {name: at for at, name in enumerate(audit.matter.defendants)}
    return [
        (holder, name, {status.value: told[status] for status in Status if status in told})
        for (holder, name), told in sorted(
            counts.items(), key=lambda one: (one[0][0], order[one[0][1]])
        )
    ]
