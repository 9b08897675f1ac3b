"""Alignment of a chain: which held letters were given, through misread letters and beside gaps.

Between the matches of a chain and beyond its ends the letters are aligned. Then two states are told
apart along the alignment: *given*, where letters agree but for noise, and *missing*, where they
agree no more than any two texts do. The noise is that of this chain alone.
"""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.kernel import kernel, more_rows
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
    steps, edges = np.empty((1024, 5), np.int64), np.empty((64, 6), np.int64)
    words = np.empty((64, 3), np.int64)
    scratch = np.empty((4 * REACH + 4 * BLOCK, 3), np.int64)
    count, taken, used, edged, told, pair = 0, 0, 0, 0, 0, 0
    for chain in range(chains):
        bound = bounds[chain]
        if chain and not _same_pair(bound, bounds[chain - 1]):
            pair = count
        own = links[starts[chain] : starts[chain + 1]]
        if _is_known(own, first[pair], first[count], stretches, steps):
            continue
        steps, end = _all_steps(own, bound, held, produced, steps, used, scratch)
        share = _noise(steps, used, end, near=True)
        given, total, best = _given(steps, used, end, share)
        if given.shape[0]:
            share = _noise_of(steps, given)
            given, total, best = _given(steps, used, end, share)
        if best < ACCEPTED:
            continue
        for span in range(given.shape[0]):
            if taken + span == stretches.shape[0]:
                stretches = more_rows(stretches)
            stretches[taken + span, 0], stretches[taken + span, 1] = given[span, 0], given[span, 1]
        score[count], noise[count], clean[count] = total, share, _is_clean(steps, given)
        if clean[count]:
            edges, edged = _edges(count, steps, given, bound, held, produced, edges, edged, scratch)
            words, told = _words(count, steps, given, begins, produced_begins, words, told)
        taken += given.shape[0]
        used = end
        count += 1
        first[count] = taken
    return (
        score[:count],
        noise[:count],
        clean[:count],
        first[: count + 1],
        stretches[:taken],
        steps[:used],
        edges[:edged],
        words[:told],
    )


@kernel
def _same_pair(one, other):
    """Whether two chains are of the same documents."""
    return one[0] == other[0] and one[2] == other[2]


@kernel
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


@kernel
def _all_steps(links, bound, held, produced, steps, first, scratch):
    """Write all steps from beyond the first match to beyond the last, from row `first` on."""
    end = first
    steps, end = _backward(
        links[0, 0], links[0, 1], bound[0], bound[2], held, produced, steps, first, end, scratch
    )
    for at in range(links.shape[0]):
        here, there, size = links[at, 0], links[at, 1], links[at, 2]
        if at:
            gap = (
                links[at - 1, 0] + links[at - 1, 2],
                here,
                links[at - 1, 1] + links[at - 1, 2],
                there,
            )
            steps, end = _between(gap, held, produced, steps, first, end, scratch)
        steps, end = _put(steps, first, end, EQUAL, here, here + size, there, there + size)
    here, there = links[-1, 0] + links[-1, 2], links[-1, 1] + links[-1, 2]
    return _forward(here, bound[1], there, bound[3], held, produced, steps, first, end, scratch)


@kernel
def _put(steps, first, end, kind, here, here_end, there, there_end):
    """Add a step, to the one before it where both are of a kind."""
    if here == here_end and there == there_end:
        return steps, end
    if end > first and steps[end - 1, KIND] == kind:
        steps[end - 1, HELD_END], steps[end - 1, PRODUCED_END] = here_end, there_end
        return steps, end
    if end == steps.shape[0]:
        steps = more_rows(steps)
    steps[end, KIND], steps[end, HELD], steps[end, HELD_END] = kind, here, here_end
    steps[end, PRODUCED], steps[end, PRODUCED_END] = there, there_end
    return steps, end + 1


@kernel
def _whole(gap, held, produced, steps, first, end, scratch):
    """All steps of a gap, by edit distance."""
    here, there = gap[0], gap[2]
    count = path(held, here, gap[1] - here, produced, there, gap[3] - there, 1, scratch)
    for at in range(count):
        kind, lost, extra = scratch[at, 0], scratch[at, 1], scratch[at, 2]
        steps, end = _put(steps, first, end, kind, here, here + lost, there, there + extra)
        here, there = here + lost, there + extra
    return steps, end


@kernel
def _between(gap, held, produced, steps, first, end, scratch):
    """The steps of a gap: as a whole where the sides are alike in length, else from both ends."""
    here, here_end, there, there_end = gap
    lost, extra = here_end - here, there_end - there
    if lost and extra and abs(lost - extra) <= UNEVEN + max(lost, extra) // 4:
        return _whole(gap, held, produced, steps, first, end, scratch)
    if lost and extra:
        steps, end = _forward(
            here, here_end, there, there_end, held, produced, steps, first, end, scratch
        )
        here, there = steps[end - 1, HELD_END], steps[end - 1, PRODUCED_END]
        return _backward(
            here_end, there_end, here, there, held, produced, steps, first, end, scratch
        )
    return _put(steps, first, end, 0, here, here_end, there, there_end)


@kernel
def _forward(here, here_end, there, there_end, held, produced, steps, first, end, scratch):
    """Steps onward from a match, block by block, as long as the letters agree."""
    while here < here_end and there < there_end:
        count = path(
            held,
            here,
            min(BLOCK, here_end - here),
            produced,
            there,
            min(BLOCK, there_end - there),
            1,
            scratch,
        )
        count, score = best_start(scratch, count)
        if score < ENOUGH:
            break
        for at in range(count):
            kind, lost, extra = scratch[at, 0], scratch[at, 1], scratch[at, 2]
            steps, end = _put(steps, first, end, kind, here, here + lost, there, there + extra)
            here, there = here + lost, there + extra
    return steps, end


@kernel
def _backward(here, there, here_first, there_first, held, produced, steps, first, end, scratch):
    """Steps from a match back, block by block; before them, in a gap, one over what is left."""
    in_gap = end > first
    back = np.empty((64, 3), np.int64)
    length = 0
    reached, beyond = here, there
    while reached > here_first and beyond > there_first:
        count = path(
            held,
            reached,
            min(BLOCK, reached - here_first),
            produced,
            beyond,
            min(BLOCK, beyond - there_first),
            -1,
            scratch,
        )
        count, score = best_start(scratch, count)
        if score < ENOUGH:
            break
        for at in range(count):
            if length == back.shape[0]:
                back = more_rows(back)
            for column in range(3):
                back[length, column] = scratch[at, column]
            length += 1
            reached, beyond = reached - scratch[at, 1], beyond - scratch[at, 2]
    if in_gap:
        steps, end = _put(steps, first, end, 0, here_first, reached, there_first, beyond)
    for at in range(length - 1, -1, -1):
        kind, lost, extra = back[at, 0], back[at, 1], back[at, 2]
        steps, end = _put(steps, first, end, kind, reached, reached + lost, beyond, beyond + extra)
        reached, beyond = reached + lost, beyond + extra
    return steps, end


@kernel
def _noise(steps, first, end, near):
    """The share of misread and lost letters; a few letters say little, so it is never quite none.

    With `near`, of the steps that are no gap for sure: equal letters, few wrong ones between many.
    """
    right, wrong = _tallied(steps, first, end, near)
    return _share(right, wrong)


@kernel
def _noise_of(steps, given):
    right, wrong = 0, 0
    for at in range(given.shape[0]):
        own = _tallied(steps, given[at, 0], given[at, 1], False)
        right, wrong = right + own[0], wrong + own[1]
    return _share(right, wrong)


@kernel
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


@kernel
def _share(right, wrong):
    return min(MOST_NOISE, max(LEAST_NOISE, (wrong + 0.5) / (right + wrong + 50)))


@kernel
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


@kernel
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


@kernel
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


@kernel
def _edges(own, steps, given, bound, held, produced, edges, edged, scratch):
    """Steps from what was given to where the held document begins or ends, where it is near and
    half of the letters agree: too few to be a stretch of their own.
    """
    start, last = steps[given[0, 0]], steps[given[-1, 1] - 1]
    before, after = start[HELD] - bound[0], bound[1] - last[HELD_END]
    if 0 < before <= EDGE:
        gap = (bound[0], start[HELD], max(bound[2], start[PRODUCED] - before), start[PRODUCED])
        edges, edged = _edge(own, gap, held, produced, edges, edged, scratch)
    if 0 < after <= EDGE:
        gap = (
            last[HELD_END],
            bound[1],
            last[PRODUCED_END],
            min(bound[3], last[PRODUCED_END] + after),
        )
        edges, edged = _edge(own, gap, held, produced, edges, edged, scratch)
    return edges, edged


@kernel
def _edge(own, gap, held, produced, edges, edged, scratch):
    count = path(held, gap[0], gap[1] - gap[0], produced, gap[2], gap[3] - gap[2], 1, scratch)
    agree = 0
    for at in range(count):
        agree += scratch[at, 1] if scratch[at, 0] == EQUAL else 0
    if 2 * agree < gap[1] - gap[0]:
        return edges, edged
    here, there = gap[0], gap[2]
    for at in range(count):
        if edged == edges.shape[0]:
            edges = more_rows(edges)
        lost, extra = scratch[at, 1], scratch[at, 2]
        edges[edged, 0], edges[edged, 1] = own, scratch[at, 0]
        edges[edged, 2], edges[edged, 3] = here, here + lost
        edges[edged, 4], edges[edged, 5] = there, there + extra
        here, there = here + lost, there + extra
        edged += 1
    return edges, edged


@kernel
def _words(own, steps, given, begins, produced_begins, words, told):
    """Held letters of words that were produced longer or cut, each with a letter that was given."""
    for span in range(given.shape[0]):
        for at in range(given[span, 0], given[span, 1]):
            step = steps[at]
            extra = step[PRODUCED_END] - step[PRODUCED]
            if step[KIND] != EQUAL and step[HELD] == step[HELD_END] and extra <= INSERTED:
                if not produced_begins[step[PRODUCED]]:
                    words, told = _word(own, step[HELD] - 1, step[HELD] - 1, words, told)
                elif not produced_begins[step[PRODUCED_END]]:
                    words, told = _word(own, step[HELD], step[HELD], words, told)
    start, last = steps[given[0, 0]], steps[given[-1, 1] - 1]
    if not begins[start[HELD]] and not produced_begins[start[PRODUCED]]:
        words, told = _word(own, start[HELD] - 1, start[HELD], words, told)
    if not begins[last[HELD_END]] and not produced_begins[last[PRODUCED_END]]:
        words, told = _word(own, last[HELD_END], last[HELD_END] - 1, words, told)
    return words, told


@kernel
def _word(own, letter, given, words, told):
    if told == words.shape[0]:
        words = more_rows(words)
    words[told, 0], words[told, 1], words[told, 2] = own, letter, given
    return words, told + 1
