"""The matter itself: its title, court, defendants and incidents."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from kyles.errors import NotFound
from kyles.model import Event, Matter
from kyles.store.events import projects
from kyles.store.store import View


def opened(
    title: str, *, court: str, zone: str, defendants: Sequence[str], incidents: Sequence[str]
) -> Event:
    """A matter was opened."""
    return Event("matter.opened", {
        "title": title, "court": court, "zone": zone,
        "defendants": list(defendants), "incidents": list(incidents),
    })  # fmt: skip


def defendant_added(name: str) -> Event:
    """A defendant joined the matter."""
    return Event("defendant.added", {"name": name})


def incident_added(number: str) -> Event:
    """An incident belongs to the matter."""
    return Event("incident.added", {"number": number})


@projects("matter.opened")
def _opened(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    row = (body["title"], body["court"], body["zone"], event)
    connection.execute("INSERT INTO matter VALUES (?, ?, ?, ?)", row)
    for name in body["defendants"]:
        _defendant(connection, event, {"name": name})
    for number in body["incidents"]:
        _incident(connection, event, {"number": number})


@projects("defendant.added")
def _defendant(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute("INSERT OR IGNORE INTO defendant VALUES (?, ?)", (body["name"], event))


@projects("incident.added")
def _incident(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute("INSERT OR IGNORE INTO incident VALUES (?, ?)", (body["number"], event))


def defendant(view: View, name: str) -> str:
    """A defendant of the matter, by name in any case. Raises NotFound, naming those there are."""
    names = matter(view).defendants
    for one in names:
        if one.casefold() == name.casefold():
            return one
    known = ", ".join(names) or "none yet; 'kyles new --defendant NAME' names them"
    raise NotFound(f"There is no defendant '{name}'.", hint=f"Defendants: {known}.")


def matter(view: View) -> Matter:
    """The matter, with its defendants and incidents in the order in which they were named."""
    ((title, court, zone),) = view.rows("SELECT title, court, zone FROM matter")
    defendants, incidents = (
        tuple(
            value
            for (value,) in view.rows(
                f"SELECT {column} FROM {table} WHERE event < ? ORDER BY event, rowid",
                (view.size,),
            )
        )
        for table, column in (("defendant", "name"), ("incident", "number"))
    )
    return Matter(title, court, zone, defendants, incidents)
