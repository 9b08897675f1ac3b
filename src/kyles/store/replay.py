"""Every table made again out of the events, to be held against what is there.

Rows follow from events alone. So whoever altered, added or removed one behind the ledger's back is
found by making them all again, in memory.
"""

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from kyles.store import database, events

TOGETHER = 10_000  # events whose rows are made together
UNTOLD = (KeyError, TypeError, ValueError, sqlite3.Error)
NOT_FROM_EVENTS = ("event", "event_body")
ORDERED = """
    SELECT value FROM event_body, json_each(body, '$.body.events')
    WHERE body ->> '$.kind' = 'item.removed'
"""  # places of events whose bodies an order had destroyed

_read = msgspec.json.Decoder().decode


def differing(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that the events do not bring, and rows that they bring and that are not there.

    What came with an event whose body was destroyed cannot be told, and is left out.
    """
    with database.understood():
        again = _again(connection)
        for table in _tables(again):
            if not _same(again, table):
                kept = {idx for (idx,) in connection.execute("SELECT idx FROM event_body")}
                there, told = (_rows(each, table, kept) for each in (connection, again))
                yield from _compared(table, there, told)
        again.close()


def _same(made: sqlite3.Connection, table: str) -> bool:
    """Whether a table's rows are the same in the same order, as they most often are."""
    names = _columns(made, table)
    here, there = (", ".join(f"{side}.{name}" for name in names) for side in ("here", "there"))
    ((same,),) = made.execute(
        f"SELECT (SELECT count(*) FROM main.{table}) = (SELECT count(*) FROM kept.{table})"
        f" AND NOT EXISTS (SELECT 1 FROM main.{table} AS here LEFT JOIN kept.{table} AS there"
        f" ON here.rowid = there.rowid WHERE ({here}) IS NOT ({there}))"
    )
    return bool(same)


def _again(connection: sqlite3.Connection) -> sqlite3.Connection:
    made = sqlite3.connect("file::memory:", uri=True, isolation_level=None)
    for sql in database.migrations():
        made.executescript(sql)
    made.execute("PRAGMA foreign_keys=OFF")  # a destroyed event brings no row to refer to
    made.execute("ATTACH ? AS kept", (_address(connection),))
    made.execute("BEGIN")
    _take_what_stands(connection, made)
    rows = connection.execute("SELECT idx, body FROM event_body ORDER BY idx")
    for told in iter(partial(rows.fetchmany, TOGETHER), []):
        _follow(made, told)
    return made


def _address(connection: sqlite3.Connection) -> str:
    """Where a connection's database is, only to be read."""
    (file,) = next(connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'"))
    return f"{Path(file).as_uri()}?mode=ro"


def _follow(made: sqlite3.Connection, told: list[tuple[int, str]]) -> None:
    """Add what follows from some events: together, or one by one where one of them was altered."""
    made.execute("SAVEPOINT some")
    try:
        events.follow(made, [_told(*each) for each in told])
    except UNTOLD:
        made.execute("ROLLBACK TO some")
        for each in told:
            with contextlib.suppress(*UNTOLD):  # it was altered: its leaf says so
                events.follow(made, [_told(*each)])
    made.execute("RELEASE some")


def _told(place: int, body: str) -> tuple[str, int, events.Body]:
    event = _read(body)
    return event["kind"], place, {**event["body"], "at": event["at"], "by": event["by"]}


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
