"""The Merkle tree of RFC 9162, section 2.1, and the salted commitment that a leaf holds.

A leaf never holds what happened, only a commitment to it: when a court orders an event's body
destroyed, its salt goes with it, and every root and proof still stands.
"""

import base64
import hashlib
from collections.abc import Iterable

from kyles.ledger.canonical import canonical as canonical

SALT_BYTES = 16


def leaf_data(body: bytes, salt: bytes) -> bytes:
    """What a leaf commits to: canonical JSON with SHA-256 of salt and body."""
    commitment = base64.b64encode(hashlib.sha256(salt + body).digest()).decode()
    return f'{{"c":"{commitment}","v":1}}'.encode()  # as `canonical` writes it


def leaf_hash(data: bytes) -> bytes:
    """RFC 9162 section 2.1.1: the hash of one leaf, 32 bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162 section 2.1.1: the hash of an inner node, 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the full subtrees of a growing tree, largest first: all that appending needs."""

    __slots__ = ("_peaks", "size")

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._peaks: list[bytes] = []
        for leaf in leaves:
            self.append(leaf)

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash; two subtrees of one size become one of the next."""
        self._peaks.append(leaf)
        self.size += 1
        full = self.size
        while full % 2 == 0:
            right, left = self._peaks.pop(), self._peaks.pop()
            self._peaks.append(node_hash(left, right))
            full //= 2

    def root(self) -> bytes:
        """The root over all leaves; SHA-256 of nothing for none."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over some leaf hashes."""
    return Frontier(leaves).root()
