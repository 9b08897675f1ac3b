"""Shared form text: wording that many held documents have, copies of one document counted once."""

import numpy as np

from kyles.fingerprint.folding import HELD_BORDER
from kyles.fingerprint.kernel import inner, kernel, more_rows
from kyles.fingerprint.text import Flags, Letters, Places
from kyles.reconcile.coverage.matches import LONG, Matches, Postings, paint

MANY = 5  # distinct documents with a wording above which it is shared form text
OTHERS = 12  # other documents with the same wording that one is compared with
FORM = 0.8  # share of shared letters that makes a match or a document nothing but a form
APART = 1024  # letters between places of which the document is looked up
ALIKE = 0.6  # share of the winnowed grams that copies have in common


def forms(letters: Letters, borders: Places, grams: Postings) -> Flags:
    """Whether each held letter is part of shared form text; `grams` are winnowed long ones."""
    contents = same_contents(*having(grams, borders), borders.size - 1)
    stretches = wordings(grams, letters, borders, contents)
    shared = np.zeros(letters.size, np.bool_)
    paint(shared, stretches[:, 0], stretches[:, 1] - stretches[:, 0])
    return shared


def wordings(grams: Postings, letters: Letters, borders: Places, contents: Places) -> Places:
    """Stretches of letters, as (first, end), around each gram that more than MANY contents have.

    `contents` says for each document the first one of about the same content.
    """
    return _shared(grams.keys, np.uint64(grams.bits), letters, borders, contents)


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


def having(grams: Postings, borders: Places) -> tuple[Places, Places]:
    """How many of the grams each document has; and how many of another one's, which has them first.

    The second is a table of (document, first document, grams).
    """
    counts, other = _first_with(grams.keys, np.uint64(grams.bits), borders, _landmarks(borders))
    both, times = np.unique(other, axis=0, return_counts=True)
    return counts, np.column_stack((both, times)).astype(np.int64)


def same_contents(counts: Places, others: Places, documents: int) -> Places:
    """For each document the first one of about the same content: itself, if there is none."""
    contents = np.arange(documents)
    own, first, shared = others.T if others.size else np.zeros((3, 0), np.int64)
    alike = shared >= ALIKE * np.maximum(counts[own], counts[first])
    for one, other in zip(own[alike].tolist(), first[alike].tolist(), strict=True):
        contents[one] = contents[other]
    return contents


@kernel
def _first_with(keys, bits, borders, landmarks):
    """How many grams each document has; and each document with a gram that another has first."""
    low = (np.uint64(1) << bits) - np.uint64(1)
    counts, found = np.zeros(borders.size - 1, np.int64), np.empty((1024, 2), np.int64)
    count, first, last = 0, np.int64(-1), np.int64(-1)
    for at in range(keys.size):
        place = np.int64(keys[at] & low)
        document = landmarks[place // APART]
        while borders[document + 1] <= place:
            document += 1
        if at == 0 or keys[at] >> bits != keys[at - 1] >> bits:
            first, last = document, np.int64(-1)
        if document != last:
            counts[document] += 1
            last = document
            if document != first:
                if count == found.shape[0]:
                    found = more_rows(found)
                found[count, 0], found[count, 1] = document, first
                count += 1
    return counts, found[:count].copy()


def _landmarks(borders: Places) -> Places:
    """The document at every place that APART divides: from there it is not far to any other."""
    return np.searchsorted(borders, np.arange(0, int(borders[-1]) + 1, APART), "right") - 1


@kernel
def _shared(keys, bits, letters, borders, contents):
    low = (np.uint64(1) << bits) - np.uint64(1)
    found, written = np.empty((64, 2), np.int64), 0
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
                    first, last = _around(place, content, others, count, letters)
                    if written == found.shape[0]:
                        found = more_rows(found)
                    found[written, 0], found[written, 1] = first, last
                    written += 1
        start = end
    return found[:written].copy()


@inner
def _around(place, content, others, count, letters):
    """The letters at a place that MANY of the others have too, in one run: first and end."""
    before, after = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for one in range(count):
        there = others[one, 0]
        if others[one, 1] == content:
            continue
        while after[one] < LONG and _same(letters, place + after[one], there + after[one]):
            after[one] += 1
        while before[one] < LONG and _same(
            letters, place - before[one] - 1, there - before[one] - 1
        ):
            before[one] += 1
    return place - _many(before), place + _many(after)


@inner
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


@inner
def _same(letters, one, other):
    """Whether two places have the same letter, which is no border."""
    inside = one >= 0 and other >= 0 and one < letters.size and other < letters.size
    return inside and letters[one] == letters[other] and letters[one] < HELD_BORDER
