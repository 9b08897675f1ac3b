"""Shared form text: wording that many held documents have, copies of one document counted once."""

import numpy as np

from kyles.fingerprint.folding import HELD_BORDER
from kyles.fingerprint.kernel import kernel
from kyles.fingerprint.text import Flags, Letters, Places
from kyles.reconcile.matches import LONG, Matches, Postings

MANY = 5  # distinct documents with a wording above which it is shared form text
OTHERS = 12  # other documents with the same wording that one is compared with
FORM = 0.8  # share of shared letters that makes a match or a document nothing but a form
ALIKE = 0.6  # share of the winnowed grams that copies have in common


def boilerplate(letters: Letters, borders: Places, grams: Postings) -> Flags:
    """Whether each held letter is part of shared form text; `grams` are winnowed long ones."""
    shared = np.zeros(letters.size, np.bool_)
    contents = _contents(grams, borders)
    _share(grams.keys, np.uint64(grams.bits), letters, borders, contents, shared)
    return shared


def telling(matches: Matches, borders: Places, shared: Flags) -> Flags:
    """Matches that say where a document went: not those in shared form text alone.

    Where most of a document is such text, there is nothing else to go by, and all its matches tell.
    """
    starts, ends = borders[:-1], borders[1:]
    form = _inside(shared, matches.held, matches.held + matches.size) >= FORM * matches.size
    mostly = _inside(shared, starts, ends) > FORM * (ends - starts)
    return ~form | mostly[np.searchsorted(borders, matches.held, "right") - 1]


@kernel
def _inside(marks, starts, ends):
    """How many marks are set in each of some stretches."""
    before = np.zeros(marks.size + 1, np.int32)
    for at in range(marks.size):
        before[at + 1] = before[at] + marks[at]
    counts = np.empty(starts.size, np.int64)
    for at in range(starts.size):
        counts[at] = before[ends[at]] - before[starts[at]]
    return counts


def _contents(grams: Postings, borders: Places) -> Places:
    """For each document the first one of about the same content: itself, if there is none."""
    documents = borders.size - 1
    pairs = _first_with(grams.keys, np.uint64(grams.bits), borders)
    counts = np.bincount(pairs[:, 0], minlength=documents)
    keys, shared = np.unique(pairs[:, 0] * documents + pairs[:, 1], return_counts=True)
    own, first = keys // documents, keys % documents
    alike = (own != first) & (shared >= ALIKE * np.maximum(counts[own], counts[first]))
    contents = np.arange(documents)
    for one, other in zip(own[alike].tolist(), first[alike].tolist(), strict=True):
        contents[one] = contents[other]
    return contents


@kernel
def _first_with(keys, bits, borders):
    """Each document that has a gram, with the first one that has it."""
    low = (np.uint64(1) << bits) - np.uint64(1)
    found = np.empty((keys.size, 2), np.int64)
    count, first, last = 0, np.int64(-1), np.int64(-1)
    for at in range(keys.size):
        document = np.searchsorted(borders, np.int64(keys[at] & low), "right") - 1
        if at == 0 or keys[at] >> bits != keys[at - 1] >> bits:
            first, last = document, np.int64(-1)
        if document != last:
            found[count, 0], found[count, 1] = document, first
            count += 1
            last = document
    return found[:count]


@kernel
def _share(keys, bits, letters, borders, contents, shared):
    """Mark the letters around each gram that more than MANY contents have."""
    low = (np.uint64(1) << bits) - np.uint64(1)
    others = np.empty((OTHERS, 2), np.int64)  # place, content
    start = 0
    while start < keys.size:
        end = start + 1
        while end < keys.size and keys[end] >> bits == keys[start] >> bits:
            end += 1
        if end - start > MANY:
            count = 0
            for at in range(start, end):
                place = np.int64(keys[at] & low)
                content = contents[np.searchsorted(borders, place, "right") - 1]
                known = False
                for one in range(count):
                    known = known or others[one, 1] == content
                if not known and count < OTHERS:
                    others[count, 0], others[count, 1] = place, content
                    count += 1
            if count > MANY:
                for at in range(start, end):
                    place = np.int64(keys[at] & low)
                    content = contents[np.searchsorted(borders, place, "right") - 1]
                    _share_around(place, content, others[:count], letters, shared)
        start = end


@kernel
def _share_around(place, content, others, letters, shared):
    """Mark the letters at a place that MANY of the others have too, in one run."""
    before, after = np.zeros(others.shape[0], np.int64), np.zeros(others.shape[0], np.int64)
    for one in range(others.shape[0]):
        there = others[one, 0]
        if others[one, 1] == content:
            continue
        while after[one] < LONG and _same(letters, place + after[one], there + after[one]):
            after[one] += 1
        while before[one] < LONG and _same(
            letters, place - before[one] - 1, there - before[one] - 1
        ):
            before[one] += 1
    for at in range(place - _many(before), place + _many(after)):
        shared[at] = True


@kernel
def _many(counts):
    """The most that MANY of some counts reach."""
    best = 0
    for one in counts:
        reaching = 0
        for other in counts:
            reaching += other >= one
        if reaching >= MANY:
            best = max(best, one)
    return best


@kernel
def _same(letters, one, other):
    """Whether two places have the same letter, which is no border."""
    inside = one >= 0 and other >= 0 and one < letters.size and other < letters.size
    return inside and letters[one] == letters[other] and letters[one] < HELD_BORDER
