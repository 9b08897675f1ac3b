"""Winnowed grams: of every window of grams, the one with the least hash (Schleimer et al. 2003).

Two texts that share a run of k + w - 1 letters share a winnowed gram of it, whatever stands around.
Of equal hashes in a window it is the last one: which grams are taken depends on the windows alone,
so that a text cut in parts, with a window's letters more at each cut, has the same.
"""

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.kernel import inner, kernel, longer, written_for_people
from kyles.fingerprint.text import Letters, Places

Hashes = NDArray[np.uint64]

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX, _SHIFT = np.uint64(0xD6E8FEB86659FD93), np.uint64(32)
_ONE, _MOST = np.uint64(1), np.uint64((1 << 64) - 1)
RING = 64  # grams of the widest window


def grams(letters: Letters, stretches: Places, size: int, window: int) -> tuple[Hashes, Places]:
    """Winnowed grams of `size` letters, within each stretch: their hashes and places, ascending.

    `stretches` is an array of (first, end, open). `window` counts grams, RING at most. A stretch
    with fewer has one; none if it is open, which says that its text goes on in another stretch.
    """
    hashes, places = _winnowed(letters, stretches, size, window)
    return hashes, places


@inner
def mixed(hashed):
    """Spread a polynomial hash over all of its bits."""
    hashed ^= hashed >> _SHIFT
    hashed *= _MIX
    return hashed ^ (hashed >> _SHIFT)


@kernel
def _winnowed(letters, stretches, size, window):
    """Block by block of a window's grams, without branches that cannot be foretold: the least of a
    window is that of the block before from some gram on, or of this one up to one (van Herk, 1992).
    """
    hashes = np.empty(1024, np.uint64)
    places = np.empty(1024, np.int64)
    block = np.empty(RING, np.uint64)
    least_from, place_from = np.empty(RING + 1, np.uint64), np.empty(RING + 1, np.int64)
    leaving = _ONE
    for _ in range(size - 1):
        leaving *= _BASE
    found = 0
    for stretch in range(stretches.shape[0]):
        first, end = stretches[stretch, 0], stretches[stretch, 1]
        count = end - first - size + 1
        if count < 1:
            continue
        rolling = np.uint64(0)
        for at in range(first, first + size - 1):
            rolling = rolling * _BASE + np.uint64(letters[at]) + _ONE
        least_from[:], place_from[:] = _MOST, -1
        least, place, told = _MOST, first, -1
        for start in range(first, first + count, window):
            if found + window > hashes.size:
                hashes = longer(hashes)
                places = longer(places)
            own, own_place = _MOST, start
            own_size = min(window, first + count - start)
            for gram in range(own_size):
                at = start + gram
                rolling = rolling * _BASE + np.uint64(letters[at + size - 1]) + _ONE
                hashed = mixed(rolling)
                rolling -= (np.uint64(letters[at]) + _ONE) * leaving
                block[gram] = hashed
                is_less = hashed <= own
                own = hashed if is_less else own
                own_place = at if is_less else own_place
                is_before = least_from[gram + 1] < own
                least = least_from[gram + 1] if is_before else own
                place = place_from[gram + 1] if is_before else own_place
                hashes[found], places[found] = least, place
                is_whole = at - first >= window - 1
                found += is_whole & (told != place)
                told = place if is_whole else told
            if own_size == window:
                _least_from(block, start, window, least_from, place_from)
        if count < window and not stretches[stretch, 2]:
            hashes[found], places[found] = least, place
            found += 1
    return hashes[:found].copy(), places[:found].copy()


@inner
def _least_from(block, start, window, least_from, place_from):
    """The least hash of a block from each gram on, of equal ones the last; and where it is."""
    least, place = block[window - 1], start + window - 1
    for gram in range(window - 1, -1, -1):
        is_less = block[gram] < least
        least = block[gram] if is_less else least
        place = start + gram if is_less else place
        least_from[gram], place_from[gram] = least, place
    least_from[window], place_from[window] = _MOST, -1


@inner
def gram_at(letters, place, size):
    """The hash of one gram."""
    rolling = np.uint64(0)
    for at in range(place, place + size):
        rolling = rolling * _BASE + np.uint64(letters[at]) + _ONE
    return mixed(rolling)


_WRAP = (1 << 64) - 1


@written_for_people("mixed")
def _mixed_slowly(hashed: int) -> int:
    hashed ^= hashed >> 32
    hashed = hashed * int(_MIX) & _WRAP
    return hashed ^ (hashed >> 32)


@written_for_people("gram_at")
def _gram_slowly(letters: Letters, place: int, size: int) -> int:
    rolling = 0
    for letter in letters[place : place + size].tolist():
        rolling = (rolling * int(_BASE) + letter + 1) & _WRAP
    return _mixed_slowly(rolling)


@written_for_people("_winnowed")
def _winnowed_slowly(
    letters: Letters, stretches: Places, size: int, window: int
) -> tuple[Hashes, Places]:
    """By the definition: of every window the gram with the least hash, of equal ones the last."""
    leaving = pow(int(_BASE), size, 1 << 64)
    found: dict[int, int] = {}
    for first, end, is_open in stretches.tolist():
        own = [letter + 1 for letter in letters[first:end].tolist()]
        hashes, rolling = [], 0
        for at, letter in enumerate(own):
            rolling = (
                rolling * int(_BASE) + letter - (own[at - size] * leaving if at >= size else 0)
            )
            rolling &= _WRAP
            if at >= size - 1:
                hashes.append(_mixed_slowly(rolling))
        if len(hashes) < window and (is_open or not hashes):
            continue
        best = -1
        for at in range(len(hashes)):
            if best < 0 or hashes[at] <= hashes[best]:
                best = at
            elif at - best >= window:
                some = range(at - window + 1, at + 1)
                best = max(some, key=lambda one: (-hashes[one], one))
            if at >= window - 1 or at == len(hashes) - 1:
                found[first + best] = hashes[best]
    places = np.array(list(found), np.int64)
    return np.array(list(found.values()), np.uint64), places
