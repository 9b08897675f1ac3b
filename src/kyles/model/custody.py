"""Who had a thing when: one event of its custody, as a log, a list or a person tells it."""

from dataclasses import dataclass
from enum import StrEnum

from kyles.model.finding import Passage


class Act(StrEnum):
    """What was done with a thing, as far as the words of its record show."""

    COLLECTED = "collected"
    RECEIVED = "received"
    TRANSFERRED = "transferred"
    CHECKED_OUT = "checked out"
    RETURNED = "returned"
    MOVED = "moved"
    EXAMINED = "examined"
    DISPOSED = "disposed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEvent:
    """One event; "" where its record does not say something.

    `at` is a day or a minute as ISO 8601 writes them, in the record's own time; `place` is where
    the record stands, None for what a person recorded here.
    """

    at: str
    act: Act
    action: str = ""  # the record's own word for it
    released_by: str = ""
    taken_by: str = ""
    location: str = ""
    purpose: str = ""
    authorized_by: str = ""
    witness: str = ""
    seal: str = ""
    quantity: str = ""
    place: Passage | None = None
    by: str = ""  # who recorded it here

    @property
    def day(self) -> str:
        return self.at[:10]
