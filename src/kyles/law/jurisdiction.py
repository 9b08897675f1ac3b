"""The nouns of a rule file."""

from dataclasses import dataclass
from enum import StrEnum


class Trust(StrEnum):
    """Whether the text behind a rule was read. An unverified one is a question, never a finding."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Selector:
    """A kind of mention or item, and the first word of its value, or "" for any of the kind."""

    kind: str
    value: str = ""

    def matches(self, kind: str, value: str) -> bool:
        """Whether a mention such as ("recording", "BODY-WORN ROE") is of this kind."""
        return kind == self.kind and (not self.value or f"{value} ".startswith(f"{self.value} "))


@dataclass(frozen=True, slots=True)
class Expectation:
    """If one of `when` is held or mentioned, one of `expect` is ordinarily there too."""

    id: str
    jurisdiction: str
    when: tuple[Selector, ...]
    expect: tuple[Selector, ...]
    says: str
    provision: str
    source: str  # address of the text
    trust: Trust
    checked: str  # ISO date on which the source was looked at

    @property
    def is_question(self) -> bool:
        """An unverified rule asks; it finds nothing."""
        return self.trust is Trust.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Court:
    """A court of a jurisdiction: "us-nm/district", its title, and its IANA time zone."""

    id: str
    jurisdiction: str
    title: str
    zone: str


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place with its own law; a `general` one has no courts, and its rules hold everywhere."""

    id: str
    name: str
    general: bool
    courts: tuple[Court, ...]
    expected: tuple[Expectation, ...]
