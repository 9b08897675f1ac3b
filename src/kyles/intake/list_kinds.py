"""Lists that are no inventories, told by columns that only they have.

A *shelf scan* has what a scanner read on a shelf; a *list of officers* names those of whom an
office has to tell something before they testify. A *dispatch log* has a row for each call: it is no
list of things, and is read as a document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListKind:
    """What the columns of a kind of list are called, and the columns that show it.

    `names`: canonical name -> headers, in spelled-out words; `shown_by`: it is such a list where
    one of these sets of columns is there.
    """

    names: Mapping[str, tuple[str, ...]]
    shown_by: tuple[frozenset[str], ...]

    def columns(self, headers: Sequence[str]) -> dict[str, int]:
        """Its columns by canonical name; none where a table is no such list."""
        found: dict[str, int] = {}
        for name, spellings in self.names.items():
            places = [headers.index(one) for one in spellings if one in headers]
            free = [at for at in places if at not in found.values()]
            if free:
                found[name] = free[0]
        return found if any(some <= found.keys() for some in self.shown_by) else {}


SHELF_SCAN = ListKind(
    {
        "scanned": (
            "scanned barcode", "scanned tag", "scanned tag number", "scanned item",
            "scanned item number", "scanned number", "scanned id", "scanned code", "scan barcode",
            "scan code", "scanned", "barcode scanned", "tag scanned", "item scanned",
        ),
        "shelf": ("scanned location", "scan location", "scanned shelf", "scanned bin",
                  "shelf scanned", "location scanned", "scanned at location", "shelf", "location",
                  "bin"),
        "scanned_on": ("scan date time", "scan time", "scan date", "scanned on", "scanned at",
                       "date scanned", "time scanned", "timestamp", "date time"),
    },
    (frozenset({"scanned"}),),
)  # fmt: skip

OFFICERS = ListKind(
    {
        "officer": ("officer name", "name of officer", "listed officer", "employee name",
                    "name of employee", "officer", "witness name", "name", "full name"),
        "badge": ("badge number", "badge", "star number", "employee number", "employee id",
                  "officer id", "identification number", "serial of officer"),
        "agency": ("agency", "employing agency", "department", "law enforcement agency",
                   "agency name", "employer"),
        "listed_for": ("reason for listing", "reason listed", "basis", "reason", "allegation",
                       "basis for listing", "disclosure reason", "finding", "misconduct",
                       "impeachment information", "category", "nature of information"),
        "listed_on": ("date listed", "date added", "listed on", "date of listing", "effective date",
                      "date placed on list"),
    },
    (frozenset({"officer", "badge", "listed_for"}), frozenset({"officer", "badge", "listed_on"}),
     frozenset({"officer", "agency", "listed_for", "listed_on"})),
)  # fmt: skip

CALLS = ListKind(
    {
        "incident": ("incident number", "call number", "event number", "cad number", "case number",
                     "incident", "call id", "event id"),
        "nature": ("nature", "nature of call", "call type", "type of call", "call nature",
                   "incident type", "problem nature", "event type", "final type", "initial type"),
        "called_on": ("date time", "call time", "call date time", "time received", "call received",
                      "date time received", "incident date", "dispatch time", "time dispatched",
                      "create time", "created"),
    },
    (frozenset({"incident", "nature", "called_on"}),),
)  # fmt: skip

LISTS = (SHELF_SCAN, OFFICERS)
NAMES = tuple(name for kind in LISTS for name in kind.names)
#: What a row of such a list has, and no row of totals.
TELLING = frozenset({"scanned", "officer"})


def columns(headers: Sequence[str]) -> dict[str, int]:
    """The columns of a shelf scan or a list of officers; none for any other table."""
    return next((found for kind in LISTS if (found := kind.columns(headers))), {})


def is_dispatch_log(headers: Sequence[str], inventory: Mapping[str, int]) -> bool:
    """Whether a table has calls, and no numbers of things."""
    return "number" not in inventory and bool(CALLS.columns(headers))
