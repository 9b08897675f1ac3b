"""Partly disclosed.

A held document is in what a defendant was given, but not all of it: pages, passages or lines are
missing, blacked out, or different. Each gap is cited with its page and words. Shared form text and
page furniture do not count; a gap that the withholding log covers is told, and does not open the
finding by itself.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, rule
from kyles.model import Finding, Item, Status
from kyles.model.coverage import Coverage, HeldPage

FURNITURE = 0.2  # of a page's words; what is not more may be its head and foot
FEW = 3  # words of such a page that are not cited by themselves
LOGGED = "redacted_logged"
KINDS = {
    "not_produced": "not produced",
    "redacted": "blacked out without a log entry",
    "differs": "different in what was given",
    LOGGED: "blacked out with a log entry",
}


@rule(priority=1, under=["duty.disclose"])
def partly_disclosed(audit: Audit) -> Iterator[Finding]:
    """Documents that a defendant was given in part."""
    for item, defendant in audit.owed():
        if audit.status(item, defendant) is not Status.IN_PART:
            continue
        gaps = list(audit.missing(item, defendant))
        if all(gap.kind == LOGGED for _, gap in gaps):
            continue
        coverage = audit.coverage[item.id, defendant]
        whole = {page.page for page in _whole(coverage)}
        yield Finding(
            subject=item.id,
            about=about(item),
            owed_to=defendant,
            says=f"{item.path} was given to {defendant} in part: {_what(item, coverage)}."
            f" Compared with {audit.searched(defendant)}",
            sources=tuple(
                passage for passage, gap in gaps if passage.page not in whole or gap.words > FEW
            ),
            score=1000 - round(1000 * (coverage.share or 0)),
        )


def _whole(coverage: Coverage) -> list[HeldPage]:
    """Pages of which nothing was found, or only furniture that other pages have too."""
    return [page for page in coverage.pages if page.layer == "text" and page.words
            and page.covered <= FURNITURE * page.words]  # fmt: skip


def _what(item: Item, coverage: Coverage) -> str:
    """Pages that are missing whole, then the words of each kind of gap on the others."""
    whole = _whole(coverage)
    words: dict[str, int] = {}
    for page in coverage.pages:
        if page not in whole:
            for gap in page.missing:
                words[gap.kind] = words.get(gap.kind, 0) + gap.words
    told = [_missing(whole, item.version.pages)] if whole else []
    told += [f"{words[kind]} words {label}" for kind, label in KINDS.items() if words.get(kind)]
    return "; ".join(told)


def _missing(whole: list[HeldPage], of: int) -> str:
    found = sum(page.covered for page in whole)
    told = f"{_pages([page.page for page in whole])} of {of} not found"
    return f"{told} (but for {found} words that other pages have too)" if found else told


def _pages(numbers: list[int]) -> str:
    listed = ", ".join(str(number) for number in numbers)
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}"
