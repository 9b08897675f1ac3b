"""Exact matches between two streams: maximal runs of equal letters.

First by long grams, which tell where a document went; then, in the letters that no long match has,
by short ones, which survive misreading. Grams are winnowed, so what is looked up is a fraction of
the letters. Grams that the production has often begin no match at each of their places; a promise
holds all the same: whatever run of LONG letters or more was produced verbatim is in a match of at
least that length, at one of its places.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint import winnow
from kyles.fingerprint.kernel import kernel, more_rows
from kyles.fingerprint.text import Flags, Letters, Places
from kyles.fingerprint.winnow import gram_at

LONG = 48  # letters of a verbatim run that is always found
LONG_GRAM, LONG_WINDOW = 32, 17  # any LONG letters have a winnowed gram
SHORT_GRAM, SHORT_WINDOW = 10, 4
OFTEN, SHORT_OFTEN = 16, 6  # produced places of a gram above which it begins no match at each

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Matches:
    """Maximal runs of equal letters: `size[i]` letters from `held[i]` and from `produced[i]`."""

    held: Places
    produced: Places
    size: Places

    def of(self, some: Flags | Places) -> "Matches":
        return Matches(self.held[some], self.produced[some], self.size[some])


@dataclass(frozen=True, slots=True)
class Postings:
    """Winnowed grams, sorted: the first bits of a hash, and in the low `bits` the gram's place."""

    keys: Keys
    bits: int


def postings(
    letters: Letters, stretches: Places, size: int, window: int, *, places: int
) -> Postings:
    """The winnowed grams of some stretches; `places` is how many places either side has."""
    hashes, at = winnow.grams(letters, stretches, size, window)
    bits = int(places).bit_length()
    low = np.uint64((1 << bits) - 1)
    return Postings(np.sort((hashes & ~low) | at.astype(np.uint64)), bits)


def find(held: Letters, produced: Letters) -> tuple[Matches, Postings]:
    """All matches, by held place, then produced place; and the long grams of what is held."""
    places = max(held.size, produced.size, 1)
    mine, other = (
        postings(one, np.array([[0, one.size]]), LONG_GRAM, LONG_WINDOW, places=places)
        for one in (held, produced)
    )
    seeds = pairs(mine, other, OFTEN)
    seeds = np.append(seeds, often(mine, other, held, produced), axis=0)
    long = runs(seeds, held, produced, least=LONG_GRAM)
    return together(long, _short(held, produced, long)), mine


def _short(held: Letters, produced: Letters, long: Matches) -> Matches:
    """Matches that begin with short grams, in the letters that no long match has."""
    places = max(held.size, produced.size, 1)
    mine, other = (
        postings(letters, left(letters.size, starts, long.size, SHORT_GRAM),
                 SHORT_GRAM, SHORT_WINDOW, places=places)
        for letters, starts in ((held, long.held), (produced, long.produced))
    )  # fmt: skip
    return runs(pairs(mine, other, SHORT_OFTEN), held, produced, least=SHORT_GRAM)


def together(one: Matches, other: Matches) -> Matches:
    """Two sets of matches as one, in order."""
    held, produced = np.append(one.held, other.held), np.append(one.produced, other.produced)
    size = np.append(one.size, other.size)
    return Matches(held, produced, size).of(np.lexsort((produced, held)))


def pairs(held: Postings, produced: Postings, most: int) -> Places:
    """Pairs of held and produced places of grams that the production has `most` times at most."""
    return _pairs(held.keys, produced.keys, np.uint64(held.bits), most)


@kernel
def _pairs(held, produced, bits, most):
    low = (np.uint64(1) << bits) - np.uint64(1)
    found = np.empty((1024, 2), np.int64)
    count, at, there = 0, 0, 0
    while at < held.size and there < produced.size:
        gram, other = held[at] >> bits, produced[there] >> bits
        if gram < other:
            at += 1
        elif gram > other:
            there += 1
        else:
            end = there
            while end < produced.size and produced[end] >> bits == gram:
                end += 1
            while at < held.size and held[at] >> bits == gram:
                if end - there <= most:
                    for place in range(there, end):
                        if count == found.shape[0]:
                            found = more_rows(found)
                        found[count, 0] = held[at] & low
                        found[count, 1] = produced[place] & low
                        count += 1
                at += 1
            there = end
    return found[:count].copy()


def often(mine: Postings, other: Postings, held: Letters, produced: Letters) -> Places:
    """Pairs of places of LONG letters around grams that the production has too often to try each.

    Of every wording the first produced place is enough to keep the promise.
    """
    ours, theirs = _frequent(mine.keys, other.keys, np.uint64(mine.bits), OFTEN)
    if not ours.size:
        return np.zeros((0, 2), np.int64)
    starts, there = _around(ours, held.size), _around(theirs, produced.size)
    hashes, first = np.unique(_hashed(produced, there), return_index=True)
    wanted = _hashed(held, starts)
    place = np.minimum(np.searchsorted(hashes, wanted), max(hashes.size - 1, 0))
    same = hashes[place] == wanted if hashes.size else np.zeros(wanted.size, np.bool_)
    return np.stack((starts[same], there[first[place[same]]]), axis=1)


def _around(places: Places, size: int) -> Places:
    """Where runs of LONG letters begin that contain the grams at some places."""
    starts = np.unique(places[:, None] - np.arange(LONG - LONG_GRAM + 1))
    return starts[(starts >= 0) & (starts + LONG <= size)]


@kernel
def _hashed(letters, starts):
    hashes = np.empty(starts.size, np.uint64)
    for at in range(starts.size):
        hashes[at] = gram_at(letters, starts[at], LONG)
    return hashes


@kernel
def _frequent(held, produced, bits, most):
    """Places on both sides of the grams that were produced more than `most` times."""
    low = (np.uint64(1) << bits) - np.uint64(1)
    ours, theirs = np.empty(held.size, np.int64), np.empty(produced.size, np.int64)
    mine, other, at, there = 0, 0, 0, 0
    while at < held.size and there < produced.size:
        gram = produced[there] >> bits
        end = there
        while end < produced.size and produced[end] >> bits == gram:
            end += 1
        while at < held.size and held[at] >> bits < gram:
            at += 1
        if end - there > most and at < held.size and held[at] >> bits == gram:
            while at < held.size and held[at] >> bits == gram:
                ours[mine] = held[at] & low
                mine += 1
                at += 1
            for place in range(there, end):
                theirs[other] = produced[place] & low
                other += 1
        there = end
    return ours[:mine].copy(), theirs[:other].copy()


def runs(seeds: Places, held: Letters, produced: Letters, *, least: int) -> Matches:
    """Seeds, as pairs of places, as maximal runs of at least `least` letters."""
    if not seeds.size:
        none = np.zeros(0, np.int64)
        return Matches(none, none, none)
    bits = int(held.size).bit_length()
    diagonal = (seeds[:, 1] - seeds[:, 0] + held.size).astype(np.uint64)
    keys = np.sort((diagonal << np.uint64(bits)) | seeds[:, 0].astype(np.uint64))
    return Matches(*_runs(keys, np.uint64(bits), held, produced, least))


@kernel
def _runs(keys, bits, held, produced, least):
    """Runs along diagonals; a seed inside the run before it is of that run."""
    low = (np.uint64(1) << bits) - np.uint64(1)
    found = np.empty((3, keys.size), np.int64)
    count, known, end = 0, np.int64(-1), np.int64(0)
    for key in keys:
        at, diagonal = np.int64(key & low), np.int64(key >> bits)
        there = at + diagonal - held.size
        if (diagonal == known and at < end) or held[at] != produced[there]:
            continue
        first, last = at, at
        while (
            first and there - (at - first) and held[first - 1] == produced[there - (at - first) - 1]
        ):
            first -= 1
        while (
            last < held.size
            and there + (last - at) < produced.size
            and held[last] == produced[there + (last - at)]
        ):
            last += 1
        known, end = diagonal, last
        if last - first >= least:
            found[0, count], found[1, count] = first, there - (at - first)
            found[2, count] = last - first
            count += 1
    return found[0, :count].copy(), found[1, :count].copy(), found[2, :count].copy()


def left(size: int, starts: Places, sizes: Places, gram: int) -> Places:
    """The stretches that no match has, as (first, end), with a gram's letters more around each."""
    order = np.argsort(starts, kind="stable")
    return _left(size, starts[order], sizes[order], gram)


@kernel
def _left(size, starts, sizes, gram):
    found = np.empty((starts.size + 1, 2), np.int64)
    count, reached = 0, 0
    for at in range(starts.size + 1):
        start = starts[at] if at < starts.size else size
        if start > reached:
            first, end = max(0, reached - gram + 1), min(size, start + gram - 1)
            if count and found[count - 1, 1] >= first:
                found[count - 1, 1] = end
            else:
                found[count, 0], found[count, 1] = first, end
                count += 1
        if at < starts.size:
            reached = max(reached, start + sizes[at])
    return found[:count].copy()


def paint(marks: Flags, starts: Places, sizes: Places) -> None:
    """Set every mark of some stretches."""
    _paint(marks, starts, sizes)


@kernel
def _paint(marks, starts, sizes):
    for at in range(starts.size):
        marks[starts[at] : starts[at] + sizes[at]] = True
