"""The Merkle tree of RFC 9162, section 2.1, and the salted commitment that a leaf holds.

A leaf never holds what happened, only a commitment to it: when a court orders an event's body
destroyed, its salt goes with it, and every root and proof still stands.
"""

import os
from binascii import b2a_base64
from collections.abc import Iterable, Sequence
from hashlib import sha256

from kyles.ledger.canonical import canonical as canonical

SALT_BYTES = 16


def leaf_data(body: bytes, salt: bytes) -> bytes:
    """What a leaf commits to: canonical JSON with SHA-256 of salt and body."""
    return b'{"c":"%b","v":1}' % b2a_base64(sha256(salt + body).digest(), newline=False)


def leaf_hash(data: bytes) -> bytes:
    """RFC 9162 section 2.1.1: the hash of one leaf, 32 bytes."""
    return sha256(b"\x00" + data).digest()


def leaves(bodies: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
    """The leaf hashes of many bodies with their salts, as the two above make them one by one."""
    return [
        sha256(b'\x00{"c":"%b","v":1}'
               % b2a_base64(sha256(salt + body).digest(), newline=False)).digest()
        for body, salt in bodies
    ]  # fmt: skip


def salts(count: int) -> list[bytes]:
    """So many salts, which nobody can guess."""
    drawn = os.urandom(SALT_BYTES * count)
    return [drawn[at : at + SALT_BYTES] for at in range(0, len(drawn), SALT_BYTES)]


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162 section 2.1.1: the hash of an inner node, 32 bytes."""
    return sha256(b"\x01" + left + right).digest()


def above(below: Sequence[bytes]) -> list[bytes]:
    """The nodes over pairs of nodes of one level; one that has no pair is left out."""
    pairs = zip(below[::2], below[1::2], strict=False)
    return [sha256(b"\x01" + left + right).digest() for left, right in pairs]


class Frontier:
    """The roots of the full subtrees of a growing tree, largest first: all that appending needs."""

    __slots__ = ("_peaks", "size")

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._peaks: list[bytes] = []
        self.extend(leaves)

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash."""
        self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes, level by level: two subtrees of one size become one of the next."""
        here, full, odd = list(leaves), self.size, list[bytes]()
        self.size += len(here)
        while here:
            if full % 2:
                here.insert(0, self._peaks.pop())
            if len(here) % 2:
                odd.append(here.pop())
            here, full = above(here), full // 2
        self._peaks += reversed(odd)

    def root(self) -> bytes:
        """The root over all leaves; SHA-256 of nothing for none."""
        if not self._peaks:
            return sha256(b"").digest()
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over some leaf hashes."""
    return Frontier(leaves).root()
