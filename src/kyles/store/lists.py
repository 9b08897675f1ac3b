"""What lists say: their rows, and how their columns are to be read."""

import json
import sqlite3
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kyles.ledger import merkle
from kyles.model import Event, Item
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: canonical names to values; `item` is the thing that the row made, if any.

    `row` is the row as the file counts it, from 1.
    """

    list: str
    row: int
    item: str | None
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Export:
    """One version of a list, as it was added at one time: what each row says, in order."""

    list: str
    path: str
    holder: str | None
    event: int  # of the adding: two lists of one adding are no exports of one
    rows: tuple[dict[str, str], ...]


def listed(list_item: str, version: int, entries: list[Entry]) -> Event:
    """A list was read."""
    rows = [{"row": entry.row, "item": entry.item, "facts": entry.facts} for entry in entries]
    return Event("list.read", {"list": list_item, "version": version, "rows": rows})


def mapped(holder: str, header: str, columns: dict[str, Any]) -> Event:
    """A person said how the columns under a header are to be read."""
    return Event("list.mapped", {"holder": holder, "header": header, "columns": columns})


@projects("list.read")
def _listed(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.executemany(
        "INSERT INTO list_row VALUES (?, ?, ?, ?, ?, ?)",
        (
            (body["list"], body["version"], row["row"], row["item"],
             merkle.canonical(row["facts"]).decode(), event)
            for row in body["rows"]
        ),
    )  # fmt: skip


@projects("list.mapped")
def _mapped(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    columns = merkle.canonical(body["columns"]).decode()
    row = (body["holder"], body["header"], columns, event)
    connection.execute("INSERT INTO mapping VALUES (?, ?, ?, ?)", row)


def entries(view: View) -> list[Entry]:
    """The rows of every list's latest version, by the list's path, then row."""
    may = access.items(view.viewer, view.size)
    rows = view.rows(
        "SELECT list, row, list_row.item, facts FROM list_row JOIN item ON item.id = list"
        " JOIN version ON version.item = list AND version.number = list_row.version"
        " WHERE list_row.event < ? AND list_row.version = (SELECT max(number) FROM version AS later"
        f"   WHERE later.item = list AND later.event < ?) AND {may.sql}"
        " ORDER BY version.path, list, row",
        (view.size, view.size, *may.parameters),
    )
    return [Entry(key, row, item, json.loads(facts)) for key, row, item, facts in rows]


def entries_of(view: View, item: Item) -> list[Entry]:
    """The rows that tell of one item, by the list's path."""
    may = access.items(view.viewer, view.size)
    rows = view.rows(
        "SELECT list, row, list_row.item, facts FROM list_row JOIN item ON item.id = list"
        " WHERE list_row.item = ? AND list_row.event < ? AND list_row.version = ("
        f"  SELECT max(number) FROM version WHERE version.item = list AND event < ?) AND {may.sql}"
        " ORDER BY list, row",
        (item.id, view.size, view.size, *may.parameters),
    )
    return [Entry(key, row, found, json.loads(facts)) for key, row, found, facts in rows]


def exports(view: View) -> list[Export]:
    """Every version of every held list, in the order in which they were added."""
    may = access.items(view.viewer, view.size)
    rows = view.rows(
        "SELECT list, version.path, holder, (SELECT max(event) FROM adding"
        "   WHERE adding.source = item.source AND adding.event <= list_row.event) AS added, facts"
        " FROM list_row JOIN item ON item.id = list JOIN version"
        " ON version.item = list AND version.number = list_row.version"
        f" WHERE list_row.event < ? AND side = 'held' AND {may.sql}"
        " ORDER BY list_row.event, list, row",
        (view.size, *may.parameters),
    )
    return [
        Export(key, path, holder, event, tuple(json.loads(facts) for *_, facts in some))
        for (key, path, holder, event), some in groupby(rows, key=lambda row: row[:4])
    ]


def remembered(view: View, holder: str, header: str) -> dict[str, Any] | None:
    """How this holder's lists with this header were last said to be read."""
    rows = view.rows(
        "SELECT columns FROM mapping WHERE holder = ? AND header = ? AND event < ?"
        " ORDER BY event DESC LIMIT 1",
        (holder, header, view.size),
    )
    return json.loads(rows[0][0]) if rows else None
