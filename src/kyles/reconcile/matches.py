"""Exact matches between two streams: every long one, and the short ones that are rare enough.

Two semi-joins of grams, both without a blow-up: short grams that the production has only a few
times, at each of these places; and long grams, however often they were produced, at the first
place. The second makes a promise that no cap can break: whatever run of LONG letters or more was
produced verbatim is in a match of at least that length.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import Grams, Places, grams
from kyles.reconcile.stream import Stream

SHORT = 12  # letters of a gram that begins a match
LONG = 48  # letters of a verbatim run that is always found
OFTEN = 6  # produced places of a short gram above which it begins no match


@dataclass(frozen=True, slots=True)
class Matches:
    """Maximal runs of equal letters: `size[i]` letters from `held[i]` and from `produced[i]`."""

    held: Places
    produced: Places
    size: Places

    def of(self, some: NDArray[np.bool_] | Places) -> "Matches":
        return Matches(self.held[some], self.produced[some], self.size[some])


def find(held: Stream, produced: Stream) -> Matches:
    """All matches, by diagonal and held place."""
    short = _runs(*_joined(held, produced, SHORT, OFTEN), size=SHORT)
    long = _runs(*_joined(held, produced, LONG, None), size=LONG)
    known = np.zeros(held.letters.size, np.bool_)
    paint(known, short.held[short.size >= LONG], short.size[short.size >= LONG])
    spread = np.append(0, np.cumsum(known))
    new = spread[long.held + long.size] - spread[long.held] < long.size
    rest = long.of(new)
    return Matches(
        np.append(short.held, rest.held),
        np.append(short.produced, rest.produced),
        np.append(short.size, rest.size),
    )


def paint(marks: NDArray[np.bool_], starts: Places, sizes: Places) -> None:
    """Set every mark of some stretches."""
    marks |= inside(marks.size, starts, sizes)


def inside(size: int, starts: Places, sizes: Places) -> NDArray[np.bool_]:
    """Which of `size` places are in any of some stretches."""
    steps = np.zeros(size + 1, np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, starts + sizes, -1)
    return np.cumsum(steps[:-1]) > 0


def ordered(hashes: Grams) -> tuple[Grams, np.uint64]:
    """The hashes with their places in the low bits, sorted; and the mask of these bits."""
    mask = np.uint64((1 << max(1, int(hashes.size).bit_length())) - 1)
    return np.sort((hashes & ~mask) | np.arange(hashes.size, dtype=np.uint64)), mask


def _joined(held: Stream, produced: Stream, size: int, most: int | None) -> tuple[Places, Places]:
    """Held and produced places of equal grams: all where at most `most`, or else the first."""
    ours, theirs = grams(held.letters, size), grams(produced.letters, size)
    if not ours.size or not theirs.size:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    table, mask = ordered(theirs)
    order, own_mask = ordered(ours)
    at = (order & own_mask).astype(np.int64)
    first = np.searchsorted(table, ours[at] & ~mask, "left")
    if most is None:
        found = first < table.size
        first, at = first[found], at[found]
        counts = np.ones(first.size, np.int64)
    else:
        counts = np.searchsorted(table, ours[at] | mask, "right") - first
        some = (counts > 0) & (counts <= most)
        first, at, counts = first[some], at[some], counts[some]
    rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    there = (table[np.repeat(first, counts) + rank] & mask).astype(np.int64)
    here = np.repeat(at, counts)
    same = ours[here] == theirs[there]  # the sorted table has cut hashes
    return here[same], there[same]


def _runs(held: Places, produced: Places, *, size: int) -> Matches:
    """Pairs of equal grams as maximal runs along their diagonals."""
    if not held.size:
        return Matches(held, produced, held)
    bits = np.int64(32)
    shift = held.max() + 1
    keys = np.sort(((produced - held + shift) << bits) | held)
    breaks = np.flatnonzero(np.diff(keys) != 1)
    starts, ends = np.append(0, breaks + 1), np.append(breaks, keys.size - 1)
    here = keys[starts] & ((np.int64(1) << bits) - 1)
    diagonal = (keys[starts] >> bits) - shift
    return Matches(here, here + diagonal, ends - starts + size)
