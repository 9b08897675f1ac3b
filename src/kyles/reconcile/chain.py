"""Chains: matches of one held with one produced document that run on in the same order.

A chain bears what stands between its matches: text left out or blotted (held letters without
produced ones), stamps and headers (the other way round), and misread letters (some of both).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import Places
from kyles.reconcile.matches import Matches
from kyles.reconcile.stream import Stream

REACH = 1000  # letters between two matches of a chain, on either side
BAND = 64  # diagonals of a band in which matches support each other
CHANCE = 8  # letters of a match that are no evidence: short phrases stand everywhere
EVIDENCE = 24  # letters beyond chance that a chain needs
FORM_EVIDENCE = 16  # of these, what shared form text may add at most
WINDOW = 48  # earlier matches that one may follow on
OVERLAP = 8  # letters by which two matches of a chain may overlap

Link = tuple[int, int, int]  # held place, produced place, size


@dataclass(frozen=True, slots=True)
class Chain:
    """Matches in order, none overlapping the next; all within one held and one produced document."""

    links: tuple[Link, ...]
    held: tuple[int, int]  # where the held document begins and ends
    produced: tuple[int, int]


def chains(
    matches: Matches, telling: NDArray[np.bool_], held: Stream, produced: Stream
) -> Iterator[Chain]:
    """The chains of all pairs of documents, best first within a pair.

    `telling` says of each match whether it is more than shared form text.
    """
    ours, theirs = held.document(matches.held), produced.document(matches.produced)
    kept = np.flatnonzero(_supported(matches, telling, ours, theirs))
    order = kept[np.lexsort((matches.produced[kept], matches.held[kept], theirs[kept], ours[kept]))]
    pairs = np.stack((ours[order], theirs[order]))
    breaks = np.flatnonzero((np.diff(pairs) != 0).any(axis=0)) + 1
    for some in np.split(order, breaks):
        if some.size:
            mine, other = int(ours[some[0]]), int(theirs[some[0]])
            bounds = tuple(held.borders[mine : mine + 2].tolist())
            there = tuple(produced.borders[other : other + 2].tolist())
            for links in _of_pair(matches.of(some), telling[some]):
                yield Chain(links, (bounds[0], bounds[1] - 1), (there[0], there[1] - 1))


def _supported(
    matches: Matches, telling: NDArray[np.bool_], ours: Places, theirs: Places
) -> NDArray[np.bool_]:
    """Matches that have, with their neighbours about the same diagonal, more than chance has."""
    kept = np.zeros(matches.size.size, np.bool_)
    for shift in (0, BAND // 2):
        band = (matches.produced - matches.held + shift) // BAND
        order = np.lexsort((matches.held, band))
        breaks = np.diff(matches.held[order]) > REACH
        for key in (band, ours, theirs):
            breaks |= np.diff(key[order]) != 0
        group = np.empty(order.size, np.int64)
        group[order] = np.append(0, np.cumsum(breaks))[: order.size]
        kept |= _enough(matches, telling, group)[group]
    return kept


def _enough(matches: Matches, telling: NDArray[np.bool_], group: Places) -> NDArray[np.bool_]:
    """Whether the matches of each group are evidence enough together."""
    weight = matches.size - CHANCE
    told = np.bincount(group, weight * telling)
    form = np.bincount(group, weight * ~telling)
    return (told > 0) & (told + np.minimum(form, FORM_EVIDENCE) >= EVIDENCE)


def _of_pair(matches: Matches, telling: NDArray[np.bool_]) -> Iterator[tuple[Link, ...]]:
    """The chains of one pair of documents; no match is in two of them."""
    score, before = _best_ends(matches)
    used = np.zeros(score.size, np.bool_)
    for end in np.lexsort((np.arange(score.size), -score)).tolist():
        path = []
        at = end
        while at >= 0 and not used[at]:
            used[at] = True
            path.append(at)
            at = int(before[at])
        some = np.array(path[::-1], np.int64)
        own, alone = matches.of(some), np.zeros(some.size, np.int64)
        if path and _enough(own, telling[some], alone)[0]:
            yield tuple(_trimmed(own))


def _best_ends(matches: Matches) -> tuple[NDArray[np.float64], Places]:
    """For each match the score of the best chain that ends with it, and the match before it."""
    score = matches.size.astype(np.float64)
    before = np.full(score.size, -1, np.int64)
    held_end, produced_end = matches.held + matches.size, matches.produced + matches.size
    for at in range(1, score.size):
        since = max(0, at - WINDOW)
        ahead = matches.held[at] - held_end[since:at]
        beyond = matches.produced[at] - produced_end[since:at]
        least, most = np.minimum(ahead, beyond), np.maximum(ahead, beyond)
        fits = (least >= -OVERLAP) & (most <= REACH)
        if fits.any():
            cost = 0.01 * most + np.log2(1.0 + np.abs(ahead - beyond)) - np.minimum(least, 0)
            value = np.where(fits, score[since:at] - cost, -1.0)
            best = int(value.argmax())
            if value[best] > 0:
                score[at] += value[best]
                before[at] = since + best
    return score, before


def _trimmed(matches: Matches) -> Iterator[Link]:
    """The matches of a chain as links; what overlaps the match before is cut off."""
    held_end = produced_end = 0
    columns: Sequence[list[int]] = (
        matches.held.tolist(), matches.produced.tolist(), matches.size.tolist()
    )  # fmt: skip
    for held, produced, size in zip(*columns, strict=True):
        cut = max(0, held_end - held, produced_end - produced)
        if size > cut:
            yield held + cut, produced + cut, size - cut
            held_end, produced_end = held + size, produced + size
