"""Coverage: which words of each held page the production contains, and which it does not.

    coverage.cover([Text("H1", pages)], [Text("VOL001/A", pages), ...])

The held and the produced documents become two streams of folded letters; matches of these are
chained and aligned, and the alignments mark every held letter (see stream, matches, boilerplate,
chain, align, evidence and tally in this room, in this order). Words, not letters, are reported.
What does not fit into memory is done in parts, with the same answers (large, parts, shelf).

On text without noise: a verbatim run of 48 folded letters that was produced is never reported as
not produced; twelve words in a row that are nowhere in the production are always in a gap.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain as one_after_another
from pathlib import Path

from kyles.fingerprint.folding import HELD_BORDER, PRODUCED_BORDER
from kyles.fingerprint.kernel import interpreted
from kyles.reconcile.coverage import evidence, large, matches
from kyles.reconcile.coverage.align import align
from kyles.reconcile.coverage.boilerplate import forms, telling
from kyles.reconcile.coverage.chain import chains
from kyles.reconcile.coverage.large import Means
from kyles.reconcile.coverage.page_coverage import (
    Gap,
    GapClass,
    PageCoverage,
    Place,
    Text,
    from_json,
    in_order,
)
from kyles.reconcile.coverage.stream import Stream, stream
from kyles.reconcile.coverage.tally import Produced, tally

__all__ = [
    "Gap", "GapClass", "Means", "PageCoverage", "Place", "Text", "cover", "from_json", "judge",
    "measure",
]  # fmt: skip

AT_ONCE = 16 << 20  # characters of both sides that are compared as a whole, in this process
A_FEW_PAGES = 400_000  # characters up to which compiling would take longer than the work
NOTHING = 0.08  # share of a document's words that strangers have in common by chance
PARTLY = 0.5  # share of words found in what comes of other documents from which it is given in part

Progress = Callable[[str, int, int], None]


def cover(
    held: Sequence[Text], produced: Sequence[Text], *,
    means: Means | None = None, progress: Progress | None = None,
) -> list[PageCoverage]:  # fmt: skip
    """One result for every held page, in order. The order of `produced` does not matter.

    `means` says with what large work is done: a folder for what is between, processes and memory.
    `progress` is called with what is being done, how many of its parts are done, and of all.
    """
    distinct = {pages: at for at, pages in enumerate(dict.fromkeys(one.pages for one in held))}
    copies: dict[tuple[str, ...], list[str]] = {}
    for text in sorted(produced, key=lambda one: one.key):
        copies.setdefault(text.pages, []).append(text.key)
    if not distinct:
        return []
    told = _told(list(distinct), copies, means, progress)
    starts = _starts(list(distinct))
    return [
        replace(told[starts[distinct[text.pages]] + page], key=text.key, page=page)
        for text in held
        for page in range(len(text.pages))
    ]


def _starts(documents: Sequence[Sequence[str]]) -> list[int]:
    """The number of each document's first page; one without a page has a blank one."""
    starts = [0]
    for pages in documents:
        starts.append(starts[-1] + max(1, len(pages)))
    return starts


def _told(
    held: Sequence[Sequence[str]], copies: dict[tuple[str, ...], list[str]],
    means: Means | None, progress: Progress | None,
) -> list[PageCoverage]:  # fmt: skip
    """What is said of every page of distinct documents, produced ones with all of their keys."""
    keys = list(copies.values())
    size = sum(len(page) for pages in (*held, *copies) for page in pages)
    if size > AT_ONCE:
        with _place_for(means) as given:
            told = large.cover(held, list(copies), given, progress=progress)
            return [_named(one, keys) for one in told]
    with interpreted(when=size <= A_FEW_PAGES):
        ours, theirs = stream(held, HELD_BORDER), stream(list(copies), PRODUCED_BORDER)
        told_at_once = list(_covered(ours, theirs, keys))
    if progress:
        progress("comparing", len(held), len(held))
    return told_at_once


def _named(one: PageCoverage, keys: Sequence[Sequence[str]]) -> PageCoverage:
    """A page's coverage with produced documents by their keys instead of their numbers."""
    places = in_order(
        Place(key, place.page, place.words)
        for place in one.produced
        for key in keys[int(place.key)]
    )
    return replace(one, produced=places)


@contextmanager
def _place_for(means: Means | None) -> Iterator[Means]:
    """The means that were given, or a passing folder and every core."""
    if means is not None:
        yield means
        return
    with tempfile.TemporaryDirectory(prefix="kyles-") as folder:
        yield Means(Path(folder))


def _covered(
    held: Stream, produced: Stream, keys: Sequence[Sequence[str]]
) -> Iterator[PageCoverage]:
    found, grams = matches.find(held, produced)
    shared = forms(held.letters, held.borders, grams)
    linked = chains(found, telling(found, held.borders, shared), held.borders, produced.borders)
    aligned = align(linked, held.letters, produced.letters, held.begins, produced.begins)
    best = evidence.owned(*aligned.spans())
    marks = evidence.gather(held.letters.size, found, aligned, best)
    return tally(held, Produced.of(produced, keys), marks, shared)


def measure(
    held_pages: Iterable[str], produced_pages: Iterable[str], *, means: Means | None = None
) -> Iterator[PageCoverage]:
    """The coverage of each held page, in order; each is a document of its own.

    Pages are texts. The produced pages are taken for one document, so that a held page may run over
    several of them. Both iterables are read to their end before the first result, and kept on disk
    (in `means.folder`, or a passing folder) where they are more than AT_ONCE characters. Results
    have `coverage` from 0 to 1, `words` and `covered` as counts, and `missing` with offsets in
    characters of the page. Raises KylesError where a worker fails, DiskFull without room.
    """
    ours, theirs = _Taken.of(held_pages), _Taken.of(produced_pages)
    if ours.all and theirs.all:
        held = [Text(str(at), (page,)) for at, page in enumerate(ours.pages)]
        yield from cover(held, [Text("produced", tuple(theirs.pages))], means=means)
        return
    with _place_for(means) as given:
        documents = ((page,) for page in ours)
        for at, one in enumerate(large.cover(documents, [theirs], given)):
            yield replace(_named(one, [["produced"]]), key=str(at))


@dataclass(frozen=True, slots=True)
class _Taken:
    """The first pages of an iterable, up to AT_ONCE characters, and the rest of it."""

    pages: list[str]
    rest: Iterator[str]
    all: bool

    @classmethod
    def of(cls, pages: Iterable[str]) -> "_Taken":
        rest, taken, size = iter(pages), [], 0
        for page in rest:
            taken.append(page)
            size += len(page)
            if size > AT_ONCE:
                return cls(taken, rest, all=False)
        return cls(taken, rest, all=True)

    def __iter__(self) -> Iterator[str]:
        return one_after_another(self.pages, self.rest)


def judge(pages: Sequence[PageCoverage]) -> str:
    """The status of a document from its pages: disclosed, in_part or not_disclosed.

    Disclosed where nothing is missing. Not disclosed where the production has nothing that comes of
    this document, and less than half of its words in what comes of others: a quoted message, a
    common phrase. Without words nothing is missing: whether a scan was given, text cannot say.
    """
    if not any(page.missing for page in pages):
        return "disclosed"
    words = sum(page.words for page in pages)
    covered, own = sum(page.covered for page in pages), sum(page.own for page in pages)
    given = own > NOTHING * words or covered > PARTLY * words
    return "in_part" if given else "not_disclosed"
