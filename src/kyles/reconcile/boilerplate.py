"""Shared form text: wording that many held documents have, copies of one document counted once."""

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.text import Grams, Places, grams
from kyles.reconcile.matches import Matches, inside, ordered
from kyles.reconcile.stream import Stream

GRAM = 32  # letters of a wording
MANY = 5  # distinct documents with a wording above which it is shared form text
SAMPLED = np.uint64(8)  # one gram in so many is compared to know copies
FORM = 0.8  # share of shared letters that makes a match or a document nothing but a form
ALIKE = 0.6  # share of the sampled grams that copies have in common


def boilerplate(held: Stream) -> NDArray[np.bool_]:
    """Whether a held letter is part of shared form text, for each."""
    hashes = grams(held.letters, GRAM)
    if not hashes.size:
        return np.zeros(held.letters.size, np.bool_)
    order, mask = ordered(hashes)
    places = (order & mask).astype(np.int64)
    group = np.append(0, np.cumsum(np.diff(order | mask) != 0))
    often = np.bincount(group)[group] > MANY
    places, group = places[often], group[often]
    content = _contents(held, hashes)[held.document(places)]
    pairs = np.unique(group * held.documents.size + content)
    shared = np.bincount(pairs // held.documents.size, minlength=1) > MANY
    common = np.sort(places[shared[group]]) if group.size else places
    return inside(held.letters.size, common, np.full(common.size, GRAM))


def telling(matches: Matches, held: Stream, shared: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Matches that say where a document went: not those in shared form text alone.

    Where most of a document is such text, there is nothing else to go by, and all its matches tell.
    """
    before = np.append(0, np.cumsum(shared))
    form = before[matches.held + matches.size] - before[matches.held] >= FORM * matches.size
    ends, starts = held.borders[1:], held.borders[:-1]
    mostly = before[ends] - before[starts] > FORM * (ends - starts)
    return ~form | mostly[held.document(matches.held)]


def _contents(held: Stream, hashes: Grams) -> Places:
    """For each document the first one of about the same content: itself, if there is none."""
    places = np.flatnonzero(hashes % SAMPLED == 0)
    documents = held.document(places)
    keys = np.unique(np.stack((hashes[places], documents.astype(np.uint64)), axis=1), axis=0)
    gram, document = keys[:, 0], keys[:, 1].astype(np.int64)
    count = held.documents.size
    sampled = np.bincount(document, minlength=count)
    starts = np.append(True, gram[1:] != gram[:-1])
    first = document[np.flatnonzero(starts)[np.cumsum(starts) - 1]]
    pairs, shared = np.unique(document * count + first, return_counts=True)
    own, earlier = pairs // count, pairs % count
    alike = shared >= ALIKE * np.maximum(sampled[own], sampled[earlier])
    contents = np.arange(count)
    for one, other in zip(own[alike].tolist(), earlier[alike].tolist(), strict=True):
        contents[one] = contents[other]
    return contents
