"""From marks on letters to words, gaps and places: what is said of each held page."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.kernel import kernel, longer, more_rows
from kyles.fingerprint.text import Flags, Places
from kyles.reconcile.coverage.evidence import Evidence
from kyles.reconcile.coverage.stream import Hashes, Stream
from kyles.reconcile.coverage.told import Told

FEW = 4  # words; a shorter gap amid noise is noise
NOISY = 0.004  # share of misread letters above which a page is noisy


@dataclass(frozen=True, slots=True)
class Produced:
    """What a tally needs of the produced side: where its pages end, and what they are.

    `order` has the pages in the order of their `prints`, which are sorted.
    """

    pages: Places
    order: Places
    prints: Hashes

    @classmethod
    def of(cls, one: Stream) -> "Produced":
        """The produced side from its stream."""
        order = np.argsort(one.prints, kind="stable")
        return cls(one.pages, order, one.prints[order])

    def same(self, prints: Hashes, words: Places) -> Places:
        """Pairs of a page and a produced page with its print, and the page's words; none for a
        page without words.
        """
        first = np.searchsorted(self.prints, prints, "left")
        last = np.searchsorted(self.prints, prints, "right")
        many = np.where((prints > 0) & (words > 0), last - first, 0)
        pages = np.repeat(np.arange(prints.size), many)
        nth = np.arange(pages.size) - np.repeat(np.cumsum(many) - many, many)
        there = self.order[first[pages] + nth]
        return np.stack((pages, there, words[pages]), axis=1).astype(np.int64)


def tally(held: Stream, produced: Produced, marks: Evidence, shared: Flags) -> Told:
    """What is said of each held page."""
    assert held.source is not None  # noqa: S101 - for the type checker: held streams have it
    words = np.flatnonzero(held.begins)  # a border is one too, of which nobody asks
    state, loss = _judged(
        words, held.letters.size, marks.found, marks.changed, marks.loss, shared, marks.own
    )
    ends = np.append(words[1:], held.letters.size)
    pages, closed = np.searchsorted(words, held.pages), _closed(held)
    counts, noise = _counted(state, pages, held.pages, marks.noise, closed)
    gaps = _gaps(state, loss, pages, noise, words, ends, held.source, closed)
    where, seen = _witnesses(marks.blocks, state, words, ends, pages, produced.pages)
    total, boilerplate, own = counts.T
    same = produced.same(held.prints, total)
    known = np.zeros(total.size, np.bool_)
    known[same[:, 0]] = True
    same[:, 2] -= boilerplate[same[:, 0]]
    seen_of = np.column_stack((where, seen))
    places = np.concatenate((seen_of[~known[where[:, 0]]], same))
    gaps = gaps[~known[gaps[:, 0]]]
    lost = np.bincount(gaps[:, 0], gaps[:, 4], total.size).astype(np.int64)
    own = np.where(known, total - boilerplate, own)
    told = np.stack((total - boilerplate, total - boilerplate - lost, boilerplate, own), axis=1)
    in_order = places[np.argsort(places[:, 0], kind="stable")]
    return Told(told, np.where(known, 0.0, noise), known, gaps, in_order)


FOUND, SHARED, OWNED = 1, 2, 4


def _closed(held: Stream) -> Flags:
    """Whether a page ends with its document's border."""
    closed = np.zeros(held.pages.size - 1, np.bool_)
    closed[held.documents[1:] - 1] = True
    return closed


@kernel
def _judged(words, size, found, changed, loss, shared, own):
    """What became of each word: marks of FOUND, SHARED and OWNED; and how it is missing."""
    state, kinds = np.zeros(words.size, np.uint8), np.zeros(words.size, np.uint8)
    for word in range(words.size):
        end = words[word + 1] if word + 1 < words.size else size
        count = end - words[word]
        has, form, mine, differs, kind = 0, 0, 0, False, 0
        for letter in range(words[word], end):
            has += found[letter]
            form += shared[letter]
            mine += own[letter]
            differs = differs or changed[letter]
            kind = max(kind, loss[letter])
        if 2 * has >= count and not differs:
            state[word] = FOUND
            if 2 * form >= count:
                state[word] |= SHARED
            elif 2 * mine >= count:
                state[word] |= OWNED
        kinds[word] = kind
    return state, kinds


@kernel
def _counted(state, pages, starts, noise, closed):
    """Of each page its words, those of shared forms and its own; and its mean noise."""
    counts, means = np.zeros((pages.size - 1, 3), np.int64), np.zeros(pages.size - 1)
    for page in range(pages.size - 1):
        for word in range(pages[page], pages[page + 1]):
            counts[page, 1] += (state[word] & SHARED) > 0
            counts[page, 2] += (state[word] & OWNED) > 0
        counts[page, 0] = pages[page + 1] - pages[page] - closed[page]
        total, known = 0.0, 0
        for letter in range(starts[page], starts[page + 1]):
            if not np.isnan(noise[letter]):
                total += noise[letter]
                known += 1
        means[page] = total / known if known else 0.0
    return counts, means


@kernel
def _gaps(state, loss, pages, noise, words, ends, source, closed):
    """Runs of words that were not found, parted where their kind changes: page, first character,
    end, kind, words.
    """
    gaps = np.empty((64, 5), np.int64)
    count = 0
    for page in range(pages.size - 1):
        first, last = pages[page], pages[page + 1] - closed[page]
        some = False
        for word in range(first, last):
            some = some or (state[word] & FOUND) > 0
        word = first
        while word < last:
            if state[word] & FOUND:
                word += 1
                continue
            end = word + 1
            while end < last and not state[end] & FOUND and loss[end] == loss[word]:
                end += 1
            alone = (word == first or state[word - 1] & FOUND) and (
                end == last or state[end] & FOUND
            )
            if not (alone and end - word < FEW and some and noise[page] > NOISY):
                if count == gaps.shape[0]:
                    gaps = more_rows(gaps)
                gaps[count, 0], gaps[count, 1] = page, source[words[word]]
                gaps[count, 2] = source[ends[end - 1] - 1] + 1
                gaps[count, 3], gaps[count, 4] = loss[word], end - word
                count += 1
            word = end
    return gaps[:count].copy()


def _witnesses(
    blocks: Places, state: NDArray[np.uint8], words: Places, ends: Places, pages: Places,
    produced: Places,
) -> tuple[Places, Places]:  # fmt: skip
    """Each pair of a held and a produced page, and how many words of the one the other has."""
    order = np.argsort(blocks[:, 0], kind="stable")
    seen = _seen(blocks[order], state, words, ends, produced)
    if (seen[1:] < seen[:-1]).any():  # where blocks overlap: text that was produced twice
        seen = np.sort(seen)
    where, counts = _pairs_of_pages(seen, pages)
    return where, counts


@kernel
def _seen(blocks, state, words, ends, produced):
    """Each pair of a word that was found, forms apart, and a produced page with letters of it."""
    pairs = np.empty(1024, np.uint64)
    count, first = 0, 0
    for block in range(blocks.shape[0]):
        at, there, size = blocks[block, 0], blocks[block, 1], blocks[block, 2]
        end = at + size
        while first + 1 < words.size and words[first + 1] <= at:  # blocks begin in order
            first += 1
        word = first
        page = np.searchsorted(produced, there, "right") - 1
        while at < end:
            until = min(end, at + produced[page + 1] - there)
            there += until - at
            while count + until - at > pairs.size:  # no more words than letters
                pairs = longer(pairs)
            while at < until:
                if state[word] & (FOUND | SHARED) == FOUND:
                    pair = (np.uint64(word) << np.uint64(32)) | np.uint64(page)
                    pairs[count] = pair
                    count += count == 0 or pairs[count - 1] != pair
                at = min(until, ends[word])
                while word < ends.size - 1 and at >= ends[word]:
                    word += 1
            while page < produced.size - 2 and there >= produced[page + 1]:
                page += 1
    return pairs[:count]


@kernel
def _pairs_of_pages(seen, pages):
    """Pairs of a word and a produced page, sorted, as counts of words by pairs of pages."""
    where, counts = np.empty((1024, 2), np.int64), np.empty(1024, np.int64)
    count, first, page = 0, 0, 0
    for at in range(seen.size):
        if at and seen[at] == seen[at - 1]:
            continue
        word, there = (
            np.int64(seen[at] >> np.uint64(32)),
            np.int64(seen[at] & np.uint64(0xFFFFFFFF)),
        )
        if word >= pages[page + 1]:
            while word >= pages[page + 1]:
                page += 1
            first = count
        known = first
        while known < count and where[known, 1] != there:
            known += 1
        if known == count:
            if count == counts.size:
                where = more_rows(where)
                counts = longer(counts)
            where[count, 0], where[count, 1], counts[count] = page, there, 0
            count += 1
        counts[known] += 1
    return where[:count], counts[:count]
