"""Coverage: which words of each held page the production contains, and which it does not.

    coverage.cover([Text("H1", pages)], [Text("VOL001/A", pages), ...])

The held and the produced documents become two streams of folded letters; matches of these are
chained and aligned, and the alignments mark every held letter (see stream, matches, chain, align,
evidence and tally in this room, in this order). Words, not letters, are reported.

On text without noise: a verbatim run of 48 folded letters that was produced is never reported as
not produced; twelve words in a row that are nowhere in the production are always in a gap.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import HELD_BORDER, PRODUCED_BORDER
from kyles.reconcile import matches
from kyles.reconcile.align import Alignment, align
from kyles.reconcile.boilerplate import boilerplate, telling
from kyles.reconcile.chain import chains
from kyles.reconcile.evidence import gather
from kyles.reconcile.page_coverage import Gap, GapClass, PageCoverage, Place, Text, from_json
from kyles.reconcile.stream import Stream, stream
from kyles.reconcile.tally import Tally

__all__ = [
    "Gap", "GapClass", "PageCoverage", "Place", "Text", "cover", "from_json", "judge", "measure",
]  # fmt: skip

NOTHING = 0.05  # share of a document's words that strangers have in common by chance
PARTLY = 0.5  # share of words found in what comes of other documents from which it is given in part

Progress = Callable[[int, int], None]


def cover(
    held: Sequence[Text], produced: Sequence[Text], *, progress: Progress | None = None
) -> list[PageCoverage]:
    """One result for every held page, in order. The order of `produced` does not matter.

    `progress` is called with the number of held documents done, and of all.
    """
    distinct = {pages: at for at, pages in enumerate(dict.fromkeys(one.pages for one in held))}
    copies: dict[tuple[str, ...], list[str]] = {}
    for text in sorted(produced, key=lambda one: one.key):
        copies.setdefault(text.pages, []).append(text.key)
    if not distinct:
        return []
    ours, theirs = stream(list(distinct), HELD_BORDER), stream(list(copies), PRODUCED_BORDER)
    tally = _tally(ours, theirs, list(copies.values()), progress)
    results = []
    for text in held:
        first, last = ours.documents[distinct[text.pages] :][:2].tolist()
        results += [tally.page(page, first, text.key) for page in range(first, last)]
    return results


def _tally(
    held: Stream, produced: Stream, keys: Sequence[Sequence[str]], progress: Progress | None
) -> Tally:
    found = matches.find(held, produced)
    shared = boilerplate(held)
    alignments = list(_alignments(found, shared, held, produced, progress))
    alignments.sort(key=lambda one: (-one.score, *one.given[0].steps[0]))
    marks = gather(held, produced, found, alignments)
    return Tally(held, produced, keys, marks, shared)


def _alignments(
    found: matches.Matches,
    shared: NDArray[np.bool_],
    held: Stream,
    produced: Stream,
    progress: Progress | None,
) -> Iterator[Alignment]:
    """The alignments of all chains that are no chance."""
    documents = held.documents.size - 1
    done: list[Alignment] = []
    pair = None
    for one in chains(found, telling(found, held, shared), held, produced):
        if (one.held, one.produced) != pair:
            done, pair = [], (one.held, one.produced)
            if progress:
                progress(int(held.document(np.array(one.held[0]))), documents)
        if not any(known.has(one) for known in done):
            alignment = align(one, held.text, produced.text)
            if alignment:
                done.append(alignment)
                yield alignment
    if progress:
        progress(documents, documents)


def measure(held_pages: Iterable[str], produced_pages: Iterable[str]) -> Iterator[PageCoverage]:
    """The coverage of each held page, in order; each is a document of its own.

    Pages are texts; both streams are read to their end first. The produced pages are taken for one
    document, so that a held page may run over several of them.
    """
    held = [Text(str(at), (page,)) for at, page in enumerate(held_pages)]
    yield from cover(held, [Text("produced", tuple(produced_pages))])


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
