"""What is said of held pages, as tables: little to keep and to hand over; nouns are made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import Flags, Places
from kyles.reconcile.coverage.evidence import Loss
from kyles.reconcile.coverage.page_coverage import Gap, GapClass, PageCoverage, Place

KINDS = {
    int(Loss.UNKNOWN): GapClass.NOT_PRODUCED,
    int(Loss.REDACTED): GapClass.REDACTED,
    int(Loss.DIFFERS): GapClass.DIFFERS,
}


@dataclass(frozen=True)
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

    def places(self, rows: Places) -> tuple[Places, list[Place]]:
        """Rows of (page, produced page, words) as places, under all names of a document, in order:
        by page, and of each page as `in_order` has them; and of which page each is.
        """
        document = np.searchsorted(self.starts, rows[:, 1], "right") - 1
        many = np.array([len(keys) for keys in self.keys], np.int64)
        row = np.repeat(np.arange(document.size), many[document])
        nth = np.arange(row.size) - np.repeat(
            np.cumsum(many[document]) - many[document], many[document]
        )
        name = (np.cumsum(many) - many)[document[row]] + nth
        own = (rows[:, 1] - self.starts[document])[row]
        page, words = rows[row, 0], rows[row, 2]
        names, rank = self._ranked
        order = np.lexsort((own, rank[name], -words, page))
        made = map(Place, [names[at] for at in name[order].tolist()], own[order].tolist(),
                   words[order].tolist())  # fmt: skip
        return page[order], list(made)

    @cached_property
    def _ranked(self) -> tuple[list[str], Places]:
        """All names, and the rank of each in alphabetical order."""
        names = [key for keys in self.keys for key in keys]
        rank = np.empty(len(names), np.int64)
        rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
        return names, rank


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
        page_of, found = named.places(self.places)
        missing = [
            Gap(start, end, KINDS[kind], count) for _, start, end, kind, count in self.gaps.tolist()
        ]
        every = np.arange(self.same.size + 1)
        gap, place = (np.searchsorted(of, every).tolist() for of in (self.gaps[:, 0], page_of))
        rows = zip(self.counts.tolist(), self.noise.tolist(), self.same.tolist(), strict=True)
        for at, ((words, covered, boilerplate, own), noise, same) in enumerate(rows):
            key, page = next(labels)
            yield PageCoverage(
                key, page, words, covered, boilerplate, tuple(missing[gap[at] : gap[at + 1]]),
                tuple(found[place[at] : place[at + 1]]), "bytes" if same else "text",
                round(noise, 4), own,
            )  # fmt: skip
