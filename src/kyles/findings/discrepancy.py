"""Said in two ways, to be explained.

A document speaks of several letters and then of "the letter"; it gives two counts, or two kinds, of
what was found, fired or handed in once (the sentences tell of the same act with the same things,
and share a name or a place); or it tells that somebody asks for a new trial of a defendant whose
case, it says, cannot be refiled. Every passage is cited. One defendant's disposition is never set
against relief in the case of another.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, passage, rule
from kyles.model import Finding
from kyles.reconcile.told import tellers


@rule(priority=3, under=["duty.learn"])
def discrepancy(audit: Audit) -> Iterator[Finding]:
    """Several or one; two counts of one find; relief against the disposition stated."""
    for one in tellers(audit):
        for found in one.told.discrepancies:
            yield Finding(
                subject=f"{one.item.id} {found.about}",
                about=about(one.item),
                says=f"{one.item.path}: {found.says}",
                sources=tuple(
                    passage(one.item, told.page, "text", told.start, told.end, one.pages[told.page])
                    for told in found.passages
                ),
            )
