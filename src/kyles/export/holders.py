"""How much of what each holder has every defendant was given: counts of items by status."""

from kyles.reconcile.audit_view import Audit
from kyles.reconcile.counted import Counted, counted


def by_holder(audit: Audit) -> list[Counted]:
    """Holder, defendant and counts by status, by holder and in the order of the defendants."""
    return counted(audit, lambda item: item.holder or "")
