"""Two assertions that cannot both hold.

One document dates one event to days that share none, such as "the fatal 2021 shooting" and "on June
16, 2025, ... was shot and killed"; or it tells as past what its own date, given by `kyles add
--written`, lies before. Where the document's date is not known, the days of writing are named that
would fit. Two documents date one death or shooting so (both name the same victim, or share two
names). Or a sentence has a numbered thing with one person on a day on which another sentence, or
its custody record, has it with somebody else. Both passages are cited; which one is right is not
said.

Only events that happen once are compared (a shooting or death, an arrest, a conviction, a sentence,
a dismissal, a crash), where the sentences share a name and speak of no second event. Captions and
teasers of other articles are left out.
"""

from collections.abc import Iterator, Sequence

from kyles import chronology, dates
from kyles.chronology import Document, Event, Holding, Sentence
from kyles.findings import Audit, about, passage, rule
from kyles.model import About, Finding, Passage
from kyles.model.custody import CustodyEvent
from kyles.reconcile.custody import elsewhere
from kyles.reconcile.told import Teller, tellers


@rule(priority=2, under=["duty.learn"])
def contradiction(audit: Audit) -> Iterator[Finding]:
    """Dates of one event that exclude each other, dates after the writing, and hands."""
    by = {one.item.id: one for one in tellers(audit)}
    documents = [Document(item, _read(one), one.written) for item, one in by.items()]
    for one, document in zip(by.values(), documents, strict=True):
        yield from _dates(one, document.told.assertions)
        yield from _ahead(one, document.told.assertions)
    yield from _across(by, documents)
    yield from _hands(by, documents)
    yield from _against_custody(audit, by, documents)


def _read(one: Teller) -> chronology.Telling:
    """What a document tells, its dates read."""
    return chronology.Telling(tuple(chronology.dated(one.told, one.written)), one.told.holdings)


def _dates(one: Teller, told: Sequence[Event]) -> Iterator[Finding]:
    for first, second in chronology.conflicts(told):
        yield Finding(
            subject=f"{one.item.id} {first.kind}",
            about=about(one.item),
            says=f"{one.item.path} dates the {_called(first, second)} to {_when(first)} and to"
            f" {_when(second)}{_fitting(one, told)}",
            sources=(_place(one, first.sentence), _place(one, second.sentence)),
        )


def _fitting(one: Teller, told: Sequence[Event]) -> str:
    """The days of writing that fit, where nobody has told the day: a reading may fall."""
    fits = None if one.written else chronology.writing(told)
    return f"; only a writing on {dates.written(fits)} fits all it tells as past" if fits else ""


def _ahead(one: Teller, told: Sequence[Event]) -> Iterator[Finding]:
    if one.written is None:
        return
    for event in chronology.too_late(told, one.written):
        yield Finding(
            subject=f"{one.item.id} written {event.value}",
            about=about(one.item),
            says=f"{one.item.path}, written {dates.written(one.written)}, tells as past what it"
            f" dates to {_when(event)}",
            sources=(_place(one, event.sentence),),
        )


def _across(by: dict[str, Teller], some: Sequence[Document[str]]) -> Iterator[Finding]:
    """One death or shooting, which two documents date differently."""
    for (item, first), (other, second) in chronology.across(some):
        one, two = by[item], by[other]
        yield Finding(
            subject=f"{one.item.id} {two.item.id} {first.kind}",
            about=about(one.item),
            says=f"{one.item.path} dates the {_called(first, second)} to {_when(first)}, and"
            f" {two.item.path} to {_when(second)}",
            sources=(_place(one, first.sentence), _place(two, second.sentence)),
        )


def _hands(by: dict[str, Teller], some: Sequence[Document[str]]) -> Iterator[Finding]:
    """A numbered thing that two sentences have with two people on one day."""
    for (item, first), (other, second) in chronology.hands(some):
        one, two = by[item], by[other]
        yield Finding(
            subject=f"{one.item.id} {two.item.id} hands {first.number}",
            about=About(None, f"Item {first.number}", one.item.holder, one.item.incident),
            says=f"{one.item.path} has item {first.number} with {first.holder} on the day on which"
            f" {two.item.path} has it with {second.holder}",
            sources=(_place(one, first.sentence), _place(two, second.sentence)),
        )


def _against_custody(
    audit: Audit, by: dict[str, Teller], some: Sequence[Document[str]]
) -> Iterator[Finding]:
    """A sentence that has a thing with somebody while its custody record has it elsewhere."""
    for document in some:
        one = by[document.key]
        for holding in document.told.holdings:
            for item, event in elsewhere(audit, holding):
                yield Finding(
                    subject=f"{one.item.id} custody {item.id}",
                    about=about(item),
                    says=_told(one, holding, event),
                    sources=(_place(one, holding.sentence),
                             *((event.place,) if event.place else ())),
                )  # fmt: skip


def _told(one: Teller, holding: Holding, event: CustodyEvent) -> str:
    where = event.location or event.taken_by
    return (f"{one.item.path} has item {holding.number} with {holding.holder} on {holding.value};"
            f" its custody record has it with {where} since {event.day}")  # fmt: skip


def _called(*some: Event) -> str:
    """What happened, in the word that says most: a death by shooting is the shooting."""
    return min((one.kind for one in some), key=lambda kind: kind == "death")


def _when(event: Event) -> str:
    return " or ".join(dates.written(one) for one in event.dates)


def _place(one: Teller, told: Sentence) -> Passage:
    return passage(one.item, told.page, "text", told.start, told.end, one.pages[told.page])
