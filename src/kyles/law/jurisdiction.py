"""The nouns of a rule file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # they are made of the nouns here
    from kyles.law.claim import Body, Claim
    from kyles.law.counting import Counting
    from kyles.law.provision import Provision


class Trust(StrEnum):
    """Whether the text behind a rule was read. An unverified one is a question, never a finding."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class Level(StrEnum):
    """How much of a source was read."""

    TEXT = "text"
    QUOTED_IN_CASE = "quoted-in-case"
    TITLE_ONLY = "title-only"
    COMMENTARY_ONLY = "commentary-only"
    UNVERIFIED = "unverified"


#: What a verified provision may rest on: its own words, or a court's quotation of them.
ENOUGH = frozenset({Level.TEXT, Level.QUOTED_IN_CASE})

#: How much was read, in words.
READ = {
    Level.TEXT: "read",
    Level.QUOTED_IN_CASE: "read as a court quotes it",
    Level.TITLE_ONLY: "only its title was read",
    Level.COMMENTARY_ONLY: "only commentary was read",
    Level.UNVERIFIED: "its text was not read, only found",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a provision stands, and on which day how much of it was read."""

    cite: str
    url: str
    checked: str  # ISO date
    level: Level = Level.UNVERIFIED

    @property
    def read(self) -> str:
        """How much of it was read, where and when, in words."""
        site = re.match(r"https?://(?:www\.)?([^/:]+)", self.url)
        return f"{READ[self.level]} at {site[1] if site else self.url} on {self.checked}"


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
    state: str = ""  # the calendar of holidays of the state where it sits, as in US-NM


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place with its own law; a `general` one has no courts, and its rules hold everywhere."""

    id: str
    name: str
    general: bool
    courts: tuple[Court, ...]
    expected: tuple[Expectation, ...]
    counting: tuple[Counting, ...] = ()
    provisions: tuple[Provision, ...] = ()
    claims: tuple[Claim, ...] = ()
    bodies: tuple[Body, ...] = ()
