"""How a case against a defendant stands or ended."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The ways in which a case ends, or that it has not."""

    PENDING = "pending"
    DISMISSED_WITH_PREJUDICE = "dismissed-with-prejudice"
    DISMISSED_WITHOUT_PREJUDICE = "dismissed-without-prejudice"
    ACQUITTED = "acquitted"
    CONVICTED = "convicted"


@dataclass(frozen=True, slots=True)
class Disposition:
    """The disposition for one defendant, with the day and who says so."""

    defendant: str
    outcome: Outcome
    on: str  # ISO date
    source: str = ""
    by: str = ""
