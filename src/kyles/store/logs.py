"""The event table as logs that are signed: the matter's own, and one for each defendant.

A log is a sequence of event rows. The matter's has all of them; a defendant's has those that are
addressed to that defendant. Both have the same leaves, so that each event is committed to once.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kyles.errors import MatterUnreadable, NotFound
from kyles.ledger import merkle
from kyles.ledger.bundle import Recorded
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.merkle import Frontier
from kyles.ledger.note import Note
from kyles.ledger.tree import Levels, Nodes
from kyles.model import Event
from kyles.store import database, events
from kyles.store.events import projects
from kyles.store.store import Store
from kyles.store.subtrees import Subtrees

_NOT_A_NAME = re.compile(r"[^0-9a-z]+")
ORIGIN_DIGITS = 16


@dataclass(frozen=True, slots=True)
class LogOf:
    """Which log: the matter's, or that of a defendant."""

    defendant: str | None = None


MATTER = LogOf()


def keyed(key: str, previous: str | None) -> Event:
    """From now on a key signs the matter's logs."""
    return Event("ledger.keyed", {"key": key, "previous": previous})


def cosigner_named(name: str, key: str) -> Event:
    """Somebody outside the office was named as a cosigner."""
    return Event("cosigner.named", {"name": name, "key": key})


@projects("ledger.keyed")
def _keyed(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute("INSERT INTO log_key VALUES (?, ?)", (body["key"], event))


@projects("cosigner.named")
def _named(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    row = (body["name"], body["key"], event)
    connection.execute("INSERT INTO cosigner VALUES (?, ?, ?)", row)


def origin(store: Store, log: LogOf = MATTER) -> str:
    """A log's name: made of the first leaf, which is salted, so that it tells nothing."""
    (first,) = _rows(store, "SELECT leaf FROM event WHERE idx = 0")
    name = f"kyles.matter/{first[0].hex()[:ORIGIN_DIGITS]}"
    if log.defendant is None:
        return name
    slug = _NOT_A_NAME.sub("-", log.defendant.casefold()).strip("-")
    return f"{name}/{slug}-{hashlib.sha256(log.defendant.encode()).hexdigest()[:4]}"


def places(store: Store, log: LogOf = MATTER) -> list[int]:
    """The places of a log's events in the event table, in order."""
    if log.defendant is None:
        return [idx for (idx,) in _rows(store, "SELECT idx FROM event ORDER BY idx")]
    sql = "SELECT event FROM addressed WHERE defendant = ? ORDER BY event"
    return [idx for (idx,) in _rows(store, sql, (log.defendant,))]


def leaves(store: Store, log: LogOf = MATTER) -> list[bytes]:
    """A log's leaf hashes, in order."""
    if log.defendant is None:
        return [leaf for (leaf,) in _rows(store, "SELECT leaf FROM event ORDER BY idx")]
    sql = "SELECT leaf FROM event JOIN addressed ON event = idx WHERE defendant = ? ORDER BY idx"
    return [leaf for (leaf,) in _rows(store, sql, (log.defendant,))]


def nodes(store: Store, log: LogOf = MATTER) -> Nodes:
    """A log's tree: the matter's as it is kept on the disk, a defendant's in memory."""
    return Subtrees(store.connection) if log == MATTER else Levels(leaves(store, log))


def entries(store: Store) -> list[bytes | None]:
    """What the matter's leaves are made of; None where a body was destroyed."""
    rows = _rows(
        store, "SELECT body, salt FROM event LEFT JOIN event_body USING (idx) ORDER BY idx"
    )
    return [merkle.leaf_data(body.encode(), salt) if body is not None else None
            for body, salt in rows]  # fmt: skip


def recorded(store: Store, place: int, index: int) -> Recorded:
    """An event with its salt. Raises NotFound where its body was destroyed."""
    rows = _rows(store, "SELECT body, salt FROM event_body WHERE idx = ?", (place,))
    if not rows:
        raise NotFound(f"The body of event {place} is not kept any more.")
    return Recorded(rows[0][0], rows[0][1], index)


def body(store: Store, place: int) -> dict[str, Any]:
    """What an event says. Raises NotFound where its body was destroyed."""
    told: dict[str, Any] = json.loads(recorded(store, place, 0).event)["body"]
    return told


def bodiless(store: Store) -> list[int]:
    """Places of events whose bodies are not there: destroyed under an order, or by a hand."""
    sql = "SELECT idx FROM event WHERE idx NOT IN (SELECT idx FROM event_body) ORDER BY idx"
    return [idx for (idx,) in _rows(store, sql)]


def about(store: Store, item: str) -> list[int]:
    """The places of the events that name an item, by the id that stands in their bodies."""
    sql = "SELECT idx FROM event_body WHERE body ->> '$.body.item' = ? ORDER BY idx"
    return [idx for (idx,) in _rows(store, sql, (item,))]


def reread(store: Store, log: LogOf, *, since: int) -> list[bytes]:
    """A log's leaves from one on: rows as they were committed, read through another connection and
    hashed again.

    Raises MatterUnreadable with the first that does not match its leaf: nothing is signed over it.
    """
    sql = f"{events.COMMITTED} WHERE idx >= ? ORDER BY idx"
    parameters: tuple[int | str, ...] = (since,)
    if log.defendant is not None:
        sql = (f"{events.COMMITTED} JOIN addressed ON event = idx AND defendant = ?"
               " ORDER BY idx LIMIT -1 OFFSET ?")  # fmt: skip
        parameters = (log.defendant, since)
    with database.understood():
        rows = store.reading.execute(sql, parameters)
        batches = iter(partial(rows.fetchmany, events.TOGETHER), [])
        return [leaf for batch in batches for leaf in _as_committed(batch)]


def _as_committed(rows: Sequence[Any]) -> list[bytes]:
    kept = rows if all(row[2] is not None for row in rows) else [
        row for row in rows if row[2] is not None]  # fmt: skip
    for place in events.differing(kept):
        raise MatterUnreadable(f"Event {place} was altered; no checkpoint is signed.")
    return [row[1] for row in rows]


def size(store: Store, log: LogOf) -> int:
    """How many events a log has."""
    if log.defendant is None:
        return events.size(store.connection)
    sql = "SELECT count(*) FROM addressed WHERE defendant = ?"
    return int(_rows(store, sql, (log.defendant,))[0][0])


def keys(store: Store) -> list[str]:
    """The keys that have signed, the present one last."""
    return [key for (key,) in _rows(store, "SELECT key FROM log_key ORDER BY event")]


def cosigners(store: Store) -> dict[str, str]:
    """Cosigners' keys by name, in the order in which they were named."""
    return dict(_rows(store, "SELECT name, key FROM cosigner ORDER BY event"))


def checkpoints(store: Store, origin: str) -> list[str]:
    """The signed checkpoints of a log with their cosignatures, the smallest first."""
    lines: dict[int, list[str]] = {}
    for size, line in _rows(store, "SELECT size, line FROM cosignature WHERE origin = ?"
                                   " ORDER BY size, rowid", (origin,)):  # fmt: skip
        lines.setdefault(size, []).append(line)
    sql = "SELECT size, note FROM checkpoint WHERE origin = ? ORDER BY size"
    return ["".join([note, *lines.get(size, [])]) for size, note in _rows(store, sql, (origin,))]


def last_checkpoint(store: Store, origin: str) -> str | None:
    """The largest signed checkpoint of a log, without cosignatures."""
    sql = "SELECT note FROM checkpoint WHERE origin = ? ORDER BY size DESC LIMIT 1"
    rows = _rows(store, sql, (origin,))
    return rows[0][0] if rows else None


def filed(store: Store) -> list[tuple[str, int, str]]:
    """Every checkpoint with the log and the size that it is kept under."""
    return _rows(store, "SELECT origin, size, note FROM checkpoint ORDER BY origin, size")


def keep_checkpoint(
    store: Store, note: Note, frontier: Frontier, *, waits: bool = True
) -> None:  # fmt: skip
    """Keep a signed checkpoint; the next one in this store goes on from its tree.

    One that `waits` is on the disk for sure when this returns, as it must be before anybody is
    given it. Another may be lost with the power; its events are not.
    """
    head = Checkpoint.parse(note.text)
    with database.waiting(store.connection, waits=waits), database.transaction(store.connection):
        store.connection.execute(  # another program may have kept the same one
            "INSERT INTO checkpoint SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM checkpoint"
            " WHERE origin = ?1 AND size = ?2 AND note = ?3)",
            (head.origin, head.size, str(note)),
        )
    store.trees[head.origin] = frontier


def keep_cosignatures(store: Store, text: str, lines: Sequence[str]) -> None:
    """Keep signature lines that were added to a checkpoint."""
    head = Checkpoint.parse(text)
    with database.transaction(store.connection):
        store.connection.executemany(
            "INSERT OR IGNORE INTO cosignature VALUES (?, ?, ?)",
            ((head.origin, head.size, line) for line in lines),
        )


def _rows(store: Store, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
    with database.understood():
        return store.connection.execute(sql, parameters).fetchall()
