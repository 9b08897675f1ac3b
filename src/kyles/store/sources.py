"""What was added: folders and files, on which side, and whether the adding came to its end."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from kyles.model import Event, Side, Source
from kyles.store.events import projects
from kyles.store.store import View


@dataclass(frozen=True, slots=True)
class Adding:
    """The last `kyles add` of a source: its counts, or that it never came to its end."""

    source: Source
    completed: bool
    files: int
    items: int
    unread: int


def added(source: Source) -> Event:
    """Adding a source began."""
    dated = {"written": source.written} if source.written else {}
    return Event("source.added", {
        "id": source.id, "side": source.side.value, "name": source.name, "holder": source.holder,
        "volume": source.volume, "incident": source.incident, "defendant": source.defendant,
        **dated,
    })  # fmt: skip


def completed(source: str, *, files: int, items: int, unread: int) -> Event:
    """Adding a source came to its end; how many files, items and unread items it has."""
    counts = {"files": files, "items": items, "unread": unread}
    return Event("source.completed", {"source": source, **counts})


@projects("source.added")
def _added(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("id", "side", "name", "holder", "volume")
    connection.execute(
        "INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?, ?)",
        (*(body[name] for name in names), event),
    )
    concern = (body["id"], body["incident"], body["defendant"], event)
    connection.execute("INSERT INTO concern VALUES (?, ?, ?, ?)", concern)
    if body.get("written"):
        row = (body["id"], body["written"], event)
        connection.execute("INSERT INTO written VALUES (?, ?, ?)", row)
    connection.execute("INSERT INTO adding VALUES (?, 0, 0, 0, 0, ?)", (body["id"], event))


@projects("source.completed")
def _completed(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute(
        "INSERT INTO adding VALUES (?, 1, ?, ?, ?, ?)",
        (body["source"], body["files"], body["items"], body["unread"], event),
    )


def addings(view: View) -> list[Adding]:
    """The state of every source, in the order in which they were added."""
    rows = view.rows(
        "SELECT source.id, side, name, holder, volume, incident, defendant,"
        " (SELECT written FROM written WHERE written.source = source.id AND written.event < ?"
        "   ORDER BY written.event DESC LIMIT 1), completed, files, items, unread"
        " FROM source JOIN adding ON adding.source = source.id"
        " JOIN concern ON concern.source = source.id"
        " WHERE adding.event = (SELECT max(event) FROM adding AS later"
        "   WHERE later.source = source.id AND later.event < ?)"
        " AND concern.event = (SELECT max(event) FROM concern AS later"
        "   WHERE later.source = source.id AND later.event < ?)"
        " ORDER BY source.event",
        (view.size, view.size, view.size),
    )
    return [
        Adding(Source(row[0], Side(row[1]), *row[2:8]), bool(row[8]), *row[9:12]) for row in rows
    ]
