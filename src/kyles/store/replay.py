"""Every table made again out of the events, to be held against what is there.

Rows follow from events alone. So whoever altered, added or removed one behind the ledger's back is
found by making them all again, in memory.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import zip_longest

from kyles.store import database, events

TOGETHER = 10_000  # rows that are compared together
NOT_FROM_EVENTS = ("event", "event_body")
ORDERED = """
    SELECT value FROM event_body, json_each(body, '$.body.events')
    WHERE body ->> '$.kind' = 'item.removed'
"""  # places of events whose bodies an order had destroyed


def differing(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that the events do not bring, and rows that they bring and that are not there.

    What came with an event whose body was destroyed cannot be told, and is left out.
    """
    with database.understood():
        again = _again(connection)
        for table in _tables(again):
            if not _same(connection, again, table):
                kept = {idx for (idx,) in connection.execute("SELECT idx FROM event_body")}
                there, told = (_rows(each, table, kept) for each in (connection, again))
                yield from _compared(table, there, told)
        again.close()


def _same(one: sqlite3.Connection, two: sqlite3.Connection, table: str) -> bool:
    """Whether a table's rows are the same in the same order, as they most often are."""
    rows = [connection.execute(f"SELECT * FROM {table}") for connection in (one, two)]
    parts = [iter(partial(each.fetchmany, TOGETHER), []) for each in rows]
    return all(here == there for here, there in zip_longest(*parts))


def _again(connection: sqlite3.Connection) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None)
    for sql in database.migrations():
        made.executescript(sql)
    made.execute("PRAGMA foreign_keys=OFF")  # a destroyed event brings no row to refer to
    made.execute("BEGIN")
    _take_what_stands(connection, made)
    for place, body in connection.execute("SELECT idx, body FROM event_body ORDER BY idx"):
        try:
            events.project(made, place, json.loads(body))
        except (KeyError, TypeError, ValueError, sqlite3.Error):
            continue  # it was altered: its leaf says so
    return made


def _take_what_stands(connection: sqlite3.Connection, made: sqlite3.Connection) -> None:
    """Findings that were first seen in an event destroyed under an order: later ones go on."""
    rows = connection.execute(f"SELECT * FROM finding WHERE event IN ({ORDERED})").fetchall()
    made.executemany("INSERT INTO finding VALUES (?, ?, ?, ?, ?)", rows)


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows say with which event they came."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in names.fetchall()
            if name not in NOT_FROM_EVENTS and "event" in _columns(connection, name)]  # fmt: skip


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _rows(
    connection: sqlite3.Connection, table: str, kept: set[int]
) -> Counter[tuple[object, ...]]:  # fmt: skip
    place = _columns(connection, table).index("event")
    rows = connection.execute(f"SELECT * FROM {table}")
    return Counter(row for row in rows if row[place] in kept)


def _compared(
    table: str, there: Counter[tuple[object, ...]], told: Counter[tuple[object, ...]]
) -> Iterator[str]:  # fmt: skip
    for rows, says in ((there - told, "is not what the ledger tells"),
                       (told - there, "is missing")):  # fmt: skip
        yield from (f"table {table}: the row {row!r:.120} {says}" for row in rows)
