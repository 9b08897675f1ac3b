"""The power is lost at any write: nothing that was acknowledged is lost with it.

The store's own functions run on a disk in memory that loses what was not synced, torn and in any
order. KYLES_POWER_LOSSES says how often; `KYLES_POWER_LOSSES=400 pytest` is the long run.
"""

import os
import random
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

apsw = pytest.importorskip("apsw", reason="apsw is not installed")
from tests.certificate import powerless  # noqa: E402 - it needs apsw
from tests.certificate.powerless import Disk, PowerLost  # noqa: E402

from kyles.ledger import checkpoint, keys, merkle  # noqa: E402
from kyles.ledger.checkpoint import Checkpoint  # noqa: E402
from kyles.ledger.merkle import Frontier  # noqa: E402
from kyles.store import acts, database, events, logs  # noqa: E402

LOSSES = int(os.environ.get("KYLES_POWER_LOSSES", "25"))
KEY = keys.key("kyles.example/power", secret=bytes(32))
LONGEST = 500  # operations until the power is lost, at most
NOT_LOST = apsw.Error, PowerLost


def opened(synchronous: str) -> Any:
    """A connection as a matter's is, but that it needs no shared memory."""
    connection = apsw.Connection(powerless.DATABASE, vfs=powerless.NAME)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", f"synchronous={synchronous}",
                   "foreign_keys=ON", "wal_autocheckpoint=20"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


class Writer:
    """Records and signs until the power is lost; knows what it was told is recorded."""

    def __init__(self, synchronous: str, chance: random.Random) -> None:
        self.synchronous, self.chance = synchronous, chance
        self.frontier = Frontier()
        self.recorded: list[tuple[int, bytes]] = []
        self.signed: list[str] = []
        self.last = ""

    def run(self, disk: Disk) -> None:
        connection = opened(self.synchronous)
        with suppress(*NOT_LOST), closing(connection):
            while disk.left >= 0:
                self._batch(connection)
                if self.synchronous == "FULL" and self.chance.random() < 0.4:
                    self._sign(connection)

    def _batch(self, connection: Any) -> None:
        some = [acts.marked("item", "guilt", "x" * self.chance.randrange(2000))
                for _ in range(self.chance.randrange(1, 12))]  # fmt: skip
        with database.transaction(connection):
            places = events.append(connection, some, at="2024-07-12T16:05:00Z", by="A")
            leaves = [leaf for (leaf,) in connection.execute(
                "SELECT leaf FROM event WHERE idx >= ? ORDER BY idx", (places[0],))]  # fmt: skip
        self.frontier.extend(leaves)
        self.recorded.append((self.frontier.size, self.frontier.root()))

    def _sign(self, connection: Any) -> None:
        head = Checkpoint(KEY.verifier.name, self.frontier.size, self.frontier.root())
        note = checkpoint.sign(head, [KEY])
        if note.text == self.last:
            return
        store: Any = SimpleNamespace(connection=connection, trees={})
        waits = self.chance.random() < 0.5
        logs.keep_checkpoint(store, note, self.frontier, waits=waits)
        if waits:
            self.signed.append(str(note))
        self.last = note.text


def empty() -> bytes:
    """A matter's database in which nothing has happened."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for sql in database.migrations():
            made.executescript(sql)
        return made.serialize()


EMPTY = empty()


def lost(seed: int, folder: Path, synchronous: str = "FULL") -> tuple[Writer, list[str]]:
    """A writer whose power was lost, and what is wrong when it is back."""
    chance = random.Random(seed)
    disk = Disk(EMPTY, chance.randrange(20, LONGEST))
    writer = Writer(synchronous, chance)
    try:
        writer.run(disk)
        found = disk.after(chance)
    finally:
        disk.unregister()
    with closing(sqlite3.connect(powerless.written(found, folder))) as connection:
        return writer, list(wrong(connection, writer))


def wrong(connection: sqlite3.Connection, writer: Writer):
    yield from database.damages(connection)
    yield from (f"event {place} was altered" for place in events.altered(connection))
    leaves = [leaf for (leaf,) in connection.execute("SELECT leaf FROM event ORDER BY idx")]
    yield from (f"{size} events were acknowledged" for size, root in writer.recorded
                if merkle.root(leaves[:size]) != root or len(leaves) < size)  # fmt: skip
    marks = connection.execute("SELECT count(*) FROM mark").fetchone()
    if marks != (len(leaves),):
        yield "rows do not follow the events"
    kept = [note for (note,) in connection.execute("SELECT note FROM checkpoint")]
    yield from ("a signed checkpoint is lost" for note in writer.signed if note not in kept)


@pytest.mark.parametrize("start", range(0, LOSSES, 25))
def test_nothing_acknowledged_is_lost(tmp_path: Path, start: int):
    acknowledged = 0
    for seed in range(start, min(start + 25, LOSSES)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        writer, found = lost(seed, folder)
        assert found == [], seed
        acknowledged += len(writer.recorded)
    assert acknowledged > 25


def test_the_simulation_can_lose(tmp_path: Path):
    """Where commits are not waited for, acknowledged events are lost: so the others prove much."""
    losses = 0
    for seed in range(50):
        folder = tmp_path / str(seed)
        folder.mkdir()
        losses += bool(lost(seed, folder, "NORMAL")[1])
    assert losses > 3
