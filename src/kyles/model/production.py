"""What was given to whom, how, and what was kept back."""

from dataclasses import dataclass
from enum import StrEnum


class Manner(StrEnum):
    """How something was disclosed. *Offered* or *portal* alone is not *served*."""

    SERVED = "served"
    EMAIL = "email"
    PORTAL = "portal"
    OFFERED = "offered"
    INSPECTED = "inspected"
    ORAL = "oral"


@dataclass(frozen=True, slots=True)
class Volume:
    """One delivery to one defendant, or to several at once."""

    id: str
    name: str
    defendants: tuple[str, ...]
    on: str | None = None  # ISO date
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One document inside a produced file: pages `first` to `last`, counted from 1.

    `basis` says what showed its borders: `load file`, `bookmark`, `stamps`, `page numbers`, `file`.
    """

    item: str
    first: int
    last: int
    title: str
    begin: str | None  # Bates numbers of the first and the last page
    end: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """An item given to a defendant by other means than a volume."""

    item: str
    defendant: str
    on: str
    manner: Manner
    receipt: str | None = None  # sha256 of the receipt's bytes
    receipt_name: str | None = None


@dataclass(frozen=True, slots=True)
class Withholding:
    """An entry of the withholding log. Where `existence_revealed` is not, no face of it is."""

    id: str
    item: str
    defendant: str | None  # None: for every defendant
    provision: str
    reason: str
    existence_revealed: bool
    pages: str = ""  # "" for the whole item, or "2-3,5"
    by: str = ""

    def is_told_by(self, other: "Withholding") -> bool:
        """Whether another entry tells of the item, which this one keeps from the same defendant."""
        same = None in (self.defendant, other.defendant) or self.defendant == other.defendant
        return not self.existence_revealed and other.existence_revealed and (
            same and self.item == other.item)  # fmt: skip
