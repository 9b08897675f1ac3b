"""Two assertions that cannot both hold.

One document dates one event to days that share none, such as "the fatal 2021 shooting" and "on June
16, 2025, ... was shot and killed"; or it tells as past what its own date, given by `kyles add
--written`, lies before. Both passages are cited; which one is right is not said. Only events that
happen once are compared (a shooting or death, an arrest, a conviction, a sentence, a dismissal, a
crash), where the sentences share a name and speak of no second event. Captions and teasers of other
articles are left out.
"""

from collections.abc import Iterator

from kyles import chronology, dates
from kyles.chronology import Event
from kyles.findings import Audit, about, passage, rule
from kyles.model import Finding, Passage
from kyles.reconcile.told import Teller, tellers


@rule(priority=2, under=["duty.learn"])
def contradiction(audit: Audit) -> Iterator[Finding]:
    """Dates of one event that exclude each other, and dates after the writing."""
    for one in tellers(audit):
        if chronology.tells(one.pages):
            told = list(chronology.events(one.pages, written=one.written))
            yield from _dates(one, told)
            yield from _ahead(one, told)


def _dates(one: Teller, told: list[Event]) -> Iterator[Finding]:
    for first, second in chronology.conflicts(told):
        yield Finding(
            subject=f"{one.item.id} {first.kind}",
            about=about(one.item),
            says=f"{one.item.path} dates the {_called(first, second)} to {_when(first)} and to"
            f" {_when(second)}",
            sources=(_place(one, first), _place(one, second)),
        )


def _ahead(one: Teller, told: list[Event]) -> Iterator[Finding]:
    if one.written is None:
        return
    for event in chronology.too_late(told, one.written):
        yield Finding(
            subject=f"{one.item.id} written {event.value}",
            about=about(one.item),
            says=f"{one.item.path}, written {dates.written(one.written)}, tells as past what it"
            f" dates to {_when(event)}",
            sources=(_place(one, event),),
        )


def _called(*some: Event) -> str:
    """What happened, in the word that says most: a death by shooting is the shooting."""
    return min((one.kind for one in some), key=lambda kind: kind == "death")


def _when(event: Event) -> str:
    return " or ".join(dates.written(one) for one in event.dates)


def _place(one: Teller, event: Event) -> Passage:
    told = event.sentence
    return passage(one.item, told.page, "text", told.start, told.end, one.pages[told.page])
