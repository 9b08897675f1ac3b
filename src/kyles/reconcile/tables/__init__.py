"""Tables by their rows: which rows of a held sheet were given, in whatever format and order.

    tables.cover(held, produced, pages, measure)

A workbook that was given as another kind of workbook, sorted or filtered otherwise, is compared
row by row (see `match`). Rows that no produced table has may stand in a print of it: these are
measured as text against the documents that have words of it. A row counts by the better of the two.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kyles.reconcile.coverage import Gap, GapClass, PageCoverage, Place, Text
from kyles.reconcile.coverage.page_coverage import in_order
from kyles.reconcile.tables.match import Match, Produced, matches
from kyles.reconcile.tables.table import Cells, TableRow, is_evidence, rows, words

__all__ = ["BY", "Measure", "cover", "judge"]

BY = "rows"
Covered = Mapping[str, Sequence[PageCoverage]]  # by the held text's key
Measure = Callable[[Sequence[Text], Sequence[Text]], Covered]


def cover(
    held: Sequence[Text], produced: Sequence[Text], pages: Covered,
    measure: Callable[[Sequence[Text], Container[str]], Covered],
) -> dict[str, list[PageCoverage]]:  # fmt: skip
    """What produced tables, and texts, have of held ones, by key. A table that says too little to
    be known by it is left out: it is compared as any text.

    `pages` is what all produced texts have of the held ones; `measure` what the produced texts with
    some keys have of some held ones, tables left out.
    """
    every = {text.key: list(rows(text)) for text in held}
    known = {key: some for key, some in every.items()
             if any(is_evidence(row.key) for row in some)}  # fmt: skip
    theirs = Produced.of({text.key: list(rows(text)) for text in produced})
    found = {key: matches(some, theirs) for key, some in known.items()}
    lacking = [text for text in held if not all(
        _is_whole(row, found[text.key]) for row in known.get(text.key, ()))]  # fmt: skip
    seen = {place.key for text in lacking for page in pages.get(text.key, ())
            for place in page.produced}  # fmt: skip
    read = measure(lacking, seen) if lacking and seen else {}
    return {
        text.key: _pages(text, known[text.key], found[text.key], read.get(text.key, ()))
        for text in held
        if text.key in known
    }


def _is_whole(row: TableRow, found: Mapping[Cells, Match]) -> bool:
    return row.key in found and len(found[row.key].cells) == len(row.cells)


def judge(pages: Sequence[PageCoverage]) -> str:
    """The status of a table: in part where a row that tells of it was given, or half of it."""
    if not any(page.missing for page in pages):
        return "disclosed"
    count, covered = sum(page.words for page in pages), sum(page.covered for page in pages)
    given = any(page.own for page in pages) or 2 * covered > count
    return "in_part" if given else "not_disclosed"


@dataclass(frozen=True, slots=True)
class _Told:
    """What was given of one row: what is missing of it, and where the rest stands."""

    row: TableRow
    missing: tuple[Gap, ...]
    place: tuple[str, int] | None  # key and page of a produced text
    sure: bool = True  # it is this row, and not one that says nearly the same

    @property
    def lost(self) -> int:
        return sum(gap.words for gap in self.missing)

    @property
    def all_lost(self) -> bool:
        return self.lost == self.row.words


def _pages(
    held: Text, some: Sequence[TableRow], found: Mapping[Cells, Match],
    read: Sequence[PageCoverage],
) -> list[PageCoverage]:  # fmt: skip
    told: list[list[_Told]] = [[] for _ in held.pages]
    for row in some:
        text = held.pages[row.page]
        ways = [_by_row(row, found.get(row.key))]
        if read:
            ways.append(_by_text(row, text, read[row.page]))
        told[row.page].append(min(ways, key=lambda one: one.lost))
    return [_page(held, at, own) for at, own in enumerate(told)]


def _by_row(row: TableRow, match: Match | None) -> _Told:
    """What a produced row has not; what stands there instead says whether it differs."""
    if match is None:
        return _Told(row, (Gap(row.start, row.end, GapClass.NOT_PRODUCED, row.words),), None)
    left = Counter(match.cells)
    kind = GapClass.DIFFERS if match.differs else GapClass.NOT_PRODUCED
    missing = []
    for cell in row.cells:
        if left[cell.key]:
            left[cell.key] -= 1
        else:
            missing.append(Gap(cell.start, cell.end, kind, cell.words))
    return _Told(row, tuple(missing), match.place, match.sure)


def _by_text(row: TableRow, text: str, page: PageCoverage) -> _Told:
    """What produced texts lack of a row, and the page that has most of the row's page."""
    missing = tuple(_cut(row, text, page.missing))
    places = [(one.key, one.page) for one in page.produced]
    return _Told(row, missing, places[0] if places else None, not missing)


def _cut(row: TableRow, text: str, gaps: Sequence[Gap]) -> Iterator[Gap]:
    for gap in gaps:
        start, end = max(gap.start, row.start), min(gap.end, row.end)
        count = words(text[start:end]) if start < end else 0
        if count:
            yield Gap(start, end, gap.kind, count)


def _page(held: Text, page: int, told: Sequence[_Told]) -> PageCoverage:
    count, lost = sum(one.row.words for one in told), sum(one.lost for one in told)
    own = sum(one.row.words - one.lost for one in told if _tells(one, held.pages[page]))
    seen: Counter[tuple[str, int]] = Counter()
    for one in told:
        if one.place and not one.all_lost:
            seen[one.place] += one.row.words - one.lost
    places = in_order(Place(key, at, some) for (key, at), some in seen.items())
    return PageCoverage(
        held.key, page, count, count - lost, 0, tuple(_joined(told)), places, BY, own=own
    )


def _tells(one: _Told, text: str) -> bool:
    """Whether what was given of a row tells of its table: more than the names of columns."""
    said = text[one.row.start : one.row.end]
    is_heading = one.row.line == 0 and not any(letter.isdigit() for letter in said)
    return one.sure and not one.all_lost and is_evidence(one.row.key) and not is_heading


def _joined(told: Sequence[_Told]) -> Iterator[Gap]:
    """The gaps of a page; rows that are missing whole, one after another, are one gap."""
    before: Gap | None = None
    for one in told:
        if one.all_lost and before is not None:
            before = Gap(before.start, one.row.end, before.kind, before.words + one.row.words)
            continue
        if before is not None:
            yield before
        before = (
            Gap(one.row.start, one.row.end, GapClass.NOT_PRODUCED, one.row.words)
            if one.all_lost
            else None
        )
        if before is None:
            yield from one.missing
    if before is not None:
        yield before
