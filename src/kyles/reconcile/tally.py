"""From marks on letters to words, gaps and places: what is said of each held page."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import Places
from kyles.reconcile.evidence import Evidence, Loss, pages_of_words
from kyles.reconcile.page_coverage import Gap, GapClass, PageCoverage, Place
from kyles.reconcile.stream import Stream

FEW = 4  # words; a shorter gap amid noise is noise
NOISY = 0.004  # share of misread letters above which a page is noisy

KINDS = {
    Loss.UNKNOWN: GapClass.NOT_PRODUCED,
    Loss.REDACTED: GapClass.REDACTED,
    Loss.DIFFERS: GapClass.DIFFERS,
}


class Tally:
    """The words of all held pages, with what became of each.

    `keys` are the keys of each produced document: of one, or of all that have the same pages.
    """

    def __init__(
        self, held: Stream, produced: Stream, keys: Sequence[Sequence[str]], marks: Evidence,
        shared: NDArray[np.bool_],
    ) -> None:  # fmt: skip
        self._held, self._keys = held, keys
        self._noise = marks.noise
        letters = np.maximum(1, self._sum(np.ones(held.letters.size)))
        self._found = 2 * self._sum(marks.found) >= letters
        self._found &= self._sum(marks.changed) == 0
        self._shared = self._found & (2 * self._sum(shared) >= letters)
        self._own = self._found & ~self._shared & (2 * self._sum(marks.own) >= letters)
        self._loss = np.maximum.reduceat(marks.loss, held.words[:-1])
        self._same = _same_pages(held, produced)
        self._witnesses = _Witnesses(marks, held, produced, self._found & ~self._shared)

    def _sum(self, letters: NDArray[np.generic]) -> Places:
        """A sum over the letters of each word."""
        return np.add.reduceat(letters, self._held.words[:-1], dtype=np.int64)

    def page(self, page: int, first: int, key: str) -> PageCoverage:
        """The coverage of a page, of a document whose first page is `first`."""
        start, end = self._words(page)
        if page in self._same and start < end:
            return self._whole(page, page - first, key)
        noise = self._noise_of(page)
        missing = list(self._gaps(start, end, noise))
        shared = int(self._shared[start:end].sum())
        words = end - start - shared
        covered = words - sum(gap.words for gap in missing)
        places = self._places(self._witnesses.of(page, held=(start, end)))
        return PageCoverage(
            key, page - first, words, covered, shared, tuple(missing), places, "text", noise,
            int(self._own[start:end].sum()),
        )  # fmt: skip

    def _words(self, page: int) -> tuple[int, int]:
        """The words of a page: numbers of the first and beyond the last."""
        start, end = self._held.letters_of(page)
        if start == end:
            return 0, 0
        return int(self._held.word[start]), int(self._held.word[end - 1]) + 1

    def _whole(self, page: int, number: int, key: str) -> PageCoverage:
        """A page that a produced page has letter by letter."""
        start, end = self._words(page)
        shared = int(self._shared[start:end].sum())
        words = end - start - shared
        places = self._places({place: words for place in self._same[page]})
        return PageCoverage(key, number, words, words, shared, (), places, "bytes", own=words)

    def _noise_of(self, page: int) -> float:
        noise = self._noise[slice(*self._held.letters_of(page))]
        known = noise[~np.isnan(noise)]
        return round(float(known.mean()), 4) if known.size else 0.0

    def _gaps(self, start: int, end: int, noise: float) -> Iterator[Gap]:
        """Runs of words that were not found, parted where their kind changes."""
        found, loss = self._found[start:end], self._loss[start:end]
        kinds = np.where(found, -1, loss.astype(np.int64))
        edges = np.flatnonzero(np.diff(kinds)) + 1
        bounds = [0, *edges.tolist(), end - start]
        for first, last in zip(bounds, bounds[1:], strict=False):
            if first < last and kinds[first] >= 0:
                stands_alone = (first == 0 or found[first - 1]) and (
                    last == end - start or found[last]
                )
                few = stands_alone and last - first < FEW and found.any()
                if not (few and noise > NOISY):
                    yield self._gap(start + first, start + last, Loss(int(kinds[first])))

    def _gap(self, first: int, last: int, loss: Loss) -> Gap:
        begin, end = int(self._held.words[first]), int(self._held.words[last]) - 1
        source = self._held.source
        return Gap(int(source[begin]), int(source[end]) + 1, KINDS[loss], last - first)

    def _places(self, found: dict[tuple[int, int], int]) -> tuple[Place, ...]:
        places = [
            Place(key, page, words)
            for (document, page), words in found.items()
            for key in self._keys[document]
        ]
        return tuple(sorted(places, key=lambda one: (-one.words, one.key, one.page)))


class _Witnesses:
    """For each held page, the produced pages that have words of it."""

    def __init__(
        self, marks: Evidence, held: Stream, produced: Stream, counted: NDArray[np.bool_]
    ) -> None:
        words, pages = pages_of_words(marks, held, produced)
        some = counted[words]
        self._words, self._pages = words[some], pages[some]
        self._produced = produced

    def of(self, page: int, *, held: tuple[int, int]) -> dict[tuple[int, int], int]:
        """Words by (produced document, its page), for a held page with these words."""
        del page
        start, end = np.searchsorted(self._words, held)
        pages, counts = np.unique(self._pages[start:end], return_counts=True)
        documents = np.searchsorted(self._produced.documents, pages, "right") - 1
        own = pages - self._produced.documents[documents]
        return {
            (document, number): count
            for document, number, count in zip(
                documents.tolist(), own.tolist(), counts.tolist(), strict=True
            )
        }


def _same_pages(held: Stream, produced: Stream) -> dict[int, list[tuple[int, int]]]:
    """Held pages that are, folded, produced pages too; with (document, page) of these."""
    known: dict[str, list[tuple[int, int]]] = {}
    for document, (first, last) in enumerate(
        zip(produced.documents.tolist(), produced.documents[1:].tolist(), strict=False)
    ):
        for page in range(first, last):
            known.setdefault(produced.folded(page), []).append((document, page - first))
    found = {page: known.get(held.folded(page)) for page in range(held.pages.size - 1)}
    return {page: places for page, places in found.items() if places}
