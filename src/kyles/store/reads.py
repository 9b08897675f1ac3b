"""Who looked at what: kept for each side apart, and shown to that side alone.

A read is no event of the ledger, and an audit of unchanged facts still appends nothing. The same
page asked for again at once counts once. The reads of the State, the court and civil litigators
are in a file beside the matter's database; those of a defendant's defense in its own drawer.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from kyles.store import apart, database
from kyles.store.drawer import FIRST, Opened
from kyles.store.store import INSIDE

FILE = "reads.db"
SCHEMA = """
    CREATE TABLE read (
        id INTEGER PRIMARY KEY, side TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
        kind TEXT NOT NULL, page TEXT NOT NULL, address TEXT NOT NULL
    ) STRICT;
    CREATE INDEX read_by_side ON read (side, id);
    CREATE INDEX read_by_kind ON read (side, kind, id);
    CREATE INDEX read_by_person ON read (side, by, id);
"""
READ, SEARCH, VIEW = "read", "search", "view"
STATE, COURT = "state", "court"  # sides; a civil litigator has one each


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody looked at a page, or searched: the page's noun, and its address in the matter."""

    at: str
    by: str
    kind: str
    page: str
    address: str


class Reads(Protocol):
    """The reads of one side."""

    def put(self, read: Read) -> None:
        """Keep a read, unless it is the same person's last one again."""

    def listed(self, *, kind: str, before: int, limit: int) -> list[tuple[int, Read]]:
        """The reads, the newest first, each with its number; of one kind unless it is ""."""


@dataclass(frozen=True, slots=True)
class SealedReads:
    """The reads of a defendant's defense."""

    drawer: Opened

    def put(self, read: Read) -> None:
        last = self.drawer.listed(READ, limit=1)
        if not last or not _same(Read(**last[0].told), read):
            self.drawer.put(READ, asdict(read), about=read.kind)

    def listed(self, *, kind: str = "", before: int = FIRST, limit: int) -> list[tuple[int, Read]]:
        some = self.drawer.listed(READ, about=kind, before=before, limit=limit)
        return [(one.id, Read(**one.told)) for one in some]


@dataclass(frozen=True, slots=True)
class PlainReads:
    """The reads of the State, the court or a civil litigator."""

    connection: sqlite3.Connection
    side: str

    def put(self, read: Read) -> None:
        with database.transaction(self.connection):
            row = self.connection.execute(
                "SELECT at, by, kind, page, address FROM read WHERE side = ? AND by = ?"
                " ORDER BY id DESC LIMIT 1", (self.side, read.by),
            ).fetchone()  # fmt: skip
            if row is None or not _same(Read(*row), read):
                self.connection.execute(
                    "INSERT INTO read (side, at, by, kind, page, address)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (self.side, read.at, read.by, read.kind, read.page, read.address),
                )  # fmt: skip

    def listed(self, *, kind: str = "", before: int = FIRST, limit: int) -> list[tuple[int, Read]]:
        which: tuple[str, ...] = (kind,) if kind else ()
        with database.understood():
            rows = self.connection.execute(
                "SELECT id, at, by, kind, page, address FROM read WHERE side = ? AND id < ?"
                f"{' AND kind = ?' if kind else ''} ORDER BY id DESC LIMIT ?",
                (self.side, before, *which, limit),
            ).fetchall()  # fmt: skip
        return [(number, Read(*told)) for number, *told in rows]


@contextmanager
def reads(folder: Path, side: str) -> Iterator[PlainReads]:
    """The reads of one side of a matter, but a defense's."""
    with apart.opened(folder / INSIDE / FILE, SCHEMA) as connection:
        yield PlainReads(connection, side)


def _same(one: Read, other: Read) -> bool:
    return (one.by, one.address) == (other.by, other.address)
