"""The tree against RFC 9162's own definition, and the property that an alteration shows."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from kyles.ledger import audit_path, merkle, tree


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


hashes = st.lists(st.binary(min_size=32, max_size=32), max_size=40)


def test_the_empty_tree_of_the_rfc():
    assert merkle.root([]).hex() == hashlib.sha256(b"").hexdigest()


@given(hashes)
def test_growing_gives_the_root_by_definition(leaves):
    assert merkle.root(leaves) == by_definition(leaves)


@given(hashes.filter(len), st.data())
def test_every_leaf_proves_to_the_root(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = tree.inclusion_proof(tree.Levels(leaves), index, len(leaves))
    assert audit_path.includes(
        merkle.root(leaves), len(leaves), leaf=leaves[index], index=index, proof=proof
    )


@given(hashes.filter(len), st.data())
def test_every_tree_proves_to_extend_its_beginnings(leaves, data):
    old = data.draw(st.integers(1, len(leaves)))
    proof = tree.consistency_proof(tree.Levels(leaves), old, len(leaves))
    assert audit_path.extends(
        merkle.root(leaves),
        len(leaves),
        old_root=merkle.root(leaves[:old]),
        old=old,
        proof=proof,
    )


@given(hashes.filter(lambda leaves: len(leaves) > 1), st.data())
def test_no_tree_proves_to_extend_one_that_was_altered(leaves, data):
    old = data.draw(st.integers(1, len(leaves)))
    altered = [*leaves]
    altered[data.draw(st.integers(0, old - 1))] = bytes(32)
    if altered == leaves:
        return
    for nodes in (tree.Levels(leaves), tree.Levels(altered)):
        assert not audit_path.extends(
            merkle.root(altered),
            len(altered),
            old_root=merkle.root(leaves[:old]),
            old=old,
            proof=tree.consistency_proof(nodes, old, len(leaves)),
        )


@given(hashes.filter(len))
def test_a_tree_in_memory_has_the_same_root(leaves):
    assert tree.root(tree.Levels(leaves), len(leaves)) == merkle.root(leaves)


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
