"""The tree against RFC 9162's own definition, and the property that an alteration shows."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from kyles.ledger import merkle


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return merkle.node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))


def climb(leaf: bytes, index: int, size: int, proof: tuple[bytes, ...]) -> bytes:
    """RFC 9162 section 2.1.3.2: the root that a proof leads to."""
    at, last, here = index, size - 1, leaf
    for step in proof:
        if at % 2 or at == last:
            here = merkle.node_hash(step, here)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            here = merkle.node_hash(here, step)
        at, last = at >> 1, last >> 1
    return here


hashes = st.lists(st.binary(min_size=32, max_size=32), max_size=40)


def test_the_empty_tree_of_the_rfc():
    assert merkle.root([]).hex() == hashlib.sha256(b"").hexdigest()


@given(hashes)
def test_growing_gives_the_root_by_definition(leaves):
    assert merkle.root(leaves) == by_definition(leaves)


@given(hashes.filter(len), st.data())
def test_every_leaf_proves_to_the_root(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.inclusion_proof(leaves, index)
    assert climb(leaves[index], index, len(leaves), proof) == merkle.root(leaves)


@given(hashes.filter(len), st.data())
def test_an_altered_leaf_changes_the_root(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    altered = [*leaves]
    altered[index] = bytes(byte ^ 1 for byte in leaves[index])
    assert merkle.root(altered) != merkle.root(leaves)


def test_a_leaf_tells_nothing_without_its_salt():
    body = b'{"kind":"item.added"}'
    assert merkle.leaf_data(body, b"a" * 16) != merkle.leaf_data(body, b"b" * 16)
    assert body not in merkle.leaf_data(body, b"a" * 16)
