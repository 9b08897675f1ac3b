"""A number is missing in a series.

Supplements 1, 2 and 4 of a report are here or named, and no document names a third; of a camera's
files in one folder one is missing between two others; a document counts its pages and does not have
them all. The members beside the gap are cited. A gap in numbers may have an ordinary reason: a
photograph was deleted in the camera, a number was never used. What is asked is whether it exists.
"""

from collections.abc import Iterator, Sequence

from kyles.findings import Audit, rule
from kyles.model import About, Finding, Item
from kyles.reconcile import sequences
from kyles.reconcile.sequences import Hole

PRIORITIES = {"supplement": 2, "page": 2, "photograph": 3}


@rule(priority=2, under=["duty.learn"])
def sequence_gap(audit: Audit) -> Iterator[Finding]:
    """Holes in the series of what is held; of what was received, where nothing is held."""
    held = [item for item in audit.held.documents() if audit.belongs(item)]
    if held:
        yield from _findings(audit, held)
        return
    for defendant, one in audit.given.items():
        yield from _findings(audit, one.items, defendant=defendant)


def _findings(
    audit: Audit, some: Sequence[Item], *, defendant: str | None = None
) -> Iterator[Finding]:
    ids = {item.id for item in some}
    named = [one for one in audit.references if {place.item for place in one.mentions} & ids]
    looked = audit.searched(defendant) if defendant else audit.everywhere()
    for hole in (
        *sequences.supplements(named),
        *sequences.photographs(some),
        *sequences.pages(some, audit.spoken),
    ):
        yield Finding(
            subject=f"{hole.kind} {hole.series}",
            about=_about(audit, hole),
            owed_to=defendant,
            says=f"{_says(hole)}; not found in {looked}. Is there one?",
            sources=hole.there,
            priority=PRIORITIES[hole.kind],
        )


def _about(audit: Audit, hole: Hole) -> About:
    first = audit.items[hole.there[0].item]
    item = first.id if hole.kind == "page" else None
    label = first.path if hole.kind == "page" else f"{_noun(hole)} of {hole.label}"
    return About(item, label, first.holder, first.incident)


def _says(hole: Hole) -> str:
    if hole.kind == "page":
        return f"{hole.label} counts its pages ({hole.there[0].quote}); without {_noun(hole)}"
    if hole.kind == "photograph":
        before = hole.label.rpartition("/")[2]
        names = ", ".join(f"{before}{number:04}" for number in hole.missing)
        return f"{hole.label.rpartition('/')[0]} has photographs before and after {names}"
    return f"Later supplements of {hole.label} are here or named, but {_noun(hole)}"


def _noun(hole: Hole) -> str:
    """`pages 4 and 5`."""
    numbers = [str(number) for number in hole.missing]
    several = " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
    return f"{hole.kind}{'' if len(numbers) == 1 else 's'} {several}"
