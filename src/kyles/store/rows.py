"""Many rows added by few statements.

A statement that a guard may refuse costs SQLite as much as the row that it adds; so each adds many.
"""

import sqlite3
from collections.abc import Iterable
from itertools import chain

TOGETHER = 50  # rows of one statement; more of them are no faster
VALUES = " VALUES "


def add(connection: sqlite3.Connection, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Add rows as an `INSERT ... VALUES (?, ...)` of one row says."""
    every = list(rows)
    whole = len(every) - len(every) % TOGETHER
    head, _, values = sql.rpartition(VALUES)
    many = f"{head}{VALUES}{', '.join([values] * TOGETHER)}"
    for at in range(0, whole, TOGETHER):
        connection.execute(many, tuple(chain.from_iterable(every[at : at + TOGETHER])))
    connection.executemany(sql, every[whole:])
