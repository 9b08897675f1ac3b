"""Booked under another incident, and perhaps related to this matter.

Items whose rows or texts name only other incidents, and yet at least two signals of different kinds
tie them to this matter: a person, a thing down to its count or calibre, a serial number or another
mark, a place that few incidents have, or a document of this matter that names the number. A case
number by itself proves neither that they belong nor that they do not. One signal that a person
wrote down, such as a number, is a question at the lowest priority; so is any one signal with a weak
one beside it: the same collector, or days near each other.

One incident is asked about once, whatever is booked under it, and what the holder is asked is
neutral: is it related? `kyles incidents answer NUMBER --yes`, `--no` or `--ask WHOM` records the
answer with who gave it and when; so does `kyles decide` on the finding. Where a document says who
chose the number, and why, its words are cited.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kyles.findings import Audit, about, called, document, rule
from kyles.mentions import normal
from kyles.model import About, Finding, Item, Passage
from kyles.reconcile.links import Link
from kyles.reconcile.signals import place_of

ASKS = frozenset({"number", "serial", "mark"})  # of which one alone is worth a question
NAMED = 3  # items that a question names; more are counted


@rule(priority=1, under=["duty.learn"])
def linked_incident(audit: Audit) -> Iterator[Finding]:
    """Other incidents that signals relate to this matter, and that nobody has answered for."""
    asked = [(link, item) for item in audit.held.owed()
             if (link := audit.links.get(item.id)) and link.answer is None and _asks(link)
             ]  # fmt: skip
    asked.sort(key=lambda pair: pair[0].subject)
    for subject, some in groupby(asked, key=lambda pair: pair[0].subject):
        pairs = list(some)
        yield _question(audit, subject, pairs[0][0], [item for _, item in pairs])


def _asks(link: Link) -> bool:
    return link.related or bool(link.kinds & ASKS) or bool(link.kinds and link.weak)


def _question(audit: Audit, subject: str, link: Link, some: Sequence[Item]) -> Finding:
    own = ", ".join(audit.matter.incidents)
    numbers = ", ".join(link.incidents)
    shared = "; ".join(dict.fromkeys(signal.says for signal in link.signals))
    has = "it has" if len(some) == 1 else "they have"
    bookings = tuple(_bookings(audit, link, some))
    chosen = f" Of the number it is said: “{bookings[0].quote}”" if bookings else ""
    return Finding(
        subject=subject,
        about=_about(some, numbers),
        says=f"{_holders(some)} {_named(some)} under Agency case no. {numbers}."
        f" With {own} {has} in common: {shared}.{chosen} Related?",
        sources=(*_places(audit, some), *bookings,
                 *(place for signal in link.signals for place in signal.sources)),
        score=min(1000, 250 * (1 + len(link.kinds)) + 50 * len(link.weak)),
        priority=0 if link.related else 4,
    )  # fmt: skip


def _about(some: Sequence[Item], numbers: str) -> About:
    """The item, where there is one; else the incident."""
    if len(some) == 1:
        return about(some[0])
    return About(None, f"Agency case no. {numbers}", some[0].holder, numbers)


def _holders(some: Sequence[Item]) -> str:
    names = list(dict.fromkeys(item.holder or "" for item in some))
    return f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'}"


def _named(some: Sequence[Item]) -> str:
    names = ", ".join(called(item) for item in some[:NAMED])
    if len(some) == 1:
        return names
    more = f" and {len(some) - NAMED} more" if len(some) > NAMED else ""
    return f"{len(some)} items ({names}{more})"


def _places(audit: Audit, some: Sequence[Item]) -> Iterator[Passage]:
    for item in some:
        yield document(item)
        yield from audit.told_of(item)


def _bookings(audit: Audit, link: Link, some: Sequence[Item]) -> Iterator[Passage]:
    """Who chose the number, where a document of this matter or of that incident says so."""
    numbers = {normal(number) for number in link.incidents}
    own = {item.id for item in some}
    for item in audit.held.documents():
        for said in audit.spoken.of(item.id):
            if said.mention.kind == "booking" and (
                said.mention.value in numbers or (not said.mention.value and item.id in own)
            ):
                yield place_of(item, said)
