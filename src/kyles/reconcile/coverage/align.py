"""Alignment of a chain: which held letters were given, through misread letters and beside gaps.

Between the matches of a chain and beyond its ends the letters are aligned. Then two states are told
apart along the alignment: *given*, where letters agree but for noise, and *missing*, where they
agree no more than any two texts do. The noise is that of this chain alone.
"""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.kernel import inner, kernel, more_rows
from kyles.fingerprint.text import Flags, Letters, Places
from kyles.reconcile.coverage.chain import REACH, Chains
from kyles.reconcile.coverage.edit import BLOCK, ENOUGH, EQUAL, best_start, path

UNEVEN = 40  # letters by which the two sides of a gap may differ before they are held apart
AGREE = 0.4  # share of letters that agree in alignments of strangers
SWITCH = 10.0  # nats between given and missing
ACCEPTED = (
    38.0  # nats of evidence that a chain's best stretch needs: about 42 letters without noise
)
LEAST_NOISE, MOST_NOISE = 0.002, 0.35
STAMP = 6  # produced letters of an insertion that count as noise; a stamp may be longer
EDGE = 48  # letters before or after all that was given that are compared one by one
CLEAN_EVENTS, CLEAN_RATE = 2, 0.002  # wrong places that a clean chain may have, and for each letter
INSERTED = 8  # letters put into a word that change it
FARTHEST = 8192  # steps that are taken back from a match without another one

#: Columns of steps: whether the letters are equal, and where they begin and end on both sides.
KIND, HELD, HELD_END, PRODUCED, PRODUCED_END = range(5)


@dataclass(frozen=True, slots=True)
class Alignments:
    """What produced documents give of held ones, one alignment for each place; as flat arrays.

    Alignment n has the stretches `starts[n]` to `starts[n + 1]` that were given; stretch m the
    steps `stretches[m, 0]` to `stretches[m, 1]`. `edges` are steps, `words` places of letters that
    only clean text tells (see `_edges`, `_grown`, `_cut`), each with its alignment in front.
    """

    score: NDArray[np.float64]
    noise: NDArray[np.float64]  # share of letters misread or lost
    clean: Flags  # no noise to speak of: each letter that differs was changed
    starts: Places
    stretches: Places
    steps: Places
    edges: Places
    words: Places

    def spans(self) -> tuple[Places, NDArray[np.float64]]:
        """Of every stretch, where it begins and ends on the produced side; and its score."""
        first, last = self.stretches[:, 0], self.stretches[:, 1] - 1
        own = np.repeat(self.score, np.diff(self.starts))
        return np.stack((self.steps[first, PRODUCED], self.steps[last, PRODUCED_END]), axis=1), own


def align(
    chains: Chains, held: Letters, produced: Letters, begins: Flags, produced_begins: Flags
) -> Alignments:
    """The alignments of all chains whose letters do not agree by chance.

    `begins` and `produced_begins` say which letters begin a word.
    """
    return Alignments(*_align(
        chains.links, chains.starts, chains.bounds, held, produced, begins, produced_begins
    ))  # fmt: skip


@kernel
def _align(links, starts, bounds, held, produced, begins, produced_begins):
    chains = starts.size - 1
    score, noise = np.empty(chains), np.empty(chains)
    clean = np.empty(chains, np.bool_)
    first = np.zeros(chains + 1, np.int64)
    stretches = np.empty((chains + 16, 2), np.int64)
    steps, edges = np.empty((4096, 5), np.int64), np.empty((4 * EDGE, 6), np.int64)
    words = np.empty((64, 3), np.int64)
    scratch = np.empty((4 * REACH + 4 * BLOCK, 3), np.int64)
    back = np.empty((FARTHEST, 3), np.int64)
    count, taken, used, edged, told, pair = 0, 0, 0, 0, 0, 0
    for chain in range(chains):
        if chain and not _same_pair(bounds, chain):
            pair = count
        own = links[starts[chain] : starts[chain + 1]]
        if _is_known(own, first[pair], first[count], stretches, steps):
            continue
        end = _all_steps(own, bounds[chain], held, produced, steps, used, scratch, back)
        while end > steps.shape[0]:  # what did not fit was counted, and is written once more
            steps = more_rows(steps)
            end = _all_steps(own, bounds[chain], held, produced, steps, used, scratch, back)
        share = _noise(steps, used, end, True)
        given, total, best = _given(steps, used, end, share)
        if given.shape[0]:
            share = _noise_of(steps, given)
            given, total, best = _given(steps, used, end, share)
        if best < ACCEPTED:
            continue
        while taken + given.shape[0] > stretches.shape[0]:
            stretches = more_rows(stretches)
        for span in range(given.shape[0]):
            stretches[taken + span, 0], stretches[taken + span, 1] = given[span, 0], given[span, 1]
        score[count], noise[count], clean[count] = total, share, _is_clean(steps, given)
        if clean[count]:
            while edges.shape[0] < edged + 4 * EDGE:
                edges = more_rows(edges)
            edged = _edges(
                count, steps, given, bounds[chain], held, produced, edges, edged, scratch
            )
            while words.shape[0] < told + end - used + 2:
                words = more_rows(words)
            told = _words(count, steps, given, begins, produced_begins, words, told)
        taken += given.shape[0]
        used = end
        count += 1
        first[count] = taken
    return (score[:count], noise[:count], clean[:count], first[: count + 1], stretches[:taken],
            steps[:used], edges[:edged], words[:told])  # fmt: skip


@inner
def _same_pair(bounds, chain):
    """Whether a chain is of the same documents as the one before it."""
    return bounds[chain, 0] == bounds[chain - 1, 0] and bounds[chain, 2] == bounds[chain - 1, 2]


@inner
def _is_known(own, first, end, stretches, steps):
    """Whether a stretch that was found before passes through every match of a chain's."""
    last = own.shape[0] - 1
    for at in range(first, end):
        start, close = stretches[at, 0], stretches[at, 1] - 1
        if (
            steps[start, HELD] <= own[0, 0]
            and steps[start, PRODUCED] <= own[0, 1]
            and own[last, 0] + own[last, 2] <= steps[close, HELD_END]
            and own[last, 1] + own[last, 2] <= steps[close, PRODUCED_END]
        ):
            return True
    return False


@inner
def _all_steps(links, bound, held, produced, steps, first, scratch, back):
    """Write all steps from beyond the first match to beyond the last, from row `first` on.

    Gives back where they end: rows beyond the table are counted, not written.
    """
    end = _backward(
        links[0, 0], links[0, 1], bound[0], bound[2], held, produced, steps, first, first, scratch,
        back,
    )  # fmt: skip
    for at in range(links.shape[0]):
        here, there, size = links[at, 0], links[at, 1], links[at, 2]
        if at:
            before, beyond = (
                links[at - 1, 0] + links[at - 1, 2],
                links[at - 1, 1] + links[at - 1, 2],
            )
            end = _between(
                before, here, beyond, there, held, produced, steps, first, end, scratch, back
            )
        end = _put(steps, first, end, EQUAL, here, here + size, there, there + size)
    last = links.shape[0] - 1
    here, there = links[last, 0] + links[last, 2], links[last, 1] + links[last, 2]
    return _forward(here, bound[1], there, bound[3], held, produced, steps, first, end, scratch)[0]


@inner
def _put(steps, first, end, kind, here, here_end, there, there_end):
    """Add a step, to the one before it where both are of a kind."""
    if here == here_end and there == there_end:
        return end
    if first < end <= steps.shape[0] and steps[end - 1, KIND] == kind:
        steps[end - 1, HELD_END], steps[end - 1, PRODUCED_END] = here_end, there_end
        return end
    if end < steps.shape[0]:
        steps[end, KIND], steps[end, HELD], steps[end, HELD_END] = kind, here, here_end
        steps[end, PRODUCED], steps[end, PRODUCED_END] = there, there_end
    return end + 1


@inner
def _between(here, here_end, there, there_end, held, produced, steps, first, end, scratch, back):
    """The steps of a gap: as a whole where the sides are alike in length, else from both ends."""
    lost, extra = here_end - here, there_end - there
    if not lost or not extra:
        return _put(steps, first, end, 0, here, here_end, there, there_end)
    if abs(lost - extra) <= UNEVEN + max(lost, extra) // 4:
        count = path(held, here, lost, produced, there, extra, 1, scratch)
        return _written(scratch, count, here, there, steps, first, end)[0]
    end, here, there = _forward(
        here, here_end, there, there_end, held, produced, steps, first, end, scratch
    )
    return _backward(
        here_end, there_end, here, there, held, produced, steps, first, end, scratch, back
    )


@inner
def _written(path_steps, count, here, there, steps, first, end):
    """Write a path's steps; where they end in the table, and on both sides."""
    for at in range(count):
        lost, extra = path_steps[at, 1], path_steps[at, 2]
        end = _put(steps, first, end, path_steps[at, 0], here, here + lost, there, there + extra)
        here, there = here + lost, there + extra
    return end, here, there


@inner
def _forward(here, here_end, there, there_end, held, produced, steps, first, end, scratch):
    """Steps onward from a match, block by block, as long as the letters agree; see `_written`."""
    while here < here_end and there < there_end:
        count = path(
            held, here, min(BLOCK, here_end - here), produced, there,
            min(BLOCK, there_end - there), 1, scratch,
        )  # fmt: skip
        count, score = best_start(scratch, count)
        if score < ENOUGH:
            break
        end, here, there = _written(scratch, count, here, there, steps, first, end)
    return end, here, there


@inner
def _backward(
    here, there, here_first, there_first, held, produced, steps, first, end, scratch, back
):
    """Steps from a match back, block by block; before them, in a gap, one over what is left."""
    length, reached, beyond = 0, here, there
    while reached > here_first and beyond > there_first and length + 2 * BLOCK < back.shape[0]:
        count = path(
            held, reached, min(BLOCK, reached - here_first), produced, beyond,
            min(BLOCK, beyond - there_first), -1, scratch,
        )  # fmt: skip
        count, score = best_start(scratch, count)
        if score < ENOUGH:
            break
        for at in range(count):
            for column in range(3):
                back[length, column] = scratch[at, column]
            length += 1
            reached, beyond = reached - scratch[at, 1], beyond - scratch[at, 2]
    if end > first:
        end = _put(steps, first, end, 0, here_first, reached, there_first, beyond)
    for at in range(length - 1, -1, -1):
        lost, extra = back[at, 1], back[at, 2]
        end = _put(steps, first, end, back[at, 0], reached, reached + lost, beyond, beyond + extra)
        reached, beyond = reached + lost, beyond + extra
    return end


@inner
def _noise(steps, first, end, near):
    """The share of misread and lost letters; a few letters say little, so it is never quite none.

    With `near`, of the steps that are no gap for sure: equal letters, few wrong ones between many.
    """
    right, wrong = _tallied(steps, first, end, near)
    return _share(right, wrong)


@inner
def _noise_of(steps, given):
    right, wrong = 0, 0
    for at in range(given.shape[0]):
        own = _tallied(steps, given[at, 0], given[at, 1], False)
        right, wrong = right + own[0], wrong + own[1]
    return _share(right, wrong)


@inner
def _tallied(steps, first, end, near):
    right, wrong = 0, 0
    for at in range(first, end):
        lost = steps[at, HELD_END] - steps[at, HELD]
        extra = steps[at, PRODUCED_END] - steps[at, PRODUCED]
        if steps[at, KIND] == EQUAL:
            right += lost
        elif not near or max(lost, extra) <= STAMP:
            wrong += min(lost, STAMP)
    return right, wrong


@inner
def _share(right, wrong):
    return min(MOST_NOISE, max(LEAST_NOISE, (wrong + 0.5) / (right + wrong + 50)))


@inner
def _given(steps, first, end, noise):
    """The stretches that were given, by the likeliest two-state path along the steps; the sum and
    the best of their scores.

    A gain is how much likelier a step is where text was given than where it is missing, in nats.
    """
    agree, differ = log((1 - noise) / AGREE), log(noise / (1 - AGREE))
    count = end - first
    gains = np.empty(count)
    enters, leaves = np.empty(count, np.bool_), np.empty(count, np.bool_)
    given, missing = -SWITCH, 0.0
    for at in range(count):
        lost = steps[first + at, HELD_END] - steps[first + at, HELD]
        extra = steps[first + at, PRODUCED_END] - steps[first + at, PRODUCED]
        if steps[first + at, KIND] == EQUAL:
            gains[at] = agree * lost
        else:
            gains[at] = differ * max(float(lost), 0.5 * min(extra, STAMP))
        enters[at] = missing - SWITCH > given  # the best path to given comes from missing
        leaves[at] = given - SWITCH > missing  # the best path to missing comes from given
        given, missing = (max(given, missing - SWITCH) + gains[at], max(missing, given - SWITCH))
    spans = np.empty((count + 1, 2), np.int64)
    scores = np.empty(count + 1)
    found, state, last = 0, given - SWITCH > missing, count
    for at in range(count - 1, -1, -1):
        switched = enters[at] if state else leaves[at]
        if switched and state:
            found = _stretch(steps, first, at, last, gains, spans, scores, found)
        elif switched:
            last = at
        state = state != switched
    if state and last:
        found = _stretch(steps, first, 0, last, gains, spans, scores, found)
    stretches, total, best = np.empty((found, 2), np.int64), 0.0, 0.0
    for at in range(found):
        stretches[at, 0], stretches[at, 1] = spans[found - 1 - at, 0], spans[found - 1 - at, 1]
        total, best = total + scores[at], max(best, scores[at])
    return stretches, total, best


@inner
def _stretch(steps, first, start, end, gains, spans, scores, found):
    """Note a stretch, from its first equal letters to its last."""
    while start < end and steps[first + start, KIND] != EQUAL:
        start += 1
    while end > start and steps[first + end - 1, KIND] != EQUAL:
        end -= 1
    if start < end:
        spans[found, 0], spans[found, 1] = first + start, first + end
        scores[found] = 0.0
        for at in range(start, end):
            scores[found] += gains[at]
        found += 1
    return found


@inner
def _is_clean(steps, given):
    """Whether wrong letters are so rare that each is a change, not noise."""
    letters, events = 0, 0
    for span in range(given.shape[0]):
        for at in range(given[span, 0], given[span, 1]):
            lost = steps[at, HELD_END] - steps[at, HELD]
            extra = steps[at, PRODUCED_END] - steps[at, PRODUCED]
            letters += lost
            events += steps[at, KIND] != EQUAL and (lost > 0 or extra <= 2)
    return events <= CLEAN_EVENTS + CLEAN_RATE * letters


@inner
def _edges(own, steps, given, bound, held, produced, edges, edged, scratch):
    """Write the steps from what was given to where the held document begins or ends, where it is
    near and half of the letters agree: too few to be a stretch of their own.
    """
    start, last = given[0, 0], given[given.shape[0] - 1, 1] - 1
    here, there = steps[start, HELD], steps[start, PRODUCED]
    before = here - bound[0]
    if 0 < before <= EDGE:
        edged = _edge(
            own, bound[0], here, max(bound[2], there - before), there, held, produced, edges, edged,
            scratch,
        )  # fmt: skip
    here, there = steps[last, HELD_END], steps[last, PRODUCED_END]
    after = bound[1] - here
    if 0 < after <= EDGE:
        edged = _edge(
            own, here, bound[1], there, min(bound[3], there + after), held, produced, edges, edged,
            scratch,
        )  # fmt: skip
    return edged


@inner
def _edge(own, here, here_end, there, there_end, held, produced, edges, edged, scratch):
    count = path(held, here, here_end - here, produced, there, there_end - there, 1, scratch)
    agree = 0
    for at in range(count):
        agree += scratch[at, 1] if scratch[at, 0] == EQUAL else 0
    if 2 * agree < here_end - here:
        return edged
    for at in range(count):
        lost, extra = scratch[at, 1], scratch[at, 2]
        edges[edged, 0], edges[edged, 1] = own, scratch[at, 0]
        edges[edged, 2], edges[edged, 3] = here, here + lost
        edges[edged, 4], edges[edged, 5] = there, there + extra
        here, there = here + lost, there + extra
        edged += 1
    return edged


@inner
def _words(own, steps, given, begins, produced_begins, words, told):
    """Write held letters of words that were produced longer or cut, each with a given letter."""
    for span in range(given.shape[0]):
        for at in range(given[span, 0], given[span, 1]):
            here, there, beyond = steps[at, HELD], steps[at, PRODUCED], steps[at, PRODUCED_END]
            put_in = steps[at, KIND] != EQUAL and here == steps[at, HELD_END]
            if put_in and beyond - there <= INSERTED:
                if not produced_begins[there]:
                    told = _word(own, here - 1, here - 1, words, told)
                elif not produced_begins[beyond]:
                    told = _word(own, here, here, words, told)
    start, last = given[0, 0], given[given.shape[0] - 1, 1] - 1
    here, there = steps[start, HELD], steps[start, PRODUCED]
    if not begins[here] and not produced_begins[there]:
        told = _word(own, here - 1, here, words, told)
    here, there = steps[last, HELD_END], steps[last, PRODUCED_END]
    if not begins[here] and not produced_begins[there]:
        told = _word(own, here, here - 1, words, told)
    return told


@inner
def _word(own, letter, given, words, told):
    words[told, 0], words[told, 1], words[told, 2] = own, letter, given
    return told + 1
