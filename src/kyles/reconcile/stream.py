"""All documents of one side as one stream of folded letters, with the way back to the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import HELD_BORDER, Letters, Places, as_text, codes, fold, word_starts


@dataclass(frozen=True)
class Stream:
    """Folded letters of documents one after another, a border after each.

    A place is an offset into `letters`. Page n has the places `pages[n]` to `pages[n + 1]`, document
    n the pages `documents[n]` to `documents[n + 1]`; `source` gives a letter's offset in its page.
    """

    letters: Letters
    source: Places
    begins: NDArray[np.bool_]  # whether a letter begins a word
    pages: Places
    documents: Places

    @cached_property
    def text(self) -> str:
        return as_text(self.letters)

    @cached_property
    def word(self) -> Places:
        """The number of the word that a letter is in."""
        return np.cumsum(self.begins, dtype=np.int64) - 1

    @cached_property
    def words(self) -> Places:
        """Where each word begins, and the end."""
        return np.append(np.flatnonzero(self.begins), self.letters.size)

    @cached_property
    def borders(self) -> Places:
        """Where each document begins, and the end."""
        return self.pages[self.documents]

    def letters_of(self, page: int) -> tuple[int, int]:
        """Where a page's letters begin and end; the border is no letter of it."""
        start, end = int(self.pages[page]), int(self.pages[page + 1])
        return start, end - bool(end > start and self.text[end - 1] >= chr(HELD_BORDER))

    def folded(self, page: int) -> str:
        """A page's letters."""
        return self.text[slice(*self.letters_of(page))]

    def document(self, places: Places) -> Places:
        """The documents that some places are in."""
        return np.searchsorted(self.borders, places, "right") - 1

    def page(self, places: Places) -> Places:
        """The pages that some places are in; an empty page has none."""
        return np.searchsorted(self.pages, places, "right") - 1


def stream(documents: Sequence[Sequence[str]], border: int) -> Stream:
    """The pages of some documents as a stream; `border` is the code of the letter between them."""
    texts = [part for pages in documents for part in (*pages, chr(border))]
    characters = codes("".join(texts))
    letters, source = fold(characters)
    begins = word_starts(characters, source)
    sizes = np.array([len(text) for text in texts], np.int64)
    starts = np.cumsum(sizes) - sizes  # of pages and borders, in characters
    first = np.searchsorted(source, starts)  # the same, in letters
    begins[first[first < letters.size]] = True
    counts = np.array([len(pages) + 1 for pages in documents], np.int64)
    ends = np.cumsum(counts) - 1  # which of the texts are borders
    is_page = np.ones(len(texts), np.bool_)
    is_page[ends] = False
    pages = np.append(first[is_page], letters.size)
    within = source - np.repeat(starts, np.diff(np.append(first, letters.size)))
    return Stream(letters, within, begins, pages, np.append(0, np.cumsum(counts - 1)))
