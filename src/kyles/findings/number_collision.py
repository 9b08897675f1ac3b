"""One case number, and perhaps two incidents.

A case number is one weak signal, whichever way it points. Here it points too far: records of one
source bear this matter's number, and share with all other records under it no person, no place and
no mark of a thing, while they differ in at least two of these: the people, the places, the days.
Two agencies may have given one number each, or one agency the same number twice. Whether they are
of this matter is for a person to say; until then they count as its own. (Records under another
number that may be of this matter are told by `linked_incident`.)
"""

from collections.abc import Iterator

from kyles.findings import Audit, called, document, rule
from kyles.model import About, Finding
from kyles.reconcile.collisions import Collision, collisions

NAMED = 3  # items that are named; more are counted


@rule(priority=2, under=["duty.learn"])
def number_collision(audit: Audit) -> Iterator[Finding]:
    """Records under a number of this matter that may be of another incident."""
    for one in collisions(audit.matter, audit.held, audit.spoken, audit.texts):
        yield _finding(audit, one)


def _finding(audit: Audit, one: Collision) -> Finding:
    first = one.items[0]
    names = ", ".join(called(item) for item in one.items[:NAMED])
    more = f" and {len(one.items) - NAMED} more" if len(one.items) > NAMED else ""
    differ = " and in ".join(one.differ)
    return Finding(
        subject=f"{one.number} {first.source}",
        about=About(first.id if len(one.items) == 1 else None, first.path, first.holder,
                    one.number),
        says=f"{first.holder} has {names}{more} under Agency case no. {one.number}, as other"
        f" records here are; they differ in {differ}, and share no person, place or mark."
        " The same incident?",
        sources=tuple(place for item in one.items
                      for place in (document(item), *audit.told_of(item))),
        score=min(1000, 300 * len(one.differ)),
    )  # fmt: skip
