"""Chains: matches of one held with one produced document that run on in the same order.

A chain bears what stands between its matches: text left out or blotted (held letters without
produced ones), stamps and headers (the other way round), and misread letters (some of both).
"""

from dataclasses import dataclass

import numpy as np

from kyles.fingerprint.kernel import inner, kernel
from kyles.fingerprint.text import Flags, Places
from kyles.reconcile.coverage.matches import LONG, Matches
from kyles.reconcile.coverage.order import in_order

REACH = 1000  # letters between two matches of a chain, on either side
BAND = 64  # diagonals of a band in which matches support each other
CHANCE = 8  # letters of a match that are no evidence: short phrases stand everywhere
EVIDENCE = 24  # letters beyond chance that a chain needs
FORM_EVIDENCE = 16  # of these, what shared form text may add at most
WINDOW = 48  # earlier matches that one may follow on
OVERLAP = 8  # letters by which two matches of a chain may overlap


@dataclass(frozen=True, slots=True)
class Chains:
    """Chains, those of one pair of documents together, best first within a pair.

    Chain n has `links[starts[n]:starts[n + 1]]`: held place, produced place and size, none
    overlapping the next. `bounds[n]` is where its held document begins and ends, and its produced
    one, their borders apart.
    """

    links: Places
    starts: Places
    bounds: Places


def chains(matches: Matches, telling: Flags, held: Places, produced: Places) -> Chains:
    """The chains of all pairs of documents; `held` and `produced` are the borders of documents.

    `telling` says of each match whether it is more than shared form text.
    """
    ours, theirs = _documents(matches, held, produced)
    kept = np.flatnonzero(_supported(matches, telling, ours, theirs, held, produced))
    order = kept[in_order(*(one[kept] for one in (matches.produced, matches.held, theirs, ours)))]
    own, mine, other = matches.of(order), ours[order], theirs[order]
    breaks = (np.diff(mine) != 0) | (np.diff(other) != 0)
    pairs = np.concatenate(([0], np.flatnonzero(breaks) + 1, [order.size])).astype(np.int64)
    score, before = _best_ends(own.held, own.produced, own.size, pairs)
    pair = np.repeat(np.arange(pairs.size - 1), np.diff(pairs))
    ranked = np.lexsort((-score, pair))
    links, starts, first = _linked(own.held, own.produced, own.size, telling[order], ranked, before)
    bounds = np.stack((held[mine[first]], held[mine[first] + 1] - 1,
                       produced[other[first]], produced[other[first] + 1] - 1), axis=1)  # fmt: skip
    return Chains(links, starts, bounds)


def supported(matches: Matches, held: Places, produced: Places) -> Matches:
    """Matches that can be of a chain, whatever is shared form text; and all that are long."""
    ours, theirs = _documents(matches, held, produced)
    every = np.ones(matches.size.size, np.bool_)
    kept = _supported(matches, every, ours, theirs, held, produced)
    return matches.of(kept | (matches.size >= LONG))


def _documents(matches: Matches, held: Places, produced: Places) -> tuple[Places, Places]:
    """The held and the produced document of each match."""
    ours = np.searchsorted(held, matches.held, "right") - 1
    return ours, np.searchsorted(produced, matches.produced, "right") - 1


def _supported(
    matches: Matches, telling: Flags, ours: Places, theirs: Places, held: Places, produced: Places
) -> Flags:
    """Matches that have, with their neighbours about the same diagonal, more than chance has.

    Matches are in held order. Diagonals are of a pair of documents, so that other documents do not
    move them from band to band.
    """
    diagonal = matches.produced - produced[theirs] - matches.held + held[ours]
    kept = np.zeros(matches.size.size, np.bool_)
    for shift in (0, BAND // 2):
        band = (diagonal + shift) // BAND
        band -= band.min(initial=0)
        order = in_order(band, theirs)
        _support(order, band, matches.held, matches.size, telling, ours, theirs, kept)
    return kept


@kernel
def _support(order, band, held, size, telling, ours, theirs, kept):
    start = 0
    while start < order.size:
        one, end = order[start], start + 1
        while end < order.size:
            other = order[end]
            last = order[end - 1]
            if (
                band[other] != band[one]
                or ours[other] != ours[one]
                or theirs[other] != theirs[one]
                or held[other] - held[last] > REACH
            ):
                break
            end += 1
        told, form = 0, 0
        for at in range(start, end):
            weight = size[order[at]] - CHANCE
            told, form = (told + weight, form) if telling[order[at]] else (told, form + weight)
        if _is_evidence(told, form):
            for at in range(start, end):
                kept[order[at]] = True
        start = end


@inner
def _is_evidence(told, form):
    return told > 0 and told + min(form, FORM_EVIDENCE) >= EVIDENCE


@kernel
def _linked(held, produced, size, telling, ranked, before):
    """The chains from their ends, the best first, with the first match of each; none in two."""
    links = np.empty((held.size, 3), np.int64)
    starts = np.zeros(held.size + 1, np.int64)
    first, path = np.empty(held.size, np.int64), np.empty(held.size, np.int64)
    used = np.zeros(held.size, np.bool_)
    count, written = 0, 0
    for end in ranked:
        at, length, told, form = end, 0, 0, 0
        while at >= 0 and not used[at]:
            used[at] = True
            path[length] = at
            length += 1
            weight = size[at] - CHANCE
            told, form = (told + weight, form) if telling[at] else (told, form + weight)
            at = before[at]
        if length and _is_evidence(told, form):
            first[count] = path[length - 1]
            written = _trimmed(held, produced, size, path, length, links, written)
            count += 1
            starts[count] = written
    return links[:written], starts[: count + 1], first[:count]


@kernel
def _best_ends(held, produced, size, pairs):
    """For each match the score of the best chain that ends with it, and the match before it."""
    score = size.astype(np.float64)
    before = np.full(size.size, -1, np.int64)
    for pair in range(pairs.size - 1):
        for at in range(pairs[pair] + 1, pairs[pair + 1]):
            best = 0.0
            for other in range(max(pairs[pair], at - WINDOW), at):
                ahead = held[at] - held[other] - size[other]
                beyond = produced[at] - produced[other] - size[other]
                least, most = min(ahead, beyond), max(ahead, beyond)
                if least >= -OVERLAP and most <= REACH:
                    cost = 0.01 * most + np.log2(1.0 + abs(ahead - beyond)) - min(least, 0)
                    if score[other] - cost > best:
                        best = score[other] - cost
                        before[at] = other
            score[at] += best
    return score, before


@inner
def _trimmed(held, produced, size, path, length, links, used):
    """Write the matches of a path, last first, as links; what overlaps the one before is cut."""
    held_end, produced_end = np.int64(-1), np.int64(-1)
    for step in range(length - 1, -1, -1):
        at = path[step]
        cut = max(0, held_end - held[at], produced_end - produced[at])
        if size[at] > cut:
            links[used, 0], links[used, 1] = held[at] + cut, produced[at] + cut
            links[used, 2] = size[at] - cut
            used += 1
            held_end, produced_end = held[at] + size[at], produced[at] + size[at]
    return used
