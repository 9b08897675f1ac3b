"""Recordings by their sound: where one has what another has, told from chromaprint's fingerprints.

A fingerprint is a number of 32 bits for each eighth of a second; of the same sound, coded or mixed
otherwise, most bits are the same. Frames of which one half is the same vote for an offset of two
recordings; along each offset with votes the runs are taken in which few bits differ. A cut in the
middle is a second offset; silence in the place of speech differs and is missing. A recording that
plays faster or slower than the other one is not found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.uint32]

STEP = 4096 / 3 / 11025  # seconds from one frame to the next
REACH = 2.4  # seconds of sound that one frame tells of
WINDOW = 17  # frames, about what one tells of
SAME = 0.3  # share of bits that differ over a window, up to which the sound is the same
SURE = 0.2  # and over a whole run
AT_THE_EDGE = 0.35  # of five frames, to which a run goes on
SHORTEST = 40  # frames of a run: five seconds
SHORTEST_GAP = 3.0  # seconds; a cut is told to within about one
VOTES = 5  # for an offset that is looked at
OFFSETS = 64  # that are looked at for one recording, those with most votes
TELLING = 20  # different frames of a run: silence is the same everywhere
PAIRS = 4_000_000  # of frames that vote; of a long recording only every so many do
COMMON = 200  # frames with the same half, of which one tells nothing: silence, a tone

_HALVES = ((np.uint32(0), np.uint32(0xFFFF)), (np.uint32(16), np.uint32(0xFFFF)))
_ONES = np.array([one.bit_count() for one in range(1 << 16)], np.uint8)


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds of a held recording, from `start` up to `end`, that a produced one has from `at` on.

    `number` is that of the produced recording; `differing` is the share of bits that differ. `end`
    is infinite where the recording ends.
    """

    start: float
    end: float
    number: int
    at: float
    differing: float


@dataclass(frozen=True, slots=True)
class _Half:
    """One half of every produced frame, sorted, and where it stands."""

    values: NDArray[np.uint32]
    places: NDArray[np.int64]

    def pairs(self, frames: Frames) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Held frames and produced places with the same half; of common ones none."""
        first = np.searchsorted(self.values, frames, "left")
        count = np.searchsorted(self.values, frames, "right") - first
        count[count > COMMON] = 0
        count[np.arange(count.size) % (1 + count.sum() // PAIRS) > 0] = 0
        held = np.repeat(np.arange(frames.size), count)
        starts = np.repeat(first - np.concatenate(([0], np.cumsum(count)[:-1])), count)
        return held, self.places[starts + np.arange(held.size)]


class Recordings:
    """Produced recordings, ready to be looked through."""

    def __init__(self, produced: Sequence[Frames]) -> None:
        self.produced = produced
        self.starts = np.concatenate(([0], np.cumsum([one.size for one in produced])))
        every = np.concatenate([*produced, np.empty(0, np.uint32)])
        self._halves = [_half(every >> shift & mask) for shift, mask in _HALVES]

    def having(self, held: Frames) -> list[Span]:
        """The stretches of a held recording that the produced ones have, in order."""
        found = [span for number, shift in self._offsets(held) for span in self._along(
            held, number, shift)]  # fmt: skip
        return sorted(found, key=lambda one: (one.start, -one.end, one.number, one.at))

    def _offsets(self, held: Frames) -> Iterator[tuple[int, int]]:
        """Produced recordings, and how far their frames stand from those of the held one."""
        told, votes = np.unique(self._votes(held), return_counts=True)
        close, highest = _with_neighbours(told, votes)
        peaks = np.flatnonzero((votes == highest) & (close >= VOTES))
        best = np.lexsort((told[peaks], -close[peaks]))[:OFFSETS]
        for key in told[peaks[best]].tolist():
            number, shift = divmod(key, self._apart)
            yield number, shift - held.size

    def _votes(self, held: Frames) -> NDArray[np.int64]:
        """An offset as one number: that of the recording, times a large one, and the shift."""
        self._apart = int(2 * held.size + max((one.size for one in self.produced), default=0))
        votes = []
        for half, (shift, mask) in zip(self._halves, _HALVES, strict=True):
            own, where = half.pairs(held >> shift & mask)
            number = np.searchsorted(self.starts, where, "right") - 1
            votes.append(number * self._apart + where - self.starts[number] - own + held.size)
        return np.concatenate(votes)

    def _along(self, held: Frames, number: int, shift: int) -> Iterator[Span]:
        """The runs of the same sound along one offset."""
        other = self.produced[number]
        first, last = max(0, -shift), min(held.size, other.size - shift)
        if last - first < SHORTEST:
            return
        ours, theirs = held[first:last], other[first + shift : last + shift]
        differing = _differing(ours, theirs)
        for start, end in _runs(differing):
            mean = float(differing[start:end].mean())
            if (end - start >= SHORTEST and mean <= SURE
                    and np.unique(ours[start:end]).size >= TELLING):  # fmt: skip
                at = first + start + shift
                yield Span(
                    _begin(first + start, at), _end(first + end, held.size, at + end - start,
                                                    other.size),
                    number, round(at * STEP, 2), round(mean, 4),
                )  # fmt: skip


def _begin(own: int, other: int) -> float:
    """When a run begins: with its first frame where a recording does, else in the middle of it."""
    if own == 0:
        return 0.0
    return own * STEP if other == 0 else own * STEP + REACH / 2


def _end(own: int, size: int, other: int, others: int) -> float:
    """When a run ends that is followed by frames `own` and `other`."""
    if own == size:
        return np.inf
    return own * STEP + REACH if other == others else own * STEP + REACH / 2


def _half(values: NDArray[np.uint32]) -> _Half:
    order = np.argsort(values, kind="stable")
    return _Half(values[order], order)


def _with_neighbours(
    told: NDArray[np.int64], votes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The votes for an offset and those next to it: all of them, and the most for one of them."""
    total, highest = votes.copy(), votes.copy()
    after = np.where(np.diff(told) == 1, votes[1:], 0)
    before = np.where(np.diff(told) == 1, votes[:-1], 0)
    total[:-1] += after
    total[1:] += before
    highest[:-1] = np.maximum(highest[:-1], after)
    highest[1:] = np.maximum(highest[1:], before)
    return total, highest


def _differing(ours: Frames, theirs: Frames) -> NDArray[np.float64]:
    """The share of bits of each frame that differ."""
    bits = ours ^ theirs
    ones: NDArray[np.float64] = _ONES[bits & np.uint32(0xFFFF)] + _ONES[bits >> np.uint32(16)]
    return ones / 32


def _runs(differing: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Stretches in which few bits differ, up to where the sound is another one."""
    same = _mean(differing, WINDOW) <= SAME
    close = _mean(differing, 5) <= AT_THE_EDGE
    edges = np.flatnonzero(np.diff(np.concatenate(([0], same.astype(np.int8), [0]))))
    before = 0
    for start, end in edges.reshape(-1, 2).tolist():
        while start > before and close[start - 1]:
            start -= 1
        while end < close.size and close[end]:
            end += 1
        if end > before:
            yield max(start, before), end
            before = end


def _mean(values: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """The mean around each value; at the ends of fewer."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    first = np.maximum(0, np.arange(values.size) - window // 2)
    last = np.minimum(values.size, np.arange(values.size) + window // 2 + 1)
    means: NDArray[np.float64] = (total[last] - total[first]) / (last - first)
    return means


def missing(spans: Sequence[Span], seconds: float) -> list[tuple[float, float]]:
    """The stretches of a recording that no span has; of a few seconds there are none."""
    gaps, at = [], 0.0
    for span in sorted(spans, key=lambda one: one.start):
        if span.start - at >= SHORTEST_GAP:
            gaps.append((at, span.start))
        at = max(at, span.end)
    if seconds - at >= SHORTEST_GAP:
        gaps.append((at, seconds))
    return gaps
