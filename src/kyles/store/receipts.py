"""What became of a production on the other side: it was fetched; its receipt was signed."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from kyles.model import Event
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View


@dataclass(frozen=True, slots=True)
class Fetching:
    """A volume was fetched, as whoever handed it out says."""

    volume: str
    defendant: str
    on: str
    says: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A list of received files that the defense signed, as a note."""

    volume: str
    defendant: str
    on: str
    note: str


def fetched(one: Fetching) -> Event:
    """A volume was fetched."""
    return Event("production.fetched", {
        "volume": one.volume, "defendant": one.defendant, "on": one.on, "says": one.says,
    })  # fmt: skip


def acknowledged(one: Acknowledged) -> Event:
    """The receipt of a volume was signed."""
    return Event("production.acknowledged", {
        "volume": one.volume, "defendant": one.defendant, "on": one.on, "note": one.note,
    })  # fmt: skip


@projects("production.fetched")
def _fetched(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    _address(connection, event, body)
    names = ("volume", "defendant", "on", "says", "by")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO fetching VALUES (?, ?, ?, ?, ?, ?)", row)


@projects("production.acknowledged")
def _acknowledged(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    _address(connection, event, body)
    row = (*(body[name] for name in ("volume", "defendant", "on", "note")), event)
    connection.execute("INSERT INTO receipt VALUES (?, ?, ?, ?, ?)", row)


def _address(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    """It stands in the defendant's own log, so that this side can have a proof of it."""
    connection.execute("INSERT INTO addressed VALUES (?, ?)", (event, body["defendant"]))


def fetchings(view: View) -> list[Fetching]:
    """What was fetched, in the order in which it was recorded."""
    own = access.parties(view.viewer, "defendant")
    rows = view.rows(
        "SELECT volume, defendant, fetched, says, by FROM fetching"
        f" WHERE event < ? AND {own.sql} ORDER BY event",
        (view.size, *own.parameters),
    )
    return [Fetching(*row) for row in rows]


def receipts(view: View) -> list[Acknowledged]:
    """The signed receipts, in the order in which they were recorded."""
    own = access.parties(view.viewer, "defendant")
    rows = view.rows(
        "SELECT volume, defendant, received, note FROM receipt"
        f" WHERE event < ? AND {own.sql} ORDER BY event",
        (view.size, *own.parameters),
    )
    return [Acknowledged(*row) for row in rows]
