"""An open matter: what is recorded, and views of it."""

import getpass
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from kyles import clock
from kyles.errors import UsageError
from kyles.ledger.merkle import Frontier
from kyles.model import Event
from kyles.settings import Settings
from kyles.store import database, events, lock
from kyles.store.access import OWNER, Viewer
from kyles.store.blobs import Blobs

INSIDE, DATABASE = ".kyles", "matter.db"
STANDING = "standing"  # where that is which is kept
FORGOTTEN = 7 * 86_400  # seconds after which work that was ended is not gone on with


def record(
    connection: sqlite3.Connection,
    recorded: Iterable[Event],
    *,
    by: str,
    derive: Callable[[sqlite3.Connection], None] | None = None,
) -> list[int]:
    """Add events and what follows from them, all or nothing; their places in the ledger."""
    with database.transaction(connection):
        if derive:
            derive(connection)
        return events.append(connection, recorded, at=clock.stamp(), by=by)


class Store:
    """A matter's folder, opened. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        connect: Callable[[Path], sqlite3.Connection] = database.connect,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.inside = folder / INSIDE
        self.workshop = self.inside / "work"
        self.blobs = Blobs(self.inside / "blobs")
        self.connection = connect(self.inside / DATABASE)
        self.trees: dict[str, Frontier] = {}  # of the checkpoints signed here, by log
        self._reading: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._reading:
            self._reading.close()
        self.connection.close()

    @property
    def reading(self) -> sqlite3.Connection:
        """A second connection, which sees only what is committed."""
        if self._reading is None:
            self._reading = database.reading(self.inside / DATABASE)
        return self._reading

    @property
    def who(self) -> str:
        """In whose name events are recorded."""
        return self.settings.by or login()

    def record_as(self, name: str) -> None:
        """Record in the name of somebody who came in by a name of one's own."""
        self.settings = replace(self.settings, by=name)

    @contextmanager
    def work(self, name: str) -> Iterator[Path]:
        """A folder for work that takes long. It is gone when the work is done; what was ended
        finds it again under the same name, and goes on.
        """
        every = self.workshop
        ended = [path for path in every.glob("*") if path.name != STANDING]
        for left in ended:
            if clock.now().timestamp() - left.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)
        folder = every / name[:24]
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def standing(self, name: str) -> Iterator[Path]:
        """A folder for what is kept of work, to be gone on with when there is more; one process at
        a time has it. What is in it can be made again, and goes when an item is removed.
        """
        every = self.workshop / STANDING
        every.mkdir(parents=True, exist_ok=True)
        with lock.alone(every / f"{name[:24]}.lock"):
            folder = every / name[:24]
            folder.mkdir(exist_ok=True)
            yield folder

    def job(self, name: str) -> AbstractContextManager[None]:
        """The lock that one job at a time may hold."""
        return lock.job(self.inside, name)

    def record(
        self,
        recorded: Iterable[Event],
        *,
        derive: Callable[[sqlite3.Connection], None] | None = None,
    ) -> list[int]:
        """Add events and what follows from them, all or nothing; their places in the ledger.

        `derive` adds what was read of contents in the same transaction.
        """
        return record(self.connection, recorded, by=self.who, derive=derive)

    def view(self, viewer: Viewer = OWNER, *, as_of: int | None = None) -> "View":
        """What a viewer may see, at an earlier ledger size where one is given."""
        size = events.size(self.connection)
        if as_of is not None and not 0 < as_of <= size:
            raise UsageError(f"--as-of {as_of}: the ledger has {size} events.")
        return View(self, viewer, size if as_of is None else as_of)


def login() -> str:
    """The name of whoever runs Kyles."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in many containers
        return f"user {os.getuid()}"


@dataclass(frozen=True)
class View:
    """Reads of a matter: by whom, and as of which ledger size."""

    store: Store
    viewer: Viewer
    size: int

    @property
    def is_whole(self) -> bool:
        """Whether it is all that is known today, as its owner sees it."""
        return self.viewer == OWNER and self.size == events.size(self.store.connection)

    @property
    def root(self) -> str:
        """The Merkle root over the events of this view, as hexadecimal digits."""
        return events.root(self.store.connection, self.size).hex()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        return list(self.each(sql, parameters))

    def each(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows of a query one by one, for those that need not be in memory together."""
        with database.understood():
            yield from self.store.connection.execute(sql, parameters)
