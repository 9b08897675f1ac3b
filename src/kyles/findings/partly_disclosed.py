"""Partly disclosed.

A held document is in what a defendant was given, but not all of it: pages, passages or lines are
missing, blacked out, or different. Each gap is cited with its page and words. Shared form text and
page furniture do not count; a gap that the withholding log covers is told, and does not open the
finding by itself. Tables are compared row by row, in whatever order and format they were given:
what is missing is named by sheet and row. Of a transcript it is named by its time. A message is
given in part where something that was attached to it was not found: its own finding tells that.
Recordings are told by `missing_time`, pages without words by `compared_by_picture`, and a document
that was given whole but with other words in places by `differs`.

Where letters are read otherwise all over the page, or one of the two was read by OCR, short gaps
may be nothing but misreading. No change is asserted from that: the finding asks to compare the
pages themselves, at priority 2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kyles.findings import Audit, about, document, rule
from kyles.model import Finding, Item, Status
from kyles.model.coverage import Coverage, HeldPage, Missing
from kyles.reconcile.misreading import LOGGED, is_misread, is_other_words

FURNITURE = 0.2  # of a page's words; what is not more may be its head and foot
FEW = 3  # words of such a page that are not cited by themselves
PLACES = 8  # rows or times that are named; of more, how many
MISREAD = " The text was read by machine, and some of it may be misread: compare the pages."
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
        if audit.status(item, defendant) is not Status.IN_PART or _is_heard(audit, item, defendant):
            continue
        gaps = [(place, gap) for place, gap in audit.missing(item, defendant) if gap.words]
        if is_other_words(audit, audit.coverage[item.id, defendant]):
            continue
        coverage = _worded(audit.coverage[item.id, defendant])
        lacks = list(_untold(audit, coverage))
        if all(gap.kind == LOGGED for _, gap in gaps) and not lacks:
            continue
        whole = {page.page for page in _whole(coverage)}
        misread = not whole and is_misread(audit, coverage)
        yield Finding(
            subject=item.id,
            about=about(item),
            owed_to=defendant,
            says=f"{item.path} was given to {defendant} in part: {_what(audit, item, coverage)}."
            f"{MISREAD if misread else ''}{_same_id(coverage)}"
            f" Compared with {audit.searched(defendant)}",
            sources=tuple(
                passage for passage, gap in gaps if passage.page not in whole or gap.words > FEW
            )
            + tuple(document(one) for one in lacks),
            score=1000 - round(1000 * (coverage.share or 0)),
            priority=2 if misread else 0,
        )


def _worded(coverage: Coverage) -> Coverage:
    """The coverage of those pages that have words."""
    return replace(coverage, pages=tuple(page for page in coverage.pages if page.words))


def _is_heard(audit: Audit, item: Item, defendant: str) -> bool:
    """Whether it is a recording: `missing_time` tells of it."""
    return audit.coverage[item.id, defendant].heard is not None


def _whole(coverage: Coverage) -> list[HeldPage]:
    """Pages of which nothing was found, or only furniture that other pages have too."""
    return [page for page in coverage.pages if page.layer == "text" and page.words
            and page.covered <= FURNITURE * page.words and not _by_line(page)]  # fmt: skip


def _by_line(page: HeldPage) -> bool:
    """Whether its lines have names of their own: rows of a sheet, times of a recording."""
    return any(gap.where for gap in page.missing)


def _untold(audit: Audit, coverage: Coverage) -> Iterator[Item]:
    """Attachments that were not found, and of which no finding tells by itself."""
    for key in coverage.lacks:
        if audit.coverage[key, coverage.defendant].status is Status.UNREADABLE:
            yield audit.items[key]


def _same_id(coverage: Coverage) -> str:
    place = coverage.same_id
    return f" {place.path} has the same Message-ID." if place else ""


def _what(audit: Audit, item: Item, coverage: Coverage) -> str:
    """Pages that are missing whole, then the words of each kind of gap on the others; and what was
    attached and not given."""
    whole = _whole(coverage)
    gaps: dict[str, list[Missing]] = {}
    for page in coverage.pages:
        if page not in whole:
            for gap in page.missing:
                gaps.setdefault(gap.kind, []).append(gap)
    told = [_missing(whole, item.version.pages)] if whole else []
    told += [f"{sum(gap.words for gap in gaps[kind])} words {label}{_where(gaps[kind])}"
             for kind, label in KINDS.items() if kind in gaps]  # fmt: skip
    names = [audit.items[key].title for key in coverage.lacks]
    if names:
        told.append(f"without {', '.join(names)}, attached to it, or not all of that")
    return "; ".join(told)


def _where(gaps: Sequence[Missing]) -> str:
    """The rows or times of gaps, the first of them by name."""
    named = list(dict.fromkeys(gap.where for gap in gaps if gap.where))
    if not named:
        return ""
    more = f" and {len(named) - PLACES} more" if len(named) > PLACES else ""
    return f" ({'; '.join(named[:PLACES])}{more})"


def _missing(whole: list[HeldPage], of: int) -> str:
    found = sum(page.covered for page in whole)
    told = f"{_pages([page.page for page in whole])} of {of} not found"
    return f"{told} (but for {found} words that other pages have too)" if found else told


def _pages(numbers: list[int]) -> str:
    listed = ", ".join(str(number) for number in numbers)
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}"
