"""SQLite as Kyles uses it: durable, strict, with plain numbered migrations."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from kyles.errors import DiskFull, JobRunning, KylesError, MatterUnreadable
from kyles.store import subtrees

APPLICATION_ID = 0x4B594C45  # "KYLE": so that `file` and we can tell a matter from any database
WAIT_SECONDS = 5.0
SQLITE = sqlite3.sqlite_version


def connect(path: Path, *, fresh: bool = False) -> sqlite3.Connection:
    """A connection to a matter's database, brought to the newest schema.

    Raises MatterUnreadable where the file is no matter, is damaged or is newer than this Kyles.
    """
    if not fresh and not path.is_file():
        raise MatterUnreadable(f"{path} is not there.")
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        with understood(path):
            _check(connection, path, fresh=fresh)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
                           "trusted_schema=OFF", "cell_size_check=ON"):  # fmt: skip
                connection.execute(f"PRAGMA {pragma}")
            _migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads what is committed."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def beside(path: Path) -> sqlite3.Connection:
    """A connection to another matter's database, in which nothing is ever changed.

    Raises MatterUnreadable, also where the matter has another schema: it is not brought to ours.
    """
    if not path.is_file():
        raise MatterUnreadable(f"{path} is not there.")
    with understood(path):
        connection = reading(path)
        _check(connection, path, fresh=False)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != len(migrations()):
        connection.close()
        raise MatterUnreadable(f"{path} was written by another version of Kyles.",
                               hint="'kyles doctor' there brings it to this one.")  # fmt: skip
    return connection


def damages(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with a database, a line each."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    return [line for line in found if line != "ok"]


def _check(connection: sqlite3.Connection, path: Path, *, fresh: bool) -> None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if fresh:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    elif mark != APPLICATION_ID:
        raise MatterUnreadable(f"{path} is not a matter's database.")


def migrations() -> list[str]:
    """The SQL of every migration, in order."""
    folder = files("kyles.store") / "migrations"
    found = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [entry.read_text("utf-8") for _, entry in found]


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    steps = migrations()
    if version > len(steps):
        raise MatterUnreadable(f"{path} was written by a newer Kyles.", hint="Install that one.")
    for number, sql in enumerate(steps[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE;{sql};PRAGMA user_version={number};COMMIT;")
    if version < len(steps):
        with transaction(connection):
            subtrees.grow(connection)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; waits up to five seconds for another writer."""
    with understood():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def waiting(connection: sqlite3.Connection, *, waits: bool) -> Iterator[None]:
    """Whether commits inside are waited for until they are on the disk."""
    if waits:
        yield
        return
    connection.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous=FULL")


@contextmanager
def understood(path: Path | None = None) -> Iterator[None]:
    """What SQLite says, in Kyles' words."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _meaning(error, path) from error


def _meaning(error: sqlite3.DatabaseError, path: Path | None) -> KylesError:
    where = f"{path}: " if path else ""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_FULL"):
        return DiskFull(f"{where}no room left on the disk; nothing was stored half.")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return JobRunning(f"{where}another program is writing to this matter.")
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return KylesError(f"{where}the matter's database cannot be written: {error}.")
    return MatterUnreadable(f"{where}the matter's database cannot be read: {error}.")
