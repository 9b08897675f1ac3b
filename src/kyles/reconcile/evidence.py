"""What all alignments together say of every held letter: found, changed, or missing how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import Places
from kyles.reconcile.align import Alignment, Step
from kyles.reconcile.matches import LONG, Matches, paint
from kyles.reconcile.stream import Stream

MARK = 24  # produced letters of a mark that stands where text was blotted out
BLOTTED = 3  # times as many letters are lost as such a mark has
CHANGE = 60  # letters of a change that need not resemble what it replaced
ALIKE = 2.5  # times as long one side of a change may be as the other
OWN = 0.7  # of the best alignment's score, that another needs for the same produced text
INSERTED = 8  # letters put into a word that change it


class Loss(IntEnum):
    """How a letter is missing; a higher number takes precedence within a word."""

    UNKNOWN = 0
    REDACTED = 1
    DIFFERS = 2


@dataclass(slots=True)
class Evidence:
    """Marks of every letter of the held stream, filled by `gather`.

    `blocks` are equal letters, as (held place, produced place, size).
    """

    found: NDArray[np.bool_]
    changed: NDArray[np.bool_]  # must be told, even where most of its word was found
    loss: NDArray[np.uint8]
    noise: NDArray[np.float32]  # of the best alignment; not a number outside of all
    own: NDArray[np.bool_]  # in produced text that no other held document explains better
    blocks: list[tuple[int, int, int]] = field(default_factory=list)


def gather(
    held: Stream, produced: Stream, matches: Matches, alignments: Sequence[Alignment]
) -> Evidence:
    """The evidence of some alignments, the best first, and of all long verbatim runs."""
    size = held.letters.size
    marks = Evidence(
        np.zeros(size, np.bool_), np.zeros(size, np.bool_), np.zeros(size, np.uint8),
        np.full(size, np.nan, np.float32), np.zeros(size, np.bool_),
    )  # fmt: skip
    best = _best(alignments, produced)
    for alignment in alignments:
        _read_given(alignment, marks, best)
        _read_losses(alignment, marks)
        if alignment.clean:
            _read_changes(alignment, marks, held, produced)
    long = matches.of(matches.size >= LONG)
    paint(marks.found, long.held, long.size)
    marks.blocks += zip(long.held.tolist(), long.produced.tolist(), long.size.tolist(), strict=True)
    marks.changed &= ~marks.found
    return marks


def _best(alignments: Sequence[Alignment], produced: Stream) -> NDArray[np.float32]:
    """For each produced letter the score of the best alignment that passes through it."""
    best = np.zeros(produced.letters.size, np.float32)
    for alignment in alignments:
        for stretch in alignment.given:
            place = best[slice(*stretch.produced)]
            np.maximum(place, alignment.score, out=place)
    return best


def _read_given(alignment: Alignment, marks: Evidence, best: NDArray[np.float32]) -> None:
    for stretch in alignment.given:
        held, produced = slice(*stretch.held), slice(*stretch.produced)
        for step in stretch.steps:
            if step.equal:
                marks.blocks.append((step.held, step.produced, step.lost))
                marks.found[step.held : step.held_end] = True
        if not alignment.clean:
            marks.found[held] = True
        if OWN * float(best[produced].mean()) <= alignment.score:
            marks.own[held] = True
        noise = marks.noise[held]
        noise[np.isnan(noise)] = 0.0 if alignment.clean else alignment.noise


def _read_losses(alignment: Alignment, marks: Evidence) -> None:
    for step in _losses(alignment):
        if _owned(marks, step):  # or else these are other documents, alike in part
            place = marks.loss[step.held : step.held_end]
            place[place == Loss.UNKNOWN] = _loss(step, alignment)
        if alignment.clean:
            marks.changed[step.held : step.held_end] = True


def _owned(marks: Evidence, step: Step) -> bool:
    """Whether what stands on one side of a gap comes of this document."""
    return bool(marks.own[step.held - 1] or marks.own[step.held_end])


def _read_changes(alignment: Alignment, marks: Evidence, held: Stream, produced: Stream) -> None:
    """What only clean text tells: letters at the edges, and words that are longer or cut."""
    for step in alignment.edges:
        held_part = slice(step.held, step.held_end)
        if step.equal:
            marks.blocks.append((step.held, step.produced, step.lost))
            marks.found[held_part] = True
        else:
            marks.changed[held_part] = True
            marks.loss[held_part] = _loss(step, alignment)
    for at, own in (*_grown(alignment, produced), *_cut(alignment, held, produced)):
        marks.found[at], marks.changed[at] = False, True
        marks.loss[at] = Loss.DIFFERS if marks.own[own] else Loss.UNKNOWN


def _losses(alignment: Alignment) -> Iterator[Step]:
    """Held letters that an alignment passes over: between stretches; inside them, if it is clean."""
    for before, after in zip(alignment.given, alignment.given[1:], strict=False):
        last, first = before.steps[-1], after.steps[0]
        yield Step(False, last.held_end, first.held, last.produced_end, first.produced)
    if alignment.clean:
        for stretch in alignment.given:
            yield from (step for step in stretch.steps if not step.equal and step.lost)


def _loss(step: Step, alignment: Alignment) -> Loss:
    """What became of letters between two that were given."""
    if step.extra == 0 or (step.extra <= MARK and step.lost >= BLOTTED * step.extra):
        return Loss.REDACTED
    least, most = sorted((step.lost, step.extra))
    if alignment.clean and most <= CHANGE and most <= ALIKE * least + INSERTED:
        return Loss.DIFFERS
    return Loss.UNKNOWN


def _grown(alignment: Alignment, produced: Stream) -> Iterator[tuple[int, int]]:
    """Held letters beside which a produced word has letters more: "24" produced as "240".

    Each comes with a letter of what was given that it belongs to.
    """
    for stretch in alignment.given:
        for step in stretch.steps:
            if not step.equal and not step.lost and step.extra <= INSERTED:
                if not produced.begins[step.produced]:
                    yield step.held - 1, step.held - 1
                elif not produced.begins[step.produced_end]:
                    yield step.held, step.held


def _cut(alignment: Alignment, held: Stream, produced: Stream) -> Iterator[tuple[int, int]]:
    """Held letters in a word of which what was given has only one end: "hand" given as "Hall"."""
    (start, _), (_, end) = alignment.given[0].held, alignment.given[-1].held
    (there, _), (_, beyond) = alignment.given[0].produced, alignment.given[-1].produced
    if not held.begins[start] and not produced.begins[there]:
        yield start - 1, start
    if not held.begins[end] and not produced.begins[beyond]:
        yield end, end - 1


def pages_of_words(marks: Evidence, held: Stream, produced: Stream) -> tuple[Places, Places]:
    """Each pair of a held word and a produced page that has letters of it, once."""
    if not marks.blocks:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    here, there, sizes = np.array(marks.blocks, np.int64).T
    rank = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    words = held.word[np.repeat(here, sizes) + rank]
    pages = produced.page(np.repeat(there, sizes) + rank)
    count = produced.pages.size
    pairs = np.unique(words * count + pages)
    return pairs // count, pairs % count
