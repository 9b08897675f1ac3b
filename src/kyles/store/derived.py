"""Results that can be made again: kept to save time, never a source of truth.

A key must name everything that the value depends on: a topic, a colon, a digest. Values are JSON.
Where they cannot be kept (beside a long job, on a disk that is full or only read) the results are
made again the next time.
"""

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kyles.errors import KylesError
from kyles.store import database
from kyles.store.store import Store

PART = 2000  # elements of a list that are kept together: bounds the memory and each row
REMEMBERED = 16  # results of one topic; the oldest goes first


def recall(store: Store, keys: Sequence[str]) -> dict[str, Any]:
    """The values kept under some keys; keys without one are left out."""
    with database.understood():
        rows = store.connection.execute(
            "SELECT key, value FROM derived WHERE part = 0"
            " AND key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        return {key: _unpacked(value) for key, value in rows}


def keep(store: Store, values: Mapping[str, Any]) -> None:
    """Keep values, in one transaction, where that can be done."""
    rows = [(key, 0, _packed(value)) for key, value in values.items()]
    if not rows:
        return
    with contextlib.suppress(KylesError), database.transaction(store.connection):
        store.connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", rows)


def remember(store: Store, key: str, make: Callable[[], list[Any]]) -> Iterator[Any]:
    """The elements of a long list kept under a key, made first where there is none."""
    with database.understood():
        (count,) = store.connection.execute(
            "SELECT count(*) FROM derived WHERE key = ?", (key,)
        ).fetchone()
    if not count:
        made = make()
        parts = [made[at : at + PART] for at in range(0, len(made), PART)] or [[]]
        rows = [(key, at, _packed(part)) for at, part in enumerate(parts)]
        with contextlib.suppress(KylesError), database.transaction(store.connection):
            _forget(store.connection, key.partition(":")[0])
            store.connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", rows)
        for _, _, value in rows:
            yield from _unpacked(value)
        return
    for part in range(count):
        with database.understood():
            (value,) = store.connection.execute(
                "SELECT value FROM derived WHERE key = ? AND part = ?", (key, part)
            ).fetchone()
        yield from _unpacked(value)


def _forget(connection: sqlite3.Connection, topic: str) -> None:
    """Make room for one more result of a topic."""
    connection.execute(
        "DELETE FROM derived WHERE key IN (SELECT key FROM derived WHERE part = 0"
        " AND key >= ? AND key < ? ORDER BY rowid DESC LIMIT -1 OFFSET ?)",
        (f"{topic}:", f"{topic};", REMEMBERED - 1),
    )


def _packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 1)


def _unpacked(value: bytes) -> Any:
    return json.loads(zlib.decompress(value))
