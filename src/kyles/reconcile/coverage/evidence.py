"""What all alignments together say of every held letter: found, changed, or missing how."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.kernel import inner, kernel
from kyles.fingerprint.text import Flags, Places
from kyles.reconcile.coverage.align import (
    HELD,
    HELD_END,
    INSERTED,
    KIND,
    PRODUCED,
    PRODUCED_END,
    Alignments,
)
from kyles.reconcile.coverage.edit import EQUAL
from kyles.reconcile.coverage.matches import LONG, Matches, paint

MARK = 24  # produced letters of a mark that stands where text was blotted out
BLOTTED = 3  # times as many letters are lost as such a mark has
CHANGE = 60  # letters of a change that need not resemble what it replaced
ALIKE = 2.5  # times as long one side of a change may be as the other
OWN = 0.7  # of the best alignment's score, that another needs for the same produced text


class Loss(IntEnum):
    """How a letter is missing; a higher number takes precedence within a word."""

    UNKNOWN = 0
    REDACTED = 1
    DIFFERS = 2


UNKNOWN, REDACTED, DIFFERS = (int(one) for one in Loss)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Marks of every held letter.

    `blocks` are equal letters, as (held place, produced place, size).
    """

    found: Flags
    changed: Flags  # must be told, even where most of its word was found
    loss: NDArray[np.uint8]
    noise: NDArray[np.float32]  # of the best alignment; not a number outside of all
    own: Flags  # in produced text that no other held document explains better
    blocks: Places


Ranked = Callable[[Places], Places]


def gather(
    size: int, matches: Matches, alignments: Alignments, owned: Flags, *,
    ranked: Ranked | None = None,
) -> Evidence:  # fmt: skip
    """The evidence of some alignments, the best first, and of all long verbatim runs.

    `size` counts the held letters; `owned` says of each stretch whether it is the best, or nearly,
    for the produced text that it passes through. `ranked` says where produced places stand where
    documents are in the order of their contents, if they are not.
    """
    found, changed, own = (np.zeros(size, np.bool_) for _ in range(3))
    loss, noise = np.zeros(size, np.uint8), np.full(size, np.nan, np.float32)
    first = alignments.steps[alignments.stretches[alignments.starts[:-1], 0]]
    there = ranked(first[:, PRODUCED]) if ranked else first[:, PRODUCED]
    order = np.lexsort((there, first[:, HELD], -alignments.score))
    _gather(order, alignments.noise, alignments.clean, alignments.starts, alignments.stretches,
            alignments.steps, alignments.edges, alignments.words, owned,
            found, changed, loss, noise, own)  # fmt: skip
    long = matches.of(matches.size >= LONG)
    paint(found, long.held, long.size)
    changed &= ~found
    runs = np.stack((long.held, long.produced, long.size), axis=1)
    blocks = np.concatenate((_equal(alignments.steps), _equal(alignments.edges[:, 1:]), runs))
    return Evidence(found, changed, loss, noise, own, blocks)


def _equal(steps: Places) -> Places:
    some = steps[steps[:, KIND] == EQUAL]
    return np.stack((some[:, HELD], some[:, PRODUCED], some[:, HELD_END] - some[:, HELD]), axis=1)


def owned(spans: Places, scores: NDArray[np.float64]) -> Flags:
    """Whether each stretch is the best, or nearly, for the produced letters from `spans[n, 0]` on.

    For every produced letter the best of all stretches over it counts; of a stretch, its mean.
    """
    if not scores.size:
        return np.zeros(0, np.bool_)
    places = np.unique(spans)
    first, last = np.searchsorted(places, spans[:, 0]), np.searchsorted(places, spans[:, 1])
    order = np.lexsort((spans[:, 1], spans[:, 0], -scores))
    best = _best(order, first, last, scores, places.size)
    total = _running(best, places)
    mean = (total[last] - total[first]) / np.maximum(1, spans[:, 1] - spans[:, 0])
    return np.asarray(OWN * mean <= scores)


@kernel
def _running(best, places):
    """Sums of scores up to each place, begun anew after what no stretch passes through: so that a
    document's are the same whatever others there are.
    """
    total = np.zeros(places.size)
    for at in range(places.size - 1):
        if best[at] > 0:
            total[at + 1] = total[at] + best[at] * (places[at + 1] - places[at])
    return total


@kernel
def _best(order, first, last, scores, count):
    """The best score between each two places, painted from the best on, each place once."""
    best = np.zeros(count)
    beyond = np.arange(count + 1)  # the next place that is not painted
    for one in order:
        at = first[one]
        while True:
            root = at
            while beyond[root] != root:
                root = beyond[root]
            while beyond[at] != root and at != root:
                beyond[at], at = root, beyond[at]
            if root >= last[one]:
                break
            best[root] = scores[one]
            beyond[root] = root + 1
            at = root + 1
    return best


@kernel
def _gather(
    order,
    share,
    clean,
    starts,
    stretches,
    steps,
    edges,
    words,
    owned,
    found,
    changed,
    loss,
    noise,
    own,
):
    edge_of = np.searchsorted(edges[:, 0], np.arange(starts.size))
    word_of = np.searchsorted(words[:, 0], np.arange(starts.size))
    for one in order:
        first, end = starts[one], starts[one + 1]
        known = found[words[word_of[one] : word_of[one + 1], 1]]
        for span in range(first, end):
            _read_given(
                steps[stretches[span, 0] : stretches[span, 1]],
                share[one],
                clean[one],
                owned[span],
                found,
                noise,
                own,
            )
        for span in range(first, end):
            if span > first:
                before, after = steps[stretches[span - 1, 1] - 1], steps[stretches[span, 0]]
                gap = (before[HELD_END], after[HELD], before[PRODUCED_END], after[PRODUCED])
                _read_loss(gap, clean[one], changed, loss, own)
            if clean[one]:
                for at in range(stretches[span, 0], stretches[span, 1]):
                    step = steps[at]
                    if step[KIND] != EQUAL and step[HELD] < step[HELD_END]:
                        gap = (step[HELD], step[HELD_END], step[PRODUCED], step[PRODUCED_END])
                        _read_loss(gap, True, changed, loss, own)
        for at in range(edge_of[one], edge_of[one + 1]):
            _read_edge(edges[at, 1:], found, changed, loss)
        for at in range(word_of[one], word_of[one + 1]):
            letter = words[at, 1]
            found[letter], changed[letter] = known[at - word_of[one]], True
            loss[letter] = DIFFERS if own[words[at, 2]] else UNKNOWN


@inner
def _read_given(steps, share, clean, owned, found, noise, own):
    first, end = steps[0, HELD], steps[-1, HELD_END]
    for at in range(steps.shape[0]):
        if steps[at, KIND] == EQUAL or not clean:
            found[steps[at, HELD] : steps[at, HELD_END]] = True
    for letter in range(first, end):
        if np.isnan(noise[letter]):
            noise[letter] = 0.0 if clean else share
        own[letter] = own[letter] or owned


@inner
def _read_loss(gap, clean, changed, loss, own):
    """Letters that an alignment passes over. Where neither side of them is of this document, two
    documents are alike in part, and how the letters are missing is not known.
    """
    first, end = gap[0], gap[1]
    if own[first - 1] or own[end]:
        kind = _loss(end - first, gap[3] - gap[2], clean)
        for letter in range(first, end):
            if loss[letter] == UNKNOWN:
                loss[letter] = kind
    if clean:
        changed[first:end] = True


@inner
def _read_edge(step, found, changed, loss):
    first, end = step[HELD], step[HELD_END]
    if step[KIND] == EQUAL:
        found[first:end] = True
    elif first < end:
        changed[first:end] = True
        loss[first:end] = _loss(end - first, step[PRODUCED_END] - step[PRODUCED], True)


@inner
def _loss(lost, extra, clean):
    """What became of letters between two that were given."""
    if extra == 0 or (extra <= MARK and lost >= BLOTTED * extra):
        return REDACTED
    least, most = min(lost, extra), max(lost, extra)
    if clean and most <= CHANGE and most <= ALIKE * least + INSERTED:
        return DIFFERS
    return UNKNOWN
