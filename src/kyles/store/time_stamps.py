"""RFC 3161 tokens over checkpoints, as an authority gave them."""

import base64
import sqlite3
from dataclasses import dataclass
from typing import Any

from kyles.model import Event
from kyles.store.events import projects
from kyles.store.store import Store


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A token over the text of a log's checkpoint of some size."""

    origin: str
    size: int
    authority: str
    token: bytes


def stamped(one: TimeStamp) -> Event:
    """An authority stamped a checkpoint."""
    return Event("checkpoint.timestamped", {
        "origin": one.origin, "size": one.size, "authority": one.authority,
        "token": base64.b64encode(one.token).decode(),
    })  # fmt: skip


@projects("checkpoint.timestamped")
def _stamped(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("origin", "size", "authority", "token")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO time_stamp VALUES (?, ?, ?, ?, ?)", row)


def of(store: Store, origin: str, size: int) -> list[tuple[str, bytes]]:
    """The tokens over a checkpoint: who gave each, and its bytes."""
    rows = store.view().rows(
        "SELECT authority, token FROM time_stamp WHERE origin = ? AND size = ? ORDER BY event",
        (origin, size),
    )
    return [(authority, base64.b64decode(token)) for authority, token in rows]
