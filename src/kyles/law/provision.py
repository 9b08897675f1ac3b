"""A provision: what the law of a place asks of whom, from which event, until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kyles.law.counting import Counting
from kyles.law.jurisdiction import Selector, Source, Trust
from kyles.law.period import Period
from kyles.model.case_event import Happening

DISCLAIMER = "not legal advice"

#: Fields that were not read, in words; any other is called by its name.
FIELDS = {
    "from": "since when this text holds",
    "until": "until when this text held",
    "counting": "how days are counted",
    "within": "the number of days",
    "before": "the number of days",
    "at_least": "the number of days",
}


class Kind(StrEnum):
    """What sort of thing a provision is about."""

    DISCLOSURE = "disclosure"
    CERTIFICATE = "certificate"
    NOTICE = "notice"
    LIMITATION = "limitation"
    REFILING = "refiling"
    RETENTION = "retention"
    HOLD = "hold"
    ORDER = "order"
    REVIEW = "review"  # a provision that counsel is to look at; nothing is counted
    REMEDY = "remedy"


class Way(StrEnum):
    """In which direction a period runs."""

    WITHIN = "within"  # forward from the event
    AT_LEAST = "at_least"  # something is kept that long
    BEFORE = "before"  # back from the event


@dataclass(frozen=True, slots=True)
class Example:
    """A worked date that stands in the rule file itself and that the tests run."""

    line: int
    events: Mapping[Happening, date]
    facts: tuple[str, ...] = ()
    service: str = ""
    applies: bool = True
    raw: date | None = None
    due: date | None = None
    safe: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One version of a rule. Two of one id are versions, whose windows never overlap."""

    id: str
    jurisdiction: str
    title: str
    kind: Kind
    source: Source
    trust: Trust
    who: str
    start: tuple[Happening, ...]
    since: date | None = None  # None: not known
    until: date | None = None
    version_by: Happening | None = None  # the event whose day picks the version; else the start
    to_whom: str = ""
    courts: tuple[str, ...] = ()  # none: every court of the jurisdiction
    start_disputed: tuple[Happening, ...] = ()
    way: Way | None = None
    period: Period | None = None
    variants: Mapping[str, Period] = field(default_factory=dict)  # by a fact such as in_custody
    soon: str = ""  # "promptly", where no number of days is given
    counting: Counting | None = None
    covers: tuple[Selector, ...] = ()  # kinds of items
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # scope, proof, remedy, ...
    certificate: str = ""  # the title of a certificate
    note: str = ""
    everywhere: bool = False  # in every court of the country: us-fed holds in us-nm
    unverified: tuple[str, ...] = ()  # fields of a verified provision that were not read
    examples: tuple[Example, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether all of it was read, and its counting too."""
        return self.mark == "verified"

    @property
    def mark(self) -> str:
        """The mark that it bears wherever it appears."""
        return self.mark_on(None)

    def mark_on(self, day: date | None) -> str:
        """The mark of a date that comes out of it: how its day counting stands then counts too."""
        if self.trust is Trust.UNVERIFIED:
            return "unverified"
        open_points = [name.replace("_", " ") for name in self.unverified]
        if self.counting:
            open_points += self.counting.open_points(day)
        return f"unverified: {', '.join(open_points)}" if open_points else "verified"

    def told_on(self, day: date | None) -> str:
        """Its citation, where it was read, and what is unverified, in words, for a date of it."""
        cite, read = self.source.cite, self.source.read
        if self.trust is Trust.UNVERIFIED:
            return f"{cite}, unverified: {read}"
        open_points = [FIELDS.get(name, name.replace("_", " ")) for name in self.unverified]
        if self.counting:
            open_points += self.counting.open_points(day)
        rest = f"; unverified: {', '.join(open_points)}" if open_points else ""
        return f"{cite}, {read}{rest}"

    @property
    def cited(self) -> str:
        """The citation with its mark, unless nothing is open."""
        return self.source.cite if self.is_settled else f"{self.source.cite} [{self.mark}]"

    @property
    def basis(self) -> str:
        """What rests on it where no date comes out of it."""
        return f"{self.told_on(None)}; {DISCLAIMER}"

    def in_force(self, day: date) -> bool:
        """Whether its version is that of a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def period_for(self, facts: tuple[str, ...]) -> Period | None:
        """The period under some facts: the first variant of them, else the ordinary one."""
        for fact in facts:
            if fact in self.variants:
                return self.variants[fact]
        return self.period
