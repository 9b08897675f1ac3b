"""What was given of an item to one defendant."""

from enum import StrEnum


class Status(StrEnum):
    """One word for each item and defendant (HOUSE: status per defendant).

    Documents: disclosed, in_part, not_disclosed, withheld, unreadable. Things: served, inspected,
    listed, not_disclosed, withheld.
    """

    DISCLOSED = "disclosed"
    IN_PART = "in_part"
    NOT_DISCLOSED = "not_disclosed"
    WITHHELD = "withheld"
    UNREADABLE = "unreadable"
    SERVED = "served"
    INSPECTED = "inspected"
    LISTED = "listed"


GIVEN = frozenset({Status.DISCLOSED, Status.SERVED, Status.INSPECTED, Status.LISTED})
