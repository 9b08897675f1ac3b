"""Sorting 64-bit keys by their digits: several times faster than by comparison, with one result.

Keys go by their first bits into piles that fit into the fastest memory, and each pile is sorted
from its last bits to its first.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.kernel import inner, kernel, written_for_people

Keys = NDArray[np.uint64]
FIRST, DIGIT = 11, 8  # bits that make a pile, and bits that it is sorted by at a time
FEW = 48  # keys with one digit that are put in order one by one


def ascending(keys: Keys) -> Keys:
    """Keys in ascending order."""
    ordered: Keys = _by_digits(keys)
    return ordered


@kernel
def _by_digits(keys):
    most = np.uint64(0)
    for key in keys:
        most = max(most, key)
    top = np.uint64(0)
    while top < 64 and most >> top:
        top += np.uint64(1)
    bits = np.uint64(FIRST)
    shift = top - bits if top > bits else np.uint64(0)
    count = np.zeros((1 << FIRST) + 1, np.int64)
    for key in keys:
        count[(key >> shift) + np.uint64(1)] += 1
    for pile in range(1 << FIRST):
        count[pile + 1] += count[pile]
    piled, other = np.empty(keys.size, np.uint64), np.empty(keys.size, np.uint64)
    at = count.copy()
    for key in keys:
        pile = key >> shift
        piled[at[pile]] = key
        at[pile] += 1
    digits = np.empty(1 << DIGIT, np.int64)
    for pile in range(1 << FIRST):
        first, end = count[pile], count[pile + 1]
        if end - first > 1:
            _sort_pile(piled[first:end], other[first:end], shift, digits)
    return piled


@inner
def _sort_pile(keys, other, top, count):
    """Sort keys by their bits below `top`: where those are spread, by the first of them and then
    one by one; else by all, the last ones first.
    """
    most = _counted(keys, top - np.uint64(DIGIT) if top > DIGIT else np.uint64(0), count)
    if top > DIGIT and most <= FEW:
        _moved(keys, other, top - np.uint64(DIGIT), count)
        _inserted(other, keys)
        return
    at = np.uint64(0)
    while at < top:
        if _counted(keys, at, count) < keys.size:
            _moved(keys, other, at, count)
            for place in range(keys.size):
                keys[place] = other[place]
        at += np.uint64(DIGIT)


@inner
def _counted(keys, shift, count):
    """Count the keys of each digit; the most."""
    mask, most = np.uint64((1 << DIGIT) - 1), 0
    for digit in range(count.size):
        count[digit] = 0
    for key in keys:
        count[(key >> shift) & mask] += 1
    for many in count:
        most = max(most, many)
    return most


@inner
def _moved(keys, other, shift, count):
    """Write keys in the order of a digit, of which `count` has the counts."""
    mask, place = np.uint64((1 << DIGIT) - 1), 0
    for digit in range(count.size):
        many = count[digit]
        count[digit] = place
        place += many
    for key in keys:
        digit = (key >> shift) & mask
        other[count[digit]] = key
        count[digit] += 1


@inner
def _inserted(keys, out):
    """Write keys that are nearly in order, each before those that are greater."""
    for at in range(keys.size):
        key, place = keys[at], at
        while place and out[place - 1] > key:
            out[place] = out[place - 1]
            place -= 1
        out[place] = key


@written_for_people("_by_digits")
def _by_comparison(keys: Keys) -> Any:
    return np.sort(keys)
