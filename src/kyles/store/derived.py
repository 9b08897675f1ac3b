"""Results that can be made again: kept to save time, never a source of truth.

A key must name everything that the value depends on. Values are JSON.
"""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kyles.store import database
from kyles.store.store import Store


def recall(store: Store, keys: Sequence[str]) -> dict[str, Any]:
    """The values kept under some keys; keys without one are left out."""
    found = {}
    for key in keys:
        row = store.connection.execute("SELECT value FROM derived WHERE key = ?", (key,)).fetchone()
        if row:
            found[key] = json.loads(zlib.decompress(row[0]))
    return found


def keep(store: Store, values: Mapping[str, Any]) -> None:
    """Keep values, in one transaction."""
    rows = [
        (key, zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 1))
        for key, value in values.items()
    ]
    with database.transaction(store.connection):
        store.connection.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?)", rows)


def remember(store: Store, key: str, make: Callable[[], Any]) -> Any:
    """The value kept under a key, made first where there is none."""
    found = recall(store, [key])
    if key not in found:
        keep(store, {key: make()})
        found = recall(store, [key])
    return found[key]
