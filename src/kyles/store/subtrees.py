"""The ledger's tree on the disk: roots of full subtrees, kept beside the leaves.

Level 1 is over 256 leaves, level 2 over 65,536, and so on, as tiles have it. They follow from the
leaves; fsck makes them again. What is signed is always computed from leaves that were read again.
"""

import sqlite3
from collections.abc import Iterator

from kyles.ledger.tiles import WIDTH, tile_root
from kyles.ledger.tree import Levels

HIGH = WIDTH.bit_length() - 1  # levels of the tree between two levels of subtrees
KEPT = 64  # tiles that are kept in memory, with all that is between their hashes and their root


def grow(connection: sqlite3.Connection) -> None:
    """Add the subtrees that have become full, inside the caller's transaction."""
    (count,) = connection.execute("SELECT coalesce(max(idx) + 1, 0) FROM event").fetchone()
    level = 0
    while count := count // WIDTH:
        (have,) = connection.execute(
            "SELECT coalesce(max(n) + 1, 0) FROM subtree WHERE level = ?", (level + 1,)
        ).fetchone()
        roots = [(level + 1, n, tile_root(hashes(connection, level, n)))
                 for n in range(have, count)]  # fmt: skip
        connection.executemany("INSERT INTO subtree VALUES (?, ?, ?)", roots)
        level += 1


def hashes(connection: sqlite3.Connection, level: int, n: int) -> list[bytes]:
    """The hashes of a tile: leaves, or roots of the level below the one that is built on them."""
    if level:
        sql = "SELECT root FROM subtree WHERE n >= ? AND n < ? AND level = ? ORDER BY n"
        rows = connection.execute(sql, (n * WIDTH, (n + 1) * WIDTH, level))
    else:
        sql = "SELECT leaf FROM event WHERE idx >= ? AND idx < ? ORDER BY idx"
        rows = connection.execute(sql, (n * WIDTH, (n + 1) * WIDTH))
    return [found for (found,) in rows.fetchall()]


def due(count: int) -> Iterator[tuple[int, int]]:
    """The subtrees that are full in a ledger of so many leaves: level, number from the left."""
    level = 0
    while count := count // WIDTH:
        level += 1
        yield from ((level, n) for n in range(count))


def every(connection: sqlite3.Connection) -> Iterator[tuple[int, int, bytes]]:
    """Every subtree: level, number from the left, root."""
    yield from connection.execute("SELECT level, n, root FROM subtree ORDER BY level, n")


class Subtrees:
    """The nodes of the ledger's tree, read from the disk as they are asked for."""

    __slots__ = ("_connection", "_tiles")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tiles: dict[tuple[int, int], Levels] = {}

    def node(self, level: int, n: int) -> bytes:
        """The root over leaves `n * 2**level` and the next ones."""
        tile_level, inside = divmod(level, HIGH)
        tile, at = divmod(n << inside, WIDTH)
        return self._tile(tile_level, tile).node(inside, at >> inside)

    def _tile(self, level: int, n: int) -> Levels:
        known = self._tiles.pop((level, n), None) or Levels(hashes(self._connection, level, n))
        self._tiles[level, n] = known  # last used, last forgotten
        if len(self._tiles) > KEPT:
            del self._tiles[next(iter(self._tiles))]
        return known
