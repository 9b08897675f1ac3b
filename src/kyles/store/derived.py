"""Results that can be made again: kept to save time, never a source of truth."""

import json
import zlib
from collections.abc import Callable
from typing import Any

from kyles.store.store import Store


def remember(store: Store, key: str, make: Callable[[], Any]) -> Any:
    """The JSON value kept under a key, made first where there is none.

    A key must name everything that the value depends on. A value that cannot be kept is returned
    all the same.
    """
    row = store.connection.execute("SELECT value FROM derived WHERE key = ?", (key,)).fetchone()
    if row:
        return json.loads(zlib.decompress(row[0]))
    value = make()
    packed = zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 1)
    store.connection.execute("INSERT OR REPLACE INTO derived VALUES (?, ?)", (key, packed))
    return value
