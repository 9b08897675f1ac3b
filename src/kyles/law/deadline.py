"""From a provision and what happened to a date: which version, from which start, due when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kyles.law.counting import Due, at_least, backward, forward
from kyles.law.period import Period
from kyles.law.provision import DISCLAIMER, Provision, Way
from kyles.model.case_event import CaseEvent, Happening, label


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that follows from a provision and one event; no date where it says "promptly"."""

    provision: Provision
    start: CaseEvent
    due: Due | None
    disputed: bool  # whether the start is one that is argued about
    period: Period | None = None

    @property
    def mark(self) -> str:
        """Its trust mark: that of the provision, and of the day counting on that day."""
        return self.provision.mark_on(self.due.raw if self.due else None)

    @property
    def counted(self) -> str:
        """The period, or the word that stands for it."""
        return str(self.period) if self.due and self.period else self.provision.soon

    @property
    def basis(self) -> str:
        """What the date rests on: how long from what, under which provision, from which source."""
        way = "before" if self.provision.way is Way.BEFORE else "from"
        length = f"{self.counted}, " if self.due is None else f"{self.counted} "
        told = self.provision.told_on(self.due.raw if self.due else None)
        return (f"{length}{way} the {label(self.start.kind)} on {self.start.on}, under {told};"
                f" {DISCLAIMER}")  # fmt: skip


def count(
    provision: Provision, start: date, *, facts: tuple[str, ...] = (), service: str = ""
) -> Due | None:
    """Where the period of a provision ends that is counted from a day."""
    period = provision.period_for(facts)
    if period is None:
        return None
    if provision.way is Way.AT_LEAST:
        return at_least(start, period)
    if provision.counting is None:
        raise ValueError(f"{provision.id} has no counting")
    if provision.way is Way.BEFORE:
        return backward(provision.counting, start, period)
    return forward(provision.counting, start, period, service=service)


def deadlines(
    provisions: Iterable[Provision], events: Iterable[CaseEvent], *, facts: tuple[str, ...] = ()
) -> Iterator[Deadline]:
    """Every date that follows: one for each provision in force and each event that starts it."""
    happened = sorted(events, key=lambda event: (event.on, event.kind, event.id))
    for provision in provisions:
        for event in happened:
            is_start = event.kind in provision.start
            if (is_start or event.kind in provision.start_disputed) and is_version(
                provision, event, happened
            ):
                start = date.fromisoformat(event.on)
                due = count(provision, start, facts=facts, service=_service(provision, event))
                length = provision.period_for(facts)
                yield Deadline(provision, event, due, not is_start, length)


def _service(provision: Provision, event: CaseEvent) -> str:
    """How the paper was served that starts a period, as the event says: "by mail"."""
    known = provision.counting.service if provision.counting else ()
    return next((one for one in known if f"by {one}" in event.says.casefold()), "")


def is_version(provision: Provision, start: CaseEvent, events: Iterable[CaseEvent]) -> bool:
    """Whether a provision is the version that counts: by its own event's day, else the start's."""
    days = [event.on for event in events if event.kind is provision.version_by]
    picked = max(days) if days else start.on
    return provision.in_force(date.fromisoformat(picked))


def governing(provision: Provision, days: dict[Happening, date]) -> bool:
    """Whether an example's events select this version of a provision."""
    picker = provision.version_by
    if picker in days:
        return provision.in_force(days[picker])
    starts = [days[one] for one in (*provision.start, *provision.start_disputed) if one in days]
    return bool(starts) and provision.in_force(starts[0])
