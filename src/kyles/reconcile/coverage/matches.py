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
from kyles.fingerprint.kernel import inner, kernel, longer, more_rows
from kyles.fingerprint.text import Flags, Letters, Places
from kyles.fingerprint.winnow import gram_at
from kyles.reconcile.coverage.order import in_order
from kyles.reconcile.coverage.stream import Stream

LONG = 48  # letters of a verbatim run that is always found
LONG_GRAM, LONG_WINDOW = 32, 17  # any LONG letters have a winnowed gram
SHORT_GRAM, SHORT_WINDOW = 10, 4
GRID = 1 << 21  # letters of the longest stretch that is looked through at once
OFTEN, SHORT_OFTEN = 16, 6  # produced places of a gram above which it begins no match at each

Keys = NDArray[np.uint64]  # a hash in front, a place behind


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


def postings(letters: Letters, stretches: Places, size: int, window: int, *, bits: int) -> Postings:
    """The winnowed grams of some stretches; any place has at most `bits` bits."""
    hashes, at = winnow.grams(letters, stretches, size, window)
    low = np.uint64((1 << bits) - 1)
    return Postings(np.sort((hashes & ~low) | at.astype(np.uint64)), bits)


def find(held: Stream, produced: Stream) -> tuple[Matches, Postings]:
    """All matches, by held place, then produced place; and the long grams of what is held."""
    bits = int(max(held.letters.size, produced.letters.size, 1)).bit_length()
    mine, other = (
        postings(one.letters, whole(one.borders), LONG_GRAM, LONG_WINDOW, bits=bits)
        for one in (held, produced)
    )
    long = runs(pairs(mine, other, OFTEN), held.letters, produced.letters, least=LONG_GRAM)
    frequent, wordings = often(mine, other, produced.letters)
    long = together(long, joined(wordings.pairs(held.letters, frequent)))
    return together(long, _short(held, produced, long, bits)), mine


def _short(held: Stream, produced: Stream, long: Matches, bits: int) -> Matches:
    """Matches that begin with short grams, in the letters that no long match has."""
    mine, other = (
        postings(one.letters, left(one.borders, starts, long.size), SHORT_GRAM, SHORT_WINDOW,
                 bits=bits)
        for one, starts in ((held, long.held), (produced, long.produced))
    )  # fmt: skip
    seeds = pairs(mine, other, SHORT_OFTEN)
    return runs(seeds, held.letters, produced.letters, least=SHORT_GRAM)


def together(one: Matches, other: Matches) -> Matches:
    """Two sets of matches as one, in order."""
    held, produced = np.append(one.held, other.held), np.append(one.produced, other.produced)
    size = np.append(one.size, other.size)
    return Matches(held, produced, size).of(in_order(produced, held))


def whole(borders: Places) -> Places:
    """The stretches of whole documents, their borders apart."""
    return np.stack((borders[:-1], borders[1:] - 1, np.zeros(borders.size - 1, np.int64)), axis=1)


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


@dataclass(frozen=True, slots=True)
class Wordings:
    """Runs of LONG letters that were produced, by their hashes in order, each at one place."""

    hashes: Keys
    places: Places

    @classmethod
    def of(cls, letters: Letters, grams: Places) -> "Wordings":
        """Those that the grams at some places stand for, each at the first of its places."""
        starts = standing_for(letters, grams)
        hashes = hashed(letters, starts)
        order = np.lexsort((starts, hashes))
        hashes, starts = hashes[order], starts[order]
        first = np.append(True, hashes[1:] != hashes[:-1])[: hashes.size]
        return cls(hashes[first], starts[first])

    def pairs(self, letters: Letters, grams: Places) -> Places:
        """Pairs of places of the same letters, around the grams at some places."""
        starts = standing_for(letters, grams)
        if not self.hashes.size or not starts.size:
            return np.zeros((0, 2), np.int64)
        wanted = hashed(letters, starts)
        at = np.minimum(np.searchsorted(self.hashes, wanted), self.hashes.size - 1)
        same = self.hashes[at] == wanted
        return np.stack((starts[same], self.places[at[same]]), axis=1)


def often(mine: Postings, other: Postings, produced: Letters) -> tuple[Places, Wordings]:
    """Grams that the production has too often to try each place: where they are held, and the
    wordings around them. Of every wording the first produced place is enough to keep the promise.
    """
    ours, theirs = _frequent(mine.keys, other.keys, np.uint64(mine.bits), OFTEN)
    return ours, Wordings.of(produced, theirs)


def standing_for(letters: Letters, grams: Places) -> Places:
    """Where runs of LONG letters begin for which the winnowed grams at some places stand.

    A run's gram is the least in it, so each run has one, whatever stands around it.
    """
    starts: Places = _standing_for(letters, grams)
    return starts


@kernel
def _standing_for(letters, grams):
    found = np.empty(1024, np.int64)
    count = 0
    for gram in grams:
        own = gram_at(letters, gram, LONG_GRAM)
        before = 0  # grams before it in a row that are not less
        while (
            before < LONG_WINDOW - 1
            and gram > before
            and gram_at(letters, gram - before - 1, LONG_GRAM) >= own
        ):
            before += 1
        after = 0  # grams after it in a row that are greater
        while (
            after < LONG_WINDOW - 1
            and gram + after + 1 + LONG_GRAM <= letters.size
            and gram_at(letters, gram + after + 1, LONG_GRAM) > own
        ):
            after += 1
        for start in range(gram - before, gram + after - LONG_WINDOW + 2):
            if count == found.size:
                found = longer(found)
            found[count] = start
            count += 1
    return found[:count].copy()


def hashed(letters: Letters, starts: Places) -> Keys:
    """Hashes of the LONG letters from some places on."""
    hashes: Keys = _hashed(letters, starts)
    return hashes


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


def joined(starts: Places) -> Matches:
    """Runs of LONG letters, as pairs of places, as one where they overlap on a diagonal."""
    order = np.lexsort((starts[:, 0], starts[:, 1] - starts[:, 0]))
    held, produced = starts[order, 0], starts[order, 1]
    apart = (np.diff(produced - held) != 0) | (np.diff(held) > LONG)
    first = np.append(0, np.flatnonzero(apart) + 1)[: held.size]
    last = np.append(first[1:] - 1, held.size - 1)[: held.size]
    return Matches(held[first], produced[first], held[last] - held[first] + LONG)


def left(borders: Places, starts: Places, sizes: Places) -> Places:
    """The stretches of documents that no match has, with a gram's letters more around each.

    Long ones are cut every GRID letters, so that each can be looked through by itself, whatever
    else is: what two parts share is as long as a window of grams.
    """
    order = np.argsort(starts, kind="stable")
    return _left(borders, starts[order], sizes[order], SHORT_GRAM, SHORT_WINDOW)


@kernel
def _left(borders, starts, sizes, gram, window):
    found = np.empty((64, 3), np.int64)
    count, at = 0, 0
    for document in range(borders.size - 1):
        reached, end = borders[document], borders[document + 1] - 1
        opened = np.int64(-1)  # where a stretch begins that is not closed yet
        closed = np.int64(-1)
        while True:
            inside = at < starts.size and starts[at] < end
            start = starts[at] if inside else end
            if start > reached:
                first = max(borders[document], reached - gram + 1)
                if opened >= 0 and first > closed:
                    found, count = _cut(
                        borders[document], opened, closed, gram, window, found, count
                    )
                    opened = np.int64(-1)
                if opened < 0:
                    opened = first
                closed = min(end, start + gram - 1)
            if not inside:
                break
            reached = max(reached, starts[at] + sizes[at])
            at += 1
        if opened >= 0:
            found, count = _cut(borders[document], opened, closed, gram, window, found, count)
    return found[:count].copy()


@inner
def _cut(base, first, end, gram, window, found, count):
    """Add a stretch, in parts that begin at the lines of its document's grid."""
    reach = gram + window - 1  # letters of a window of grams
    while True:
        line = base + ((first - base) // GRID + 1) * GRID
        goes_on = end - line >= reach
        if count == found.shape[0]:
            found = more_rows(found)
        found[count, 0], found[count, 1] = first, min(end, line + reach - 1) if goes_on else end
        found[count, 2] = goes_on
        count += 1
        if not goes_on:
            return found, count
        first = line


def paint(marks: Flags, starts: Places, sizes: Places) -> None:
    """Set every mark of some stretches."""
    _paint(marks, starts, sizes)


@kernel
def _paint(marks, starts, sizes):
    for at in range(starts.size):
        marks[starts[at] : starts[at] + sizes[at]] = True
