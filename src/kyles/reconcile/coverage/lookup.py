"""Looking grams up in what is kept of chunks: sorted keys, a hash in front and a place behind."""

from dataclasses import dataclass

import numpy as np

from kyles.fingerprint.kernel import kernel, more_rows
from kyles.fingerprint.text import Flags, Places
from kyles.reconcile.coverage.matches import Keys
from kyles.reconcile.coverage.order import in_order

CONTEXT = 47  # letters before a chunk that windows at its begin reach into
LOCAL = 28  # bits of a gram's place in its chunk, after CONTEXT letters
LOW = np.uint64((1 << LOCAL) - 1)
FIRST = np.uint64(40)  # bits behind those of a hash that has a mark
_WORD, _REST, _ONE = np.uint64(6), np.uint64(63), np.uint64(1)


@dataclass(frozen=True, slots=True)
class Found:
    """Grams that were found: the number of each among those looked for, and a place."""

    gram: Places
    place: Places

    def of(self, some: Flags) -> "Found":
        return Found(self.gram[some], self.place[some])


def distinct(keys: Keys) -> Keys:
    """The hashes of sorted keys, each once."""
    hashes = keys & ~LOW
    return hashes[np.append(True, hashes[1:] != hashes[:-1])[: hashes.size]]


def look_up(hashes: Keys, keys: Keys, base: int) -> Found:
    """Where a chunk that begins at `base` has some hashes, which are in order."""
    rows = _found(hashes, _marks(hashes), keys, LOW)
    return Found(rows[:, 0], rows[:, 1] + (base - CONTEXT))


@kernel
def _found(hashes, marks, keys, low):
    rows = np.empty((1024, 2), np.int64)
    count, gram = 0, 0
    for key in keys:
        first = key >> FIRST
        if not (marks[first >> _WORD] >> (first & _REST)) & _ONE:
            continue
        hashed = key & ~low
        while gram < hashes.size and hashes[gram] < hashed:
            gram += 1
        if gram < hashes.size and hashes[gram] == hashed:
            if count == rows.shape[0]:
                rows = more_rows(rows)
            rows[count, 0], rows[count, 1] = gram, np.int64(key & low)
            count += 1
    return rows[:count].copy()


@kernel
def _marks(hashes):
    """A bit for each beginning of a hash: most of what is not looked for is passed over by it."""
    marks = np.zeros(1 << 18, np.uint64)
    for one in hashes:
        first = one >> FIRST
        marks[first >> _WORD] |= _ONE << (first & _REST)
    return marks


def both(held: Found, produced: Found, wanted: Flags) -> Places:
    """Pairs of a held and a produced place of each gram that is wanted."""
    ours, theirs = (one.of(wanted[one.gram]) for one in (held, produced))
    place = theirs.place[in_order(theirs.gram)]
    counts = np.bincount(theirs.gram, minlength=wanted.size)
    many, first = counts[ours.gram], (np.cumsum(counts) - counts)[ours.gram]
    row = np.repeat(np.arange(many.size), many)
    nth = np.arange(row.size) - np.repeat(np.cumsum(many) - many, many)
    return np.stack((ours.place[row], place[first[row] + nth]), axis=1)


def together(found: list[Found]) -> Found:
    """What was found in several chunks."""
    none = [np.zeros(0, np.int64)]
    return Found(np.concatenate([*none, *(one.gram for one in found)]),
                 np.concatenate([*none, *(one.place for one in found)]))  # fmt: skip
