"""What is said of held pages, as tables: little to keep and to hand over; nouns are made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import Flags, Places
from kyles.reconcile.coverage.evidence import Loss
from kyles.reconcile.coverage.page_coverage import Gap, GapClass, PageCoverage, Place, in_order

KINDS = {
    int(Loss.UNKNOWN): GapClass.NOT_PRODUCED,
    int(Loss.REDACTED): GapClass.REDACTED,
    int(Loss.DIFFERS): GapClass.DIFFERS,
}


@dataclass(frozen=True, slots=True)
class Named:
    """Produced documents by their keys: of one, or of all that have the same pages.

    Document n has the pages `starts[n]` to `starts[n + 1]`, counted through all documents.
    """

    keys: Sequence[Sequence[str]]
    starts: Places

    @classmethod
    def of(cls, keys: Sequence[Sequence[str]], sizes: Sequence[int]) -> "Named":
        """From each document's keys, and its pages, counted; one without a page has a blank one."""
        return cls(keys, np.append(0, np.cumsum([max(1, size) for size in sizes], dtype=np.int64)))

    def places(self, pages: Places, words: Places) -> list[tuple[Place, ...]]:
        """Each produced page, with words that it has, under all of its names."""
        documents = np.searchsorted(self.starts, pages, "right") - 1
        own = pages - self.starts[documents]
        rows = zip(documents.tolist(), own.tolist(), words.tolist(), strict=True)
        return [
            tuple(Place(key, page, count) for key in self.keys[document])
            for document, page, count in rows
        ]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of some pages, counted from 0; gaps and places are ordered by page."""

    counts: Places  # of each page the words, those covered, those of shared forms, its own
    noise: NDArray[np.float64]
    same: Flags  # whether a produced page has the same letters
    gaps: Places  # page, first character, end, kind, words
    places: Places  # page, produced page, words

    def pages(self, named: Named, labels: Iterator[tuple[str, int]]) -> Iterator[PageCoverage]:
        """As nouns; each takes the next label, the key of its document and its number in it."""
        found = named.places(self.places[:, 1], self.places[:, 2])
        missing = [
            Gap(start, end, KINDS[kind], count) for _, start, end, kind, count in self.gaps.tolist()
        ]
        every = np.arange(self.same.size + 1)
        gap, place = (
            np.searchsorted(table[:, 0], every).tolist() for table in (self.gaps, self.places)
        )
        rows = zip(self.counts.tolist(), self.noise.tolist(), self.same.tolist(), strict=True)
        for at, ((words, covered, boilerplate, own), noise, same) in enumerate(rows):
            key, page = next(labels)
            yield PageCoverage(
                key, page, words, covered, boilerplate, tuple(missing[gap[at] : gap[at + 1]]),
                _ordered(found[place[at] : place[at + 1]]), "bytes" if same else "text",
                round(noise, 4), own,
            )  # fmt: skip


def _ordered(found: Sequence[tuple[Place, ...]]) -> tuple[Place, ...]:
    if len(found) == 1 and len(found[0]) == 1:
        return found[0]
    return in_order(place for places in found for place in places)
