"""Checks of proofs: RFC 9162, sections 2.1.3.2 and 2.1.4.2. They return whether a proof holds."""

from collections.abc import Sequence

from kyles.ledger.merkle import node_hash

HASH_BYTES = 32


def includes(
    root: bytes, size: int, *, leaf: bytes, index: int, proof: Sequence[bytes]
) -> bool:  # fmt: skip
    """Whether a proof shows that a tree of `size` leaves has this leaf hash at this index."""
    if not 0 <= index < size or not _hashes((root, leaf, *proof)):
        return False
    at, last, here = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            here = node_hash(step, here)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            here = node_hash(here, step)
        at, last = at >> 1, last >> 1
    return last == 0 and here == root


def extends(
    new_root: bytes, new: int, *, old_root: bytes, old: int, proof: Sequence[bytes]
) -> bool:  # fmt: skip
    """Whether a proof shows that a tree of `new` leaves begins with an earlier tree of `old`.

    Every tree begins with the empty one: of that there is no proof, so it is False here.
    """
    if old == new:
        return old > 0 and not proof and old_root == new_root
    if not 0 < old < new or not _hashes((new_root, old_root, *proof)):
        return False
    return _climbs([*([old_root] if old & (old - 1) == 0 else []), *proof],
                   old, new, old_root, new_root)  # fmt: skip


def _climbs(steps: list[bytes], old: int, new: int, old_root: bytes, new_root: bytes) -> bool:
    """The loop of section 2.1.4.2: one climb rebuilds both roots."""
    if not steps:
        return False
    at, last = old - 1, new - 1
    while at % 2:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, step)
        at, last = at >> 1, last >> 1
    return last == 0 and (before, after) == (old_root, new_root)


def _hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
