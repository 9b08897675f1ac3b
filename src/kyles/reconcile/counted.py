"""How much every defendant was given of what is held: items counted by status, in groups.

Counts items of this matter: candidates booked under other incidents are left out.
"""

from collections.abc import Callable

from kyles.model import Item, Kind, Status
from kyles.reconcile.audit_view import Audit

Counted = tuple[str, str, dict[str, int]]  # group, defendant, and counts by status

#: The kinds of items, as people ask for them; the beginning of a media type tells which.
KINDS = {
    "documents": ("",),
    "mail": ("message/", "application/vnd.ms-outlook", "application/mbox", "application/x-emlx"),
    "tables": ("text/csv", "application/vnd.ms-excel", "application/vnd.oasis.opendocument.spread",
               "application/vnd.openxmlformats-officedocument.spreadsheet"),
    "pictures": ("image/",),
    "recordings": ("audio/", "video/"),
    "packed files": ("application/zip", "application/x-tar", "application/gzip",
                     "application/x-7z", "application/vnd.rar"),
    "things": (),
}  # fmt: skip
_BEGINNINGS = sorted(((begin, kind) for kind, some in KINDS.items() for begin in some),
                     key=lambda one: -len(one[0]))  # fmt: skip


def kind_of(item: Item) -> str:
    """Of which kind an item is: a thing, or what its media type says."""
    if item.kind is Kind.THING:
        return "things"
    told = item.version.media_type
    return next(kind for begin, kind in _BEGINNINGS if told.startswith(begin))


def by_kind(audit: Audit) -> list[Counted]:
    """Kind, defendant and counts by status, documents first and things last."""
    order = list(KINDS)
    return sorted(counted(audit, kind_of), key=lambda one: order.index(one[0]))


def counted(audit: Audit, group: Callable[[Item], str]) -> list[Counted]:
    """Group, defendant and counts by status, by group and in the order of the defendants."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for item, defendant in audit.owed():
        told = counts.setdefault((group(item), defendant), {})
        status = audit.status(item, defendant).value
        told[status] = told.get(status, 0) + 1
    order = {name: at for at, name in enumerate(audit.matter.defendants)}
    return [
        (name, defendant, {status.value: told[status] for status in Status if status in told})
        for (name, defendant), told in sorted(
            counts.items(), key=lambda one: (one[0][0], order[one[0][1]])
        )
    ]
