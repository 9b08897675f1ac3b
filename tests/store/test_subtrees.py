"""The tree on the disk is the tree in memory, however the ledger grew."""

import hashlib
import random
import sqlite3
from collections.abc import Iterator

import pytest

from kyles.ledger import merkle, tree
from kyles.store import database, subtrees
from kyles.store.subtrees import Subtrees

SIZE = 66_300  # more than a full subtree of level 2
LEAVES = [hashlib.sha256(n.to_bytes(4, "big")).digest() for n in range(SIZE)]


def grown(connection: sqlite3.Connection, sizes: Iterator[int]) -> None:
    start = 0
    for size in sizes:
        connection.executemany(
            "INSERT INTO event VALUES (?, ?)",
            ((n, LEAVES[n]) for n in range(start, min(start + size, SIZE))),
        )
        subtrees.grow(connection)
        start += size


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    made = database.connect(tmp_path_factory.mktemp("tree") / "matter.db", fresh=True)
    chance = random.Random(5)
    with database.transaction(made):
        grown(made, iter([1, 255, 1, *(chance.randrange(1, 400) for _ in range(100)), SIZE]))
    yield made
    made.close()


def test_every_full_subtree_is_kept(connection: sqlite3.Connection):
    levels = tree.Levels(LEAVES)
    kept = {(level, n): root for level, n, root in subtrees.every(connection)}
    assert len(kept) == SIZE // 256 + SIZE // 65_536
    assert kept == {(level, n): levels.node(level * 8, n) for level, n in subtrees.due(SIZE)}


@pytest.mark.parametrize("size", [1, 255, 256, 257, 65_535, 65_536, 65_537, SIZE])
def test_roots_and_proofs_are_those_of_the_tree_in_memory(
    connection: sqlite3.Connection, size: int
):
    levels, kept = tree.Levels(LEAVES[:size]), Subtrees(connection)
    assert tree.root(kept, size) == merkle.root(LEAVES[:size])
    for index in {0, size // 3, size // 2, size - 1}:
        assert tree.inclusion_proof(kept, index, size) == tree.inclusion_proof(levels, index, size)
        assert (tree.consistency_proof(kept, index, size)
                == tree.consistency_proof(levels, index, size))  # fmt: skip


def test_a_ledger_from_before_the_subtrees_gets_them(connection: sqlite3.Connection):
    every = list(subtrees.every(connection))
    connection.execute("DELETE FROM subtree")
    subtrees.grow(connection)
    assert list(subtrees.every(connection)) == every
