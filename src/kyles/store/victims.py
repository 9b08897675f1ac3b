"""Victims and representatives, with the notices given. Only the office sees them."""

import sqlite3
from typing import Any

from kyles.model import Event
from kyles.model.victim import Notice, Victim
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View


def named(one: Victim) -> Event:
    """A victim or a representative was named."""
    body = {"name": one.name, "kind": one.kind, "represents": one.represents}
    return Event("victim.named", body)


def notified(name: str, notice: Notice) -> Event:
    """A victim or representative was given notice."""
    return Event("victim.notified", {
        "name": name, "about": notice.about, "on": notice.on, "manner": notice.manner,
    })  # fmt: skip


@projects("victim.named")
def _named(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    row = (body["name"], body["kind"], body["represents"], event)
    connection.execute("INSERT INTO victim VALUES (?, ?, ?, ?)", row)


@projects("victim.notified")
def _notified(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("name", "about", "on", "manner", "by")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO victim_notice VALUES (?, ?, ?, ?, ?, ?)", row)


def victims(view: View) -> list[Victim]:
    """Everybody named, in that order, each with the notices by day."""
    may = access.office(view.viewer)
    given: dict[str, list[Notice]] = {}
    for name, *notice in view.rows(
        f"SELECT name, about, noticed, manner FROM victim_notice WHERE event < ? AND {may.sql}"
        " ORDER BY noticed, event",
        (view.size,),
    ):
        given.setdefault(name, []).append(Notice(*notice))
    rows = view.rows(
        f"SELECT name, kind, represents FROM victim WHERE event < ? AND {may.sql} ORDER BY event",
        (view.size,),
    )
    return [
        Victim(name, kind, represents, tuple(given.get(name, ())))
        for name, kind, represents in rows
    ]
