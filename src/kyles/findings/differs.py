"""Given in other words than held.

A document was given whole, and yet in one or more places other words stand there than in what the
holder has, inside text that both have alike. Each place is cited, with the page that was given. Two
versions of one document can be the reason. Nothing is asserted from a page that a machine read, or
that was read otherwise all over: `partly_disclosed` asks there to compare the pages.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, rule
from kyles.model import Finding, Passage, Status
from kyles.model.coverage import Coverage, HeldPage
from kyles.reconcile.misreading import DIFFERS, is_other_words, unlogged


@rule(priority=1, under=["duty.disclose"])
def differs(audit: Audit) -> Iterator[Finding]:
    """Documents that were given whole, with other words in places."""
    for item, defendant in audit.owed():
        coverage = audit.coverage.get((item.id, defendant))
        if coverage is None or audit.status(item, defendant) is not Status.IN_PART:
            continue
        if is_other_words(audit, coverage):
            gaps = [place for place, gap in audit.missing(item, defendant) if gap.kind == DIFFERS]
            yield Finding(
                subject=item.id,
                about=about(item),
                owed_to=defendant,
                says=f"{item.path} was given to {defendant} with other words"
                f" {_where(len(gaps))}: “{gaps[0].quote}” stands only in what is held."
                f" Compared with {audit.searched(defendant)}",
                sources=(*gaps, *_given(coverage)),
            )


def _where(count: int) -> str:
    return "in one place" if count == 1 else f"in {count} places"


def _given(coverage: Coverage) -> Iterator[Passage]:
    """The pages that were given in place of those that differ."""
    pages: dict[int, HeldPage] = {page.page: page for page, _ in unlogged(coverage)}
    for page in pages.values():
        for place in page.produced[:1]:
            yield Passage(place.item, place.path, place.page, "text")
