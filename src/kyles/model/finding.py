"""One gap, with its sources and its state; and what a person decided of it."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Passage:
    """A place that a person can open: an item, a page, and a stretch of one reading of it.

    `page` is 0 for an item without pages, or the row of a list where `reading` is "row". Offsets
    are 0 and 0 where the whole page or item is meant.
    """

    item: str
    path: str
    page: int = 0
    reading: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""

    def told(self) -> dict[str, str | int]:
        """Its fields by their names, in their order: `asdict` takes ten times as long."""
        return {"item": self.item, "path": self.path, "page": self.page, "reading": self.reading,
                "start": self.start, "end": self.end, "quote": self.quote}  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What a finding is about, for people who do not know its id."""

    item: str | None
    path: str
    holder: str | None = None
    incident: str | None = None


class FindingState(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    ASKED = "asked"
    ANSWERED = "answered"
    DISCLOSED = "disclosed"
    WITHHELD = "withheld"
    EXPLAINED = "explained"
    WRONG = "wrong"
    ENDED = "ended"  # the rule does not produce it any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One gap for one item and one defendant, as one rule found it.

    `subject` says with the rule and the defendant which finding it is: an item's id, or words such
    as `supplement 21-886/3` where there is no item. The audit fills in the rule and its priority
    (1 is read first), the digest, which changes when the gap does, the id and the state. `score` is
    from 0 to 1000: how much of the item the gap concerns, or how sure a link is.
    """

    subject: str
    about: About
    says: str
    sources: tuple[Passage, ...]
    owed_to: str | None = None
    score: int = 1000
    rule: str = ""
    priority: int = 0
    digest: str = ""
    id: str = ""
    state: FindingState = FindingState.OPEN
    note: str = ""  # what a decision said, what ended it, or "changed since decided"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's recorded act on a finding; it binds to the finding's digest."""

    finding: str
    state: FindingState
    text: str
    digest: str
    by: str
    at: str
