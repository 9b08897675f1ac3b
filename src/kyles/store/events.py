"""The ledger's rows: how an event is committed to, and what follows from it.

A projection is a function that a noun's module registers for a kind of event. It adds the rows that
the event brings, in the same transaction.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from kyles.ledger import merkle
from kyles.model import Event
from kyles.store import database

Projection = Callable[[sqlite3.Connection, int, dict[str, Any]], None]

_projections: dict[str, Projection] = {}


def projects(kind: str) -> Callable[[Projection], Projection]:
    """Register what follows from events of a kind."""

    def register(function: Projection) -> Projection:
        _projections[kind] = function
        return function

    return register


def append(
    connection: sqlite3.Connection, events: Iterable[Event], *, at: str, by: str
) -> list[int]:
    """Add events inside the caller's transaction; their places in the ledger."""
    (size,) = connection.execute("SELECT coalesce(max(idx) + 1, 0) FROM event").fetchone()
    told = [{"at": at, "body": dict(event.body), "by": by, "kind": event.kind} for event in events]
    leaves, bodies = [], []
    for place, each in enumerate(told, size):
        text, salt = merkle.canonical(each), os.urandom(merkle.SALT_BYTES)
        leaves.append((place, merkle.leaf_hash(merkle.leaf_data(text, salt))))
        bodies.append((place, text.decode(), salt))
    connection.executemany("INSERT INTO event VALUES (?, ?)", leaves)
    connection.executemany("INSERT INTO event_body VALUES (?, ?, ?)", bodies)
    for place, each in enumerate(told, size):
        project(connection, place, each)
    return list(range(size, size + len(told)))


def project(connection: sqlite3.Connection, place: int, event: dict[str, Any]) -> None:
    """Add the rows that follow from an event as it stands in the ledger."""
    told = {**event["body"], "at": event["at"], "by": event["by"]}
    _projections[event["kind"]](connection, place, told)


def size(connection: sqlite3.Connection) -> int:
    """How many events there are."""
    with database.understood():
        (count,) = connection.execute("SELECT coalesce(max(idx) + 1, 0) FROM event").fetchone()
    return int(count)


def root(connection: sqlite3.Connection, size: int) -> bytes:
    """The Merkle root over the first `size` events."""
    with database.understood():
        rows = connection.execute("SELECT leaf FROM event WHERE idx < ? ORDER BY idx", (size,))
        return merkle.root(leaf for (leaf,) in rows)


def altered(connection: sqlite3.Connection) -> list[int]:
    """Places whose stored body does not match their leaf any more."""
    with database.understood():
        rows = connection.execute(
            "SELECT idx, leaf, body, salt FROM event JOIN event_body USING (idx) ORDER BY idx"
        )
        return [
            idx
            for idx, leaf, body, salt in rows
            if merkle.leaf_hash(merkle.leaf_data(body.encode(), salt)) != leaf
        ]
