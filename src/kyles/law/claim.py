"""Civil claims that a jurisdiction knows, and under which name a public body is sued."""

from dataclasses import dataclass

from kyles.law.jurisdiction import Source, Trust
from kyles.model.case_event import Happening


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a claim has to prove, and the events that a ledger may hold for it."""

    says: str
    shown_by: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A cause of action: who may be sued, its notice and its limitation, what it needs."""

    id: str
    jurisdiction: str
    title: str
    against: tuple[str, ...]
    notice: str  # id of a provision; "": none was read, so that nothing is counted
    limitation: str  # the same
    needs: tuple[Need, ...]
    notes: tuple[str, ...]
    source: Source
    trust: Trust


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of public body, such as a county: under which name it is sued, who gets the notice."""

    kind: str
    jurisdiction: str
    sued_as: str  # with {name}
    notice_to: str
    source: Source
    trust: Trust

    def named(self, name: str) -> str:
        """The name under which one such body is sued."""
        return self.sued_as.replace("{name}", name)
