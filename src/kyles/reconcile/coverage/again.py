"""Held documents that are compared again, by themselves, with all that was produced.

They are taken from what is kept of the chunk that each is in, and become a chunk of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kyles.fingerprint.text import Places
from kyles.reconcile.coverage import matches, parts
from kyles.reconcile.coverage.lookup import Found, both, distinct, look_up, together
from kyles.reconcile.coverage.matches import LONG_GRAM, SHORT_GRAM, Keys, Matches, Wordings
from kyles.reconcile.coverage.shelf import Array, Shelf
from kyles.reconcile.coverage.stream import Stream

NONE = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Again:
    """Some held documents as a stream of their own, and which of its letters are shared forms."""

    documents: Places  # their numbers
    stream: Stream
    shared: Array

    @classmethod
    def of(cls, shelf: Shelf, documents: Places) -> "Again":
        """Documents by their numbers, ascending."""
        bases, borders = (np.array(shelf.get(f"held-{name}")) for name in ("bases", "borders"))
        chunks = np.searchsorted(bases, borders[documents], "right") - 1
        some = [_of_chunk(shelf, int(chunk), int(bases[chunk]), borders, documents[chunks == chunk])
                for chunk in np.unique(chunks)]  # fmt: skip
        pieces = [piece for chunk in some for piece in chunk]
        sizes = np.cumsum([0, *(piece.letters.size for piece in pieces)])
        counts = np.cumsum([0, *(piece.ends.size for piece in pieces)])
        ends = [piece.ends + base for piece, base in zip(pieces, sizes.tolist(), strict=False)]
        stream = Stream(
            np.concatenate([piece.letters for piece in pieces]),
            np.concatenate([piece.begins for piece in pieces]),
            np.concatenate([np.zeros(1, np.int64), *ends]), counts,
            np.concatenate([piece.prints for piece in pieces]),
            np.concatenate([piece.source for piece in pieces]),
        )  # fmt: skip
        return cls(documents, stream, np.concatenate([piece.shared for piece in pieces]))


@dataclass(frozen=True, slots=True)
class _Piece:
    """One document of a chunk; `ends` are those of its pages."""

    letters: Array
    begins: Array
    source: Array
    shared: Array
    ends: Places
    prints: Array


def _of_chunk(
    shelf: Shelf, chunk: int, base: int, borders: Places, documents: Places
) -> Iterator[_Piece]:
    letters, begins = shelf.raw("held-letters", np.uint16), shelf.raw("held-begins", np.bool_)
    source, shared = shelf.get(f"held-{chunk}-source"), shelf.get(f"held-{chunk}-shared")
    ends, prints = np.array(shelf.get(f"held-{chunk}-ends")), shelf.get(f"held-{chunk}-prints")
    for document in documents.tolist():
        first, last = int(borders[document]), int(borders[document + 1])
        here, there = first - base, last - base
        page, beyond = (int(np.searchsorted(ends, at)) for at in (here, there))
        yield _Piece(
            np.array(letters[first:last]), np.array(begins[first:last]),
            np.array(source[here:there], np.int32), np.array(shared[here:there]),
            ends[page + 1 : beyond + 1] - here, np.array(prints[page:beyond]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What is kept of the produced side: its chunks' grams, and the wordings of frequent ones."""

    shelf: Shelf
    bases: Places
    wordings: Wordings

    @property
    def letters(self) -> Array:
        return self.shelf.raw("produced-letters", np.uint16)

    def grams(self, chunk: int, kind: str) -> Keys:
        return np.array(self.shelf.get(f"produced-{chunk}-{kind}"))

    def counts(self, hashes: Keys, kind: str) -> Places:
        """How often each of some hashes was produced."""
        total = np.zeros(hashes.size, np.int64)
        for chunk in range(self.bases.size - 1):
            found = look_up(hashes, self.grams(chunk, kind), 0)
            total += np.bincount(found.gram, minlength=hashes.size)
        return total

    def find(self, hashes: Keys, kind: str) -> Found:
        """Where some hashes were produced."""
        return together([
            look_up(hashes, self.grams(chunk, kind), base)
            for chunk, base in enumerate(self.bases[:-1].tolist())
        ])  # fmt: skip

    def pairs(self, keys: Keys, kind: str, most: int) -> tuple[Places, Places]:
        """Pairs of places of grams that were produced `most` times at most; and where grams are
        that were produced more often.
        """
        hashes = distinct(keys)
        ours, theirs = look_up(hashes, keys, 0), self.find(hashes, kind)
        counts = np.bincount(theirs.gram, minlength=hashes.size)
        return both(ours, theirs, counts <= most), ours.place[counts[ours.gram] > most]


def long_matches(one: Stream, given: Given) -> Matches:
    """The long matches of some documents."""
    before = np.zeros(0, np.uint16)
    keys = parts.long_grams(one.letters, before, one.borders[1:], more=False)
    seeds, frequent = given.pairs(keys, "long", matches.OFTEN)
    long = matches.runs(seeds, one.letters, given.letters, least=LONG_GRAM)
    return matches.together(long, matches.joined(given.wordings.pairs(one.letters, frequent)))


def short_grams(one: Stream, long: Matches) -> Keys:
    """The short grams of what no long match has."""
    left = matches.left(one.borders, long.held, long.size)
    return parts.short_grams(one.letters, left, 0)


def short_matches(one: Stream, keys: Keys, given: Given) -> Matches:
    """The matches that begin with some short grams."""
    seeds, _ = given.pairs(keys, "short", matches.SHORT_OFTEN)
    return matches.runs(seeds, one.letters, given.letters, least=SHORT_GRAM)
