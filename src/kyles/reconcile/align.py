"""Alignment of a chain: which held letters were given, through misread letters and beside gaps.

Between the matches of a chain and beyond its ends the letters are aligned. Then two states are told
apart along the alignment: *given*, where letters agree but for noise, and *missing*, where they
agree no more than any two texts do. The noise is that of this chain alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from kyles.reconcile.chain import Chain

BLOCK = 64  # letters that are aligned at a time beyond the ends of matches
ENOUGH = 8.0  # score that a block must have to go on
ERROR_COST = 1.2  # of a wrong letter, where a right one scores 1
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


class Step(NamedTuple):
    """A stretch of an alignment: equal letters, or letters of either side that are not."""

    equal: bool
    held: int
    held_end: int
    produced: int
    produced_end: int

    @property
    def lost(self) -> int:
        return self.held_end - self.held

    @property
    def extra(self) -> int:
        return self.produced_end - self.produced


@dataclass(frozen=True, slots=True)
class Stretch:
    """Steps of a chain that were given, from its first equal letter to its last."""

    steps: Sequence[Step]
    score: float

    @property
    def held(self) -> tuple[int, int]:
        return self.steps[0].held, self.steps[-1].held_end

    @property
    def produced(self) -> tuple[int, int]:
        return self.steps[0].produced, self.steps[-1].produced_end


@dataclass(frozen=True, slots=True)
class Alignment:
    """What one produced document gives of one held document, in one place.

    `noise` is the share of letters misread or lost; `clean` says that there is none to speak of, so
    that each letter that differs was changed. `edges` are steps from what was given to where the
    held document begins or ends, of clean text that is similar there.
    """

    given: Sequence[Stretch]
    edges: Sequence[Step]
    noise: float
    clean: bool
    score: float

    def has(self, chain: Chain) -> bool:
        """Whether this alignment passes through every match of a chain's."""
        first, last = chain.links[0], chain.links[-1]
        return any(
            start.held <= first[0] and last[0] + last[2] <= end.held_end
            and start.produced <= first[1] and last[1] + last[2] <= end.produced_end
            for start, end in ((one.steps[0], one.steps[-1]) for one in self.given)
        )  # fmt: skip


def align(chain: Chain, held: str, produced: str) -> Alignment | None:
    """The chain's alignment; None where its letters agree by chance. Texts are whole streams."""
    steps = list(_merged(_steps(chain, held, produced)))
    noise = _noise(_near(steps))
    given = _given(steps, noise)
    if given:
        noise = _noise(step for stretch in given for step in stretch.steps)
        given = _given(steps, noise)
    if not given or max(stretch.score for stretch in given) < ACCEPTED:
        return None
    score = sum(stretch.score for stretch in given)
    clean = _is_clean(given)
    edges = list(_edges(given, chain, held, produced)) if clean else []
    return Alignment(given, edges, noise, clean, score)


def _steps(chain: Chain, held: str, produced: str) -> Iterator[Step]:
    """All steps from beyond the first match to beyond the last."""
    first, last = chain.links[0], chain.links[-1]
    yield from _backward(held, produced, (chain.held[0], first[0]), (chain.produced[0], first[1]))
    before = None
    for at, there, size in chain.links:
        if before:
            yield from _between(held, produced, (before[0], at), (before[1], there))
        yield Step(True, at, at + size, there, there + size)
        before = (at + size, there + size)
    at, there = last[0] + last[2], last[1] + last[2]
    yield from _forward(held, produced, (at, chain.held[1]), (there, chain.produced[1]))


Bounds = tuple[int, int]


def _between(held: str, produced: str, ours: Bounds, theirs: Bounds) -> Iterator[Step]:
    """The steps of a gap: as a whole where the sides are alike in length, else from both ends."""
    lost, extra = ours[1] - ours[0], theirs[1] - theirs[0]
    if not lost or not extra:
        if lost or extra:
            yield Step(False, *ours, *theirs)
    elif abs(lost - extra) <= UNEVEN + max(lost, extra) // 4:
        yield from _whole(held, produced, ours, theirs)
    else:
        head = list(_forward(held, produced, ours, theirs))
        ours, theirs = _after(head, ours, theirs)
        tail = list(_backward(held, produced, ours, theirs))
        yield from head
        if tail:
            yield Step(False, ours[0], tail[0].held, theirs[0], tail[0].produced)
            yield from tail
        else:
            yield Step(False, *ours, *theirs)


def _after(steps: Sequence[Step], ours: Bounds, theirs: Bounds) -> tuple[Bounds, Bounds]:
    """What is left of a gap after some steps."""
    if not steps:
        return ours, theirs
    return (steps[-1].held_end, ours[1]), (steps[-1].produced_end, theirs[1])


def _whole(held: str, produced: str, ours: Bounds, theirs: Bounds) -> Iterator[Step]:
    """All steps between two stretches, by edit distance."""
    for one in Levenshtein.opcodes(held[slice(*ours)], produced[slice(*theirs)]):
        yield Step(one.tag == "equal", ours[0] + one.src_start, ours[0] + one.src_end,
                   theirs[0] + one.dest_start, theirs[0] + one.dest_end)  # fmt: skip


def _forward(held: str, produced: str, ours: Bounds, theirs: Bounds) -> Iterator[Step]:
    """Steps onward from a match, block by block, as long as the letters agree."""
    at, there = ours[0], theirs[0]
    while at < ours[1] and there < theirs[1]:
        mine = (at, min(at + BLOCK, ours[1]))
        other = (there, min(there + BLOCK, theirs[1]))
        steps, score = _best_prefix(list(_whole(held, produced, mine, other)))
        if score < ENOUGH:
            return
        yield from steps
        at, there = steps[-1].held_end, steps[-1].produced_end


def _backward(held: str, produced: str, ours: Bounds, theirs: Bounds) -> list[Step]:
    """The same from a match towards the beginning; in order of place."""
    mine = (max(ours[0], 0), ours[1])
    size, other = ours[1] - ours[0], theirs[1] - theirs[0]
    if not size or not other:
        return []
    found: list[Step] = []
    at, there = mine[1], theirs[1]
    while at > ours[0] and there > theirs[0]:
        left = held[max(ours[0], at - BLOCK) : at][::-1]
        right = produced[max(theirs[0], there - BLOCK) : there][::-1]
        steps, score = _best_prefix(list(_whole(left, right, (0, len(left)), (0, len(right)))))
        if score < ENOUGH:
            break
        found += [
            Step(one.equal, at - one.held_end, at - one.held,
                 there - one.produced_end, there - one.produced)
            for one in steps
        ]  # fmt: skip
        at, there = found[-1].held, found[-1].produced
    return found[::-1]


def _best_prefix(steps: list[Step]) -> tuple[list[Step], float]:
    """The first steps that score best together; they end with equal letters."""
    best, length, score = 0.0, 0, 0.0
    for count, step in enumerate(steps, 1):
        if step.equal:
            score += step.lost
            if score > best:
                best, length = score, count
        else:
            score -= ERROR_COST * max(step.lost, step.extra)
    return steps[:length], best


def _merged(steps: Iterable[Step]) -> Iterator[Step]:
    """Adjacent steps of a kind as one."""
    last: Step | None = None
    for step in steps:
        if last and last.equal == step.equal:
            last = Step(step.equal, last.held, step.held_end, last.produced, step.produced_end)
            continue
        if last:
            yield last
        last = step
    if last:
        yield last


def _near(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps that are no gap for sure: equal letters, and few wrong ones between many."""
    for step in steps:
        if step.equal or max(step.lost, step.extra) <= STAMP:
            yield step


def _noise(steps: Iterable[Step]) -> float:
    """The share of misread and lost letters; a few letters say little, so it is never quite none."""
    right = wrong = 0
    for step in steps:
        if step.equal:
            right += step.lost
        else:
            wrong += min(step.lost, STAMP)
    return min(MOST_NOISE, max(LEAST_NOISE, (wrong + 0.5) / (right + wrong + 50)))


def _given(steps: Sequence[Step], noise: float) -> list[Stretch]:
    """The stretches that were given: the likeliest two-state path along the steps."""
    agree, differ = log((1 - noise) / AGREE), log(noise / (1 - AGREE))
    gains = [_gain(step, agree, differ) for step in steps]
    given, missing = -SWITCH, 0.0
    enters: list[bool] = []  # whether the best path to given comes from missing
    leaves: list[bool] = []  # whether the best path to missing comes from given
    for gain in gains:
        enters.append(missing - SWITCH > given)
        leaves.append(given - SWITCH > missing)
        given, missing = max(given, missing - SWITCH) + gain, max(missing, given - SWITCH)
    state = given - SWITCH > missing
    stretches: list[Stretch] = []
    end = len(steps)
    for at in range(len(steps) - 1, -1, -1):
        switched = enters[at] if state else leaves[at]
        if switched and state:
            stretches.append(_stretch(steps[at:end], gains[at:end]))
        elif switched:
            end = at
        state = state != switched
    if state and end:
        stretches.append(_stretch(steps[:end], gains[:end]))
    return stretches[::-1]


def _gain(step: Step, agree: float, differ: float) -> float:
    """How much likelier a step is where text was given than where it is missing, in nats."""
    if step.equal:
        return agree * step.lost
    return differ * max(step.lost, 0.5 * min(step.extra, STAMP))


def _stretch(steps: Sequence[Step], gains: Sequence[float]) -> Stretch:
    first = next((at for at, step in enumerate(steps) if step.equal), 0)
    last = len(steps) - next((at for at, step in enumerate(steps[::-1]) if step.equal), 0)
    return Stretch(steps[first:last], sum(gains[first:last]))


def _edges(given: Sequence[Stretch], chain: Chain, held: str, produced: str) -> Iterator[Step]:
    """Steps over the first and last letters of a document, too few to be a stretch of their own."""
    first, last = given[0].steps[0], given[-1].steps[-1]
    before, after = first.held - chain.held[0], chain.held[1] - last.held_end
    if 0 < before <= EDGE:
        there = max(chain.produced[0], first.produced - before)
        yield from _similar(held, produced, (chain.held[0], first.held), (there, first.produced))
    if 0 < after <= EDGE:
        there = min(chain.produced[1], last.produced_end + after)
        yield from _similar(
            held, produced, (last.held_end, chain.held[1]), (last.produced_end, there)
        )


def _similar(held: str, produced: str, ours: Bounds, theirs: Bounds) -> list[Step]:
    """The steps between two stretches, if half of the letters agree."""
    steps = list(_merged(_whole(held, produced, ours, theirs)))
    agree = sum(step.lost for step in steps if step.equal)
    return steps if 2 * agree >= ours[1] - ours[0] else []


def _is_clean(given: Sequence[Stretch]) -> bool:
    """Whether wrong letters are so rare that each is a change, not noise."""
    steps = [step for stretch in given for step in stretch.steps]
    letters = sum(step.lost for step in steps)
    events = sum(not step.equal and (step.lost > 0 or step.extra <= 2) for step in steps)
    return events <= CLEAN_EVENTS + CLEAN_RATE * letters
