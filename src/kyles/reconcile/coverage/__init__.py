"""Coverage: which words of each held page the production contains, and which it does not.

    coverage.cover([Text("H1", pages)], [Text("VOL001/A", pages), ...])

The held and the produced documents become two streams of folded letters; matches of these are
chained and aligned, and the alignments mark every held letter (see stream, matches, chain, align,
evidence and tally in this room, in this order). Words, not letters, are reported.

On text without noise: a verbatim run of 48 folded letters that was produced is never reported as
not produced; twelve words in a row that are nowhere in the production are always in a gap.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kyles.fingerprint.folding import HELD_BORDER, PRODUCED_BORDER
from kyles.reconcile.coverage import evidence, matches
from kyles.reconcile.coverage.align import align
from kyles.reconcile.coverage.boilerplate import boilerplate, telling
from kyles.reconcile.coverage.chain import chains
from kyles.reconcile.coverage.page_coverage import (
    Gap,
    GapClass,
    PageCoverage,
    Place,
    Text,
    from_json,
)
from kyles.reconcile.coverage.stream import Stream, stream
from kyles.reconcile.coverage.tally import Produced, tally

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
    told = list(_covered(ours, theirs, list(copies.values())))
    if progress:
        progress(len(distinct), len(distinct))
    results = []
    for text in held:
        first = int(ours.documents[distinct[text.pages]])
        results += [
            replace(told[first + page], key=text.key, page=page) for page in range(len(text.pages))
        ]
    return results


def _covered(
    held: Stream, produced: Stream, keys: Sequence[Sequence[str]]
) -> Iterator[PageCoverage]:
    found, grams = matches.find(held, produced)
    shared = boilerplate(held.letters, held.borders, grams)
    linked = chains(found, telling(found, held.borders, shared), held.borders, produced.borders)
    aligned = align(linked, held.letters, produced.letters, held.begins, produced.begins)
    best = evidence.owned(*aligned.spans())
    marks = evidence.gather(held.letters.size, found, aligned, best)
    given = Produced(keys, produced.pages, produced.documents, produced.prints)
    return tally(held, given, marks, shared)


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
