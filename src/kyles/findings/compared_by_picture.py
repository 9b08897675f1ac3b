"""Compared by its picture.

A scan without usable text, or a photograph, was looked for among what a defendant was given by its
picture: laid on the pages that look like it and compared part by part, a part being about a word.
Pages that were not found, and parts that are blacked out in what was given, are told with their
place. A page that only looks like one that was given is a question, at priority 2: compare the two
by eye. So is a page of which too little is left beside its boxes, because two records on one form
look alike there.

A picture tells words from other words, not one figure from another. `kyles ocr` reads such pages;
then they are compared word by word as well.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, rule
from kyles.model import Finding, Passage, Status
from kyles.model.coverage import HeldPage, Missing

BY = "image"
LOGGED = "redacted_logged"
QUESTION = "differs"
SHOWN = 12  # pages that are told one by one
JUDGED = (Status.IN_PART, Status.UNREADABLE)


@rule(priority=1, under=["duty.disclose"])
def compared_by_picture(audit: Audit) -> Iterator[Finding]:
    """Documents of which pictures show that something was not given, or may not have been."""
    for item, defendant in audit.owed():
        coverage = audit.coverage.get((item.id, defendant))
        if coverage is None or coverage.status not in JUDGED:
            continue
        gaps = [(page, gap) for page in coverage.pages if page.by == BY
                for gap in page.missing if not gap.words and gap.kind != LOGGED]  # fmt: skip
        if not gaps:
            continue
        asks = all(gap.kind == QUESTION for _, gap in gaps)
        yield Finding(
            subject=item.id,
            about=about(item),
            owed_to=defendant,
            says=f"{item.path} was compared with what was given to {defendant} by its picture:"
            f" {_told(gaps)}. Compared with {audit.searched(defendant)}",
            sources=tuple(Passage(item.id, item.path, page.page, page.layer) for page, _ in gaps),
            score=1000 - round(1000 * (coverage.share or 0)),
            priority=2 if asks else 0,
        )


def _told(gaps: list[tuple[HeldPage, Missing]]) -> str:
    """Each page with what was found of it, and where."""
    told = [f"page {page.page}{_like(page, gap)} ({gap.where})" for page, gap in gaps[:SHOWN]]
    more = len(gaps) - SHOWN
    return "; ".join([*told, *([f"{more} more pages"] if more > 0 else [])])


def _like(page: HeldPage, gap: Missing) -> str:
    place = page.produced[0].cited() if page.produced else ""
    if not place:
        return " was not found"
    return f" looks like {place}" if gap.kind == QUESTION else f" was found as {place}"
