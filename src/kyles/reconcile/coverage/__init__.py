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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain as one_after_another
from itertools import count, islice
from pathlib import Path

import numpy as np

from kyles.fingerprint.folding import HELD_BORDER, PRODUCED_BORDER
from kyles.fingerprint.kernel import interpreted
from kyles.progress import Progress
from kyles.reconcile.coverage import evidence, large, matches, standing
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
    digest,
    from_json,
)
from kyles.reconcile.coverage.stream import Stream, stream
from kyles.reconcile.coverage.tally import Produced, tally
from kyles.reconcile.coverage.told import Named, Told

__all__ = [
    "Gap", "GapClass", "Means", "PageCoverage", "Place", "Text", "cover", "from_json", "is_large",
    "judge", "measure",
]  # fmt: skip

AT_ONCE = 16 << 20  # characters of both sides that are compared as a whole, in this process
A_FEW_PAGES = 400_000  # characters up to which compiling would take longer than the work
NOTHING = 0.08  # share of a document's words that strangers have in common by chance
PARTLY = 0.5  # share of words found in what comes of other documents from which it is given in part


def cover(
    held: Sequence[Text], produced: Sequence[Text], *,
    means: Means | None = None, progress: Progress | None = None,
) -> list[PageCoverage]:  # fmt: skip
    """One result for every held page, in order. The order of `produced` does not matter.

    `means` says with what large work is done: a folder for what is between, processes and memory.
    `progress` is called with what is being done, how many of its parts are done, and of all.
    """
    first: dict[tuple[str, ...], str] = {}
    for text in held:
        first.setdefault(text.pages, text.key)
    if not first:
        return []
    copies = _by_content(produced)
    if (
        means is not None
        and means.keep
        and _is_large(first, (one.pages for one in copies.values()))
    ):
        return _each(held, _standing(first, copies, means, progress))
    theirs = [one.pages for one in copies.values()]
    tables = _told(list(first), theirs, means, progress)
    keys = [one.keys for one in copies.values()]
    return _each(held, _nouns(tables, first, Named.of(keys, [len(pages) for pages in theirs])))


def _each(
    held: Sequence[Text], found: Mapping[tuple[str, ...], Sequence[PageCoverage]]
) -> list[PageCoverage]:
    """What was found of every text, copies with keys of their own."""
    return [
        page if page.key == text.key else replace(page, key=text.key)
        for text in held
        for page in found[text.pages]
    ]


def is_large(held: Iterable[Text], produced: Iterable[Text]) -> bool:
    """Whether texts are compared in parts, and what was compared can be kept."""
    return _is_large({text.pages for text in held}, {text.pages for text in produced})


def _is_large(*sides: Iterable[Sequence[str]]) -> bool:
    return sum(len(page) for side in sides for pages in side for page in pages) > AT_ONCE


def _standing(
    held: Mapping[tuple[str, ...], str], copies: Mapping[bytes, "_Copies"],
    means: Means, progress: Progress | None,
) -> dict[tuple[str, ...], list[PageCoverage]]:  # fmt: skip
    """What is said of every page of distinct documents, by what stands and what is new."""
    ours = {digest(pages): pages for pages in held}
    theirs = {name: one.pages for name, one in copies.items()}
    stand = standing.cover(ours, theirs, means, progress=progress)
    named = stand.named({name: one.keys for name, one in copies.items()})
    every = list(held)
    found = {}
    for number, table in enumerate(stand.tables):
        own = [(at, every[at]) for at in table.documents.tolist()]
        labels = ((held[pages], at) for _, pages in own for at in range(max(1, len(pages))))
        told = table.told.pages(named, labels)
        for at, pages in own:
            some = list(islice(told, max(1, len(pages))))
            if stand.homes[at] == number:
                found[pages] = some[: len(pages)]
    return found


@dataclass(frozen=True, slots=True)
class _Copies:
    """One content, and the keys of the produced documents that have it."""

    pages: tuple[str, ...]
    keys: list[str]


def _by_content(produced: Sequence[Text]) -> dict[bytes, _Copies]:
    """Each content by its digest, in an order that follows from the contents alone."""
    copies: dict[tuple[str, ...], list[str]] = {}
    for text in produced:
        copies.setdefault(text.pages, []).append(text.key)
    named = {digest(pages): _Copies(pages, sorted(keys)) for pages, keys in copies.items()}
    return {name: named[name] for name in sorted(named)}


def _told(
    held: Sequence[Sequence[str]], produced: Sequence[Sequence[str]],
    means: Means | None, progress: Progress | None,
) -> Iterator[Told]:  # fmt: skip
    """What is said of every page of distinct documents."""
    size = sum(len(page) for pages in (*held, *produced) for page in pages)
    if _is_large(held, produced):
        with _place_for(means) as given:
            yield from large.cover(held, produced, given, progress=progress)
        return
    with interpreted(when=size <= A_FEW_PAGES):
        told = _covered(stream(held, HELD_BORDER), stream(produced, PRODUCED_BORDER))
    if progress:
        progress("comparing", len(held), len(held))
    yield told


def _nouns(
    tables: Iterable[Told], held: Mapping[tuple[str, ...], str], named: Named
) -> dict[tuple[str, ...], list[PageCoverage]]:
    """The pages of distinct documents, each with its own key."""
    labels = ((key, at) for pages, key in held.items() for at in range(max(1, len(pages))))
    told = (page for table in tables for page in table.pages(named, labels))
    return {pages: list(islice(told, max(1, len(pages))))[: len(pages)] for pages in held}


@contextmanager
def _place_for(means: Means | None) -> Iterator[Means]:
    """The means that were given, or a passing folder and every core."""
    if means is not None:
        yield means
        return
    with tempfile.TemporaryDirectory(prefix="kyles-") as folder:
        yield Means(Path(folder))


def _covered(held: Stream, produced: Stream) -> Told:
    found, grams = matches.find(held, produced)
    shared = forms(held.letters, held.borders, grams)
    linked = chains(found, telling(found, held.borders, shared), held.borders, produced.borders)
    aligned = align(linked, held.letters, produced.letters, held.begins, produced.begins)
    best = evidence.owned(*aligned.spans())
    marks = evidence.gather(held.letters.size, found, aligned, best)
    return tally(held, Produced.of(produced), marks, shared)


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
        labels = ((str(at), 0) for at in count())
        named = Named([["produced"]], np.zeros(1, np.int64))
        for table in large.cover(documents, [theirs], given):
            yield from table.pages(named, labels)


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
