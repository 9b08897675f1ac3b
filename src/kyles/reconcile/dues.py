"""What happened in the case, the provisions that hold, the holds: as of one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kyles import clock, law
from kyles.law import Deadline, Kind, Provision
from kyles.model import CaseEvent, Matter
from kyles.model.disposition import Disposition
from kyles.model.hold import Hold
from kyles.model.team import TeamMember
from kyles.store import View, case_events, dispositions, holds, moments, team

#: Facts on which the length of a period may rest, as the words of an event say them.
FACTS = {"in custody": "in_custody"}


@dataclass(frozen=True)
class Dues:
    """The legal side of a matter, as of a day. An empty one belongs to a matter without events."""

    today: date = date.min
    provisions: tuple[Provision, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    dispositions: Mapping[str, Disposition] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    team: tuple[TeamMember, ...] = ()

    def events_of(self, defendant: str) -> tuple[CaseEvent, ...]:
        """The events that concern a defendant: its own, and those of every defendant."""
        return tuple(one for one in self.events if one.defendant in (None, defendant))

    def deadlines(self, defendant: str, kind: Kind) -> list[Deadline]:
        """The dates of a kind for a defendant, by safe date; those without a date come last."""
        own = self.events_of(defendant)
        said = " ".join(one.says.casefold() for one in own)
        facts = tuple(fact for words, fact in FACTS.items() if words in said)
        found = law.deadlines((one for one in self.provisions if one.kind is kind), own,
                              facts=facts)  # fmt: skip
        return sorted(found, key=lambda one: (one.due is None, one.due.safe if one.due else None,
                                              one.provision.id, one.start.id))  # fmt: skip

    def in_force(self, item: str | None, on: date | None = None) -> Hold | None:
        """The first hold that covers an item and is in force on a day, today if none is given."""
        day = (on or self.today).isoformat()
        for hold in self.holds:
            if (item is None or hold.covers(item)) and hold.in_force(day):
                return hold
        return None

    def answerable(self, role: str = "lead prosecutor") -> TeamMember | None:
        """Who stands in a role on that day: the last to have joined, and so the successor."""
        day = self.today.isoformat()
        now = [one for one in self.team
               if one.role == role and one.since <= day and (one.until or day) >= day]  # fmt: skip
        return max(now, key=lambda one: one.since, default=None)


def dues(view: View, matter: Matter) -> Dues:
    """The legal side of a matter at a view."""
    return Dues(
        today=today(view, matter.zone),
        provisions=law.provisions(matter.court),
        events=tuple(case_events.case_events(view)),
        dispositions=dispositions.dispositions(view),
        holds=tuple(holds.holds(view)),
        team=tuple(team.team(view)),
    )


def today(view: View, zone: str) -> date:
    """The present day in the court's zone; of an earlier ledger size, the day of its last event."""
    moment = None if moments.is_latest(view) else moments.last(view)
    return date.fromisoformat(moment[:10]) if moment else clock.today(zone)
