"""Small databases beside the matter's: what is kept apart from what is recorded.

They are made when they are first needed, only their owner can read them, and what is deleted in
them is overwritten. Their commits are not waited for until they are on the disk.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kyles.errors import MatterUnreadable
from kyles.store import database

VERSION = 1
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "trusted_schema=OFF")


@contextmanager
def opened(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """A connection to such a database. Raises MatterUnreadable where it is damaged or newer."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, timeout=database.WAIT_SECONDS, isolation_level=None)
    try:
        with database.understood(path):
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            _prepare(connection, path, schema)
        yield connection
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path, schema: str) -> None:
    version = _version(connection)
    if version > VERSION:
        raise MatterUnreadable(f"{path} was written by a newer Kyles.", hint="Install that one.")
    if version < VERSION:
        with database.transaction(connection):
            _make(connection, schema)


def _make(connection: sqlite3.Connection, schema: str) -> None:
    """The tables, unless another process has made them meanwhile."""
    if _version(connection) == VERSION:
        return
    for statement in filter(str.strip, schema.split(";")):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version={VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
