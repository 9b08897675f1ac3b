"""All documents of one side as one stream of folded letters, with the way back to the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.kernel import kernel, written_for_people
from kyles.fingerprint.text import Flags, Letters, Places, fold

Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class Stream:
    """Folded letters of documents one after another, a border after each.

    A place is an offset into `letters`. Page n has the places `pages[n]` to `pages[n + 1]`,
    document n the pages `documents[n]` to `documents[n + 1]`; `source` gives a letter's offset in
    its page, and is left out where nobody asks for it. `prints` has a hash of each page's letters.
    """

    letters: Letters
    begins: Flags  # whether a letter begins a word
    pages: Places
    documents: Places
    prints: Hashes
    source: NDArray[np.int32] | None = None

    @cached_property
    def borders(self) -> Places:
        """Where each document begins, and the end."""
        return self.pages[self.documents]

    def document(self, places: Places) -> Places:
        """The documents that some places are in."""
        return np.searchsorted(self.borders, places, "right") - 1


def stream(documents: Sequence[Sequence[str]], border: int) -> Stream:
    """The pages of some documents as a stream; of one without a page, a blank page."""
    pages = [page for document in documents for page in document or ("",)]
    counts = np.array([max(1, len(document)) for document in documents], np.int64)
    last = np.cumsum(counts) - 1
    borders = np.zeros(len(pages), np.uint16)
    borders[last] = border
    one = fold(pages, borders.tolist())
    ends = np.append(0, one.ends)
    return Stream(
        one.letters, one.begins, ends, np.append(0, last + 1),
        page_prints(one.letters, ends, borders > 0), one.source,
    )  # fmt: skip


@kernel
def page_prints(letters, ends, closed):
    """A hash of each page's letters (FNV-1a), its border apart; 0 for a page without letters."""
    prints = np.zeros(closed.size, np.uint64)
    for page in range(closed.size):
        first, end = ends[page], ends[page + 1] - closed[page]
        if first < end:
            value = np.uint64(0xCBF29CE484222325)
            for at in range(first, end):
                value = (value ^ np.uint64(letters[at])) * np.uint64(0x100000001B3)
            prints[page] = value | np.uint64(1)
    return prints


@written_for_people("page_prints")
def _prints_slowly(letters: Letters, ends: Places, closed: Flags) -> Hashes:
    prints = np.zeros(closed.size, np.uint64)
    for page in range(closed.size):
        own = letters[int(ends[page]) : int(ends[page + 1]) - int(closed[page])].tolist()
        value = 0xCBF29CE484222325
        for letter in own:
            value = (value ^ letter) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
        prints[page] = value | 1 if own else 0
    return prints
