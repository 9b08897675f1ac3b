"""Proofs out of a tree: RFC 9162, sections 2.1.3.1 and 2.1.4.1.

A tree is anything that knows the roots of its full subtrees, whether it keeps them in memory or in
tiles on a disk; a proof asks for about as many of them as the tree is high.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from kyles.ledger.merkle import above, node_hash


class Nodes(Protocol):
    """Roots of full subtrees: `node(level, n)` is over leaves `n * 2**level` and the next ones."""

    def node(self, level: int, n: int) -> bytes: ...


class Levels:
    """A tree in memory: every full subtree of some leaf hashes."""

    __slots__ = ("_levels",)

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(below := self._levels[-1]) > 1:
            self._levels.append(above(below))

    def node(self, level: int, n: int) -> bytes:
        return self._levels[level][n]


def root(nodes: Nodes, size: int) -> bytes:
    """The root over the first `size` leaves, of which there must be one at least."""
    return _over(nodes, 0, size)


def inclusion_proof(nodes: Nodes, index: int, size: int) -> tuple[bytes, ...]:
    """The hashes that lead from a leaf to the root over `size` leaves, lowest first."""
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} of {size}")
    start, end, beside = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return tuple(_over(nodes, *each) for each in reversed(beside))


def consistency_proof(nodes: Nodes, old: int, new: int) -> tuple[bytes, ...]:
    """The hashes that show that the first `old` leaves still begin the tree of `new` leaves."""
    if not 0 <= old <= new:
        raise IndexError(f"{old} leaves of {new}")
    return tuple(_over(nodes, *each) for each in _beside(old, new)) if old else ()


def _beside(old: int, new: int) -> list[tuple[int, int]]:
    """The stretches of leaves whose roots a consistency proof gives, in its order."""
    start, end, beside = 0, new, []
    while old < end:
        middle = start + _split(end - start)
        if old <= middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    if start:
        beside.append((start, end))
    return beside[::-1]


def _split(count: int) -> int:
    """The largest power of two below a count of two or more."""
    return 1 << (count - 1).bit_length() - 1


def _over(nodes: Nodes, start: int, end: int) -> bytes:
    """The root over a stretch of leaves that stands in the tree as one subtree."""
    *peaks, here = (nodes.node(level, n) for level, n in _full(start, end))
    for peak in reversed(peaks):
        here = node_hash(peak, here)
    return here


def _full(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The full subtrees of a stretch, largest first."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level
