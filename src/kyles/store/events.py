"""The ledger's rows: how an event is committed to, and what follows from it.

A projection is a function that a noun's module registers for a kind of event: `projects` one that
adds what rows the event brings, `adds` one that makes the only row it brings. They are added in the
same transaction.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, starmap
from operator import itemgetter
from typing import Any

from kyles.ledger import canonical, merkle, tree
from kyles.model import Event
from kyles.store import database, rows, subtrees
from kyles.store.subtrees import Subtrees

TOGETHER = 10_000  # rows that are read and hashed together

COMMITTED = "SELECT idx, leaf, CAST(body AS BLOB), salt FROM event LEFT JOIN event_body USING (idx)"

Body = dict[str, Any]  # of an event, with `at` and `by`
Projection = Callable[[sqlite3.Connection, int, Body], None]
Row = Callable[[int, Body], tuple[object, ...]]

_projections: dict[str, Callable[[sqlite3.Connection, Iterable[tuple[int, Body]]], object]] = {}


def projects(kind: str) -> Callable[[Projection], Projection]:
    """Register what follows from an event of a kind."""

    def register(function: Projection) -> Projection:
        def follow(connection: sqlite3.Connection, told: Iterable[tuple[int, Body]]) -> None:
            for place, body in told:
                function(connection, place, body)

        _projections[kind] = follow
        return function

    return register


def adds(kind: str, *, sql: str) -> Callable[[Row], Row]:
    """Register the one row that an event of a kind brings: those of many are added together."""

    def register(row: Row) -> Row:
        def follow(connection: sqlite3.Connection, told: Iterable[tuple[int, Body]]) -> None:
            rows.add(connection, sql, starmap(row, told))

        _projections[kind] = follow
        return row

    return register


def append(
    connection: sqlite3.Connection, events: Iterable[Event], *, at: str, by: str
) -> list[int]:
    """Add events inside the caller's transaction; their places in the ledger."""
    told, before = list(events), _size(connection)
    places = range(before, before + len(told))
    salts, bodies = merkle.salts(len(told)), _written(told, at, by)
    leaves = merkle.leaves(zip(bodies, salts, strict=True))
    texts = map(bytes.decode, bodies)
    rows.add(connection, "INSERT INTO event VALUES (?, ?)", zip(places, leaves, strict=True))
    rows.add(
        connection, "INSERT INTO event_body VALUES (?, ?, ?)",
        zip(places, texts, salts, strict=True),
    )  # fmt: skip
    subtrees.grow(connection)
    follow(connection, (
        (event.kind, place, {**event.body, "at": at, "by": by})
        for place, event in zip(places, told, strict=True)
    ))  # fmt: skip
    return list(places)


def follow(connection: sqlite3.Connection, told: Iterable[tuple[str, int, Body]]) -> None:
    """Add the rows that follow from events: of what kind, at which place, and what they say."""
    for kind, same in groupby(told, key=itemgetter(0)):
        _projections[kind](connection, ((place, body) for _, place, body in same))


def _written(events: Sequence[Event], at: str, by: str) -> list[bytes]:
    """Each event as canonical JSON of at, body, by and kind."""
    head, named = (b'{"at":%b,"body":' % canonical.canonical(at),
                   b',"by":%b,"kind":' % canonical.canonical(by))  # fmt: skip
    ends = {kind: named + canonical.canonical(kind) + b"}"
            for kind in {event.kind for event in events}}  # fmt: skip
    bodies = canonical.each([dict(event.body) for event in events])
    return [head + body + ends[event.kind] for event, body in zip(events, bodies, strict=True)]


def size(connection: sqlite3.Connection) -> int:
    """How many events there are."""
    with database.understood():
        return _size(connection)


def _size(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT coalesce(max(idx) + 1, 0) FROM event").fetchone()
    return int(count)


def root(connection: sqlite3.Connection, size: int) -> bytes:
    """The Merkle root over the first `size` events."""
    with database.understood():
        return tree.root(Subtrees(connection), size) if size else merkle.root(())


def altered(connection: sqlite3.Connection) -> list[int]:
    """Places whose stored body does not match their leaf any more."""
    with database.understood():
        found = connection.execute(f"{COMMITTED} WHERE body NOT NULL ORDER BY idx")
        batches = iter(partial(found.fetchmany, TOGETHER), [])
        return [place for batch in batches for place in differing(batch)]


def differing(read: Sequence[Any]) -> Iterator[int]:
    """Places of rows, as COMMITTED reads them, whose body does not hash to their leaf."""
    again = merkle.leaves((body, salt) for _, _, body, salt in read)
    if again != [leaf for _, leaf, _, _ in read]:
        for (place, leaf, *_), made in zip(read, again, strict=True):
            if leaf != made:
                yield place
