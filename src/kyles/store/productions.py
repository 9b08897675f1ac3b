"""What was given: volumes and their documents, other disclosures; and what was kept back."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kyles.model import Disclosure, Event, Item, Manner, Unit, Volume, Withholding
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a load file, at a line counted from 1 (0: the file as a whole)."""

    item: str
    kind: str
    line: int
    says: str


def received(volume: Volume) -> Event:
    """A volume was given to its defendants."""
    return Event("volume.given", {
        "id": volume.id, "name": volume.name, "defendants": list(volume.defendants),
        "on": volume.on, "source": volume.source,
    })  # fmt: skip


def laid_out(
    item: str, version: int, *, units: Sequence[Unit], labels: Sequence[str | None]
) -> Event:
    """Which documents a produced file has, and which page numbers its pages bear."""
    rows = [[unit.first, unit.last, unit.title, unit.begin, unit.end, unit.basis] for unit in units]
    body = {"item": item, "version": version, "units": rows, "labels": list(labels)}
    return Event("production.laid_out", body)


def problems_found(item: str, version: int, problems: Sequence[Problem]) -> Event:
    """What is wrong in a load file."""
    rows = [[one.kind, one.line, one.says] for one in problems]
    return Event("load_file.checked", {"item": item, "version": version, "problems": rows})


def disclosed(one: Disclosure) -> Event:
    """An item was disclosed by other means than a volume."""
    return Event("item.disclosed", {
        "item": one.item, "defendant": one.defendant, "on": one.on, "manner": one.manner.value,
        "receipt": one.receipt, "receipt_name": one.receipt_name,
    })  # fmt: skip


def withheld(one: Withholding) -> Event:
    """An entry was made in the withholding log."""
    return Event("item.withheld", {
        "item": one.item, "defendant": one.defendant, "provision": one.provision,
        "reason": one.reason, "existence_revealed": one.existence_revealed, "pages": one.pages,
    })  # fmt: skip


@projects("volume.given")
def _received(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO volume VALUES (?, ?, ?, ?)",
        (body["id"], body["name"], body["source"], event),
    )
    if body["on"]:
        date = (body["id"], body["on"], event)
        connection.execute("INSERT INTO volume_date VALUES (?, ?, ?)", date)
    connection.executemany(
        "INSERT OR IGNORE INTO volume_defendant VALUES (?, ?, ?)",
        ((body["id"], name, event) for name in body["defendants"]),
    )


@projects("production.laid_out")
def _laid_out(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    key = (body["item"], body["version"])
    connection.executemany(
        "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*key, *row, event) for row in body["units"]),
    )
    connection.executemany(
        "INSERT INTO label VALUES (?, ?, ?, ?, ?)",
        ((*key, page, label, event) for page, label in enumerate(body["labels"], 1) if label),
    )


@projects("load_file.checked")
def _problems(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.executemany(
        "INSERT INTO load_problem VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (body["item"], body["version"], order, *row, event)
            for order, row in enumerate(body["problems"])
        ),
    )


@projects("item.disclosed")
def _disclosed(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("item", "defendant", "on", "manner", "receipt", "receipt_name")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO disclosure VALUES (?, ?, ?, ?, ?, ?, ?)", row)


@projects("item.withheld")
def _withheld(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute(
        "INSERT INTO withholding VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (body["item"], body["defendant"], body["provision"], body["reason"],
         int(body["existence_revealed"]), body["pages"], body["by"], event),
    )  # fmt: skip


def volumes(view: View) -> list[Volume]:
    """Volumes in the order of their dates, then of their adding; the last date said counts."""
    may = access.volumes(view.viewer, view.size)
    own = access.parties(view.viewer, "defendant")
    given: dict[str, list[str]] = {}
    for volume, defendant in view.rows(
        "SELECT volume, defendant FROM volume_defendant"
        f" WHERE event < ? AND {own.sql} ORDER BY event, rowid",
        (view.size, *own.parameters),
    ):
        given.setdefault(volume, []).append(defendant)
    rows = view.rows(
        "SELECT id, name, received, source FROM volume LEFT JOIN volume_date AS said"
        " ON said.event = (SELECT max(event) FROM volume_date AS later"
        "   WHERE later.volume = volume.id AND later.event < ?)"
        f" WHERE volume.event < ? AND {may.sql}"
        " ORDER BY received IS NULL, received, volume.event",
        (view.size, view.size, *may.parameters),
    )
    return [Volume(key, name, tuple(given.get(key, ())), on, source)
            for key, name, on, source in rows]  # fmt: skip


_LATEST = (
    "version = (SELECT max(number) FROM version AS v WHERE v.item = {0}.item AND v.event < ?)"
    " AND {0}.event < ? AND {0}.item IN (SELECT id FROM item WHERE {1})"
)


def _latest(view: View, table: str) -> tuple[str, tuple[object, ...]]:
    """The condition for rows of items' latest versions that a viewer may see."""
    may = access.items(view.viewer, view.size)
    return _LATEST.format(table, may.sql), (view.size, view.size, *may.parameters)


def units(view: View) -> list[Unit]:
    """The documents inside produced files, by item and page."""
    where, parameters = _latest(view, "unit")
    rows = view.rows(
        "SELECT item, first, last, title, begin_bates, end_bates, basis FROM unit"
        f" WHERE {where} ORDER BY item, first",
        parameters,
    )
    return [Unit(*row) for row in rows]


def labels(view: View) -> dict[str, dict[int, str]]:
    """The Bates numbers of pages, by item and page."""
    where, parameters = _latest(view, "label")
    found: dict[str, dict[int, str]] = {}
    for item, page, label in view.rows(
        f"SELECT item, page, label FROM label WHERE {where} ORDER BY item, page", parameters
    ):
        found.setdefault(item, {})[page] = label
    return found


def labels_of(view: View, item: Item) -> dict[int, str]:
    """The Bates numbers of one item's pages."""
    rows = view.rows(
        "SELECT page, label FROM label WHERE item = ? AND version = ? AND event < ? ORDER BY page",
        (item.id, item.version.number, view.size),
    )
    return dict(rows)


def problems(view: View) -> list[Problem]:
    """What is wrong in load files, by item and place."""
    where, parameters = _latest(view, "load_problem")
    rows = view.rows(
        f"SELECT item, kind, line, says FROM load_problem WHERE {where} ORDER BY item, ord",
        parameters,
    )
    return [Problem(*row) for row in rows]


def disclosures(view: View) -> list[Disclosure]:
    """Disclosures by other means than a volume, in the order in which they were recorded."""
    own = access.parties(view.viewer, "defendant")
    rows = view.rows(
        "SELECT item, defendant, disclosed, manner, receipt, receipt_name FROM disclosure"
        f" WHERE event < ? AND {own.sql} ORDER BY event",
        (view.size, *own.parameters),
    )
    return [Disclosure(item, who, on, Manner(manner), *receipt)
            for item, who, on, manner, *receipt in rows]  # fmt: skip


def disclosures_of(view: View, item: str) -> list[Disclosure]:
    """Disclosures of one item by other means than a volume."""
    own = access.parties(view.viewer, "defendant")
    rows = view.rows(
        "SELECT item, defendant, disclosed, manner, receipt, receipt_name FROM disclosure"
        f" WHERE item = ? AND event < ? AND {own.sql} ORDER BY event",
        (item, view.size, *own.parameters),
    )
    return [Disclosure(item, who, on, Manner(manner), *receipt)
            for item, who, on, manner, *receipt in rows]  # fmt: skip


def withholdings(view: View) -> list[Withholding]:
    """The withholding log in the order of its entries, numbered as this viewer sees it.

    Entries whose existence is not revealed leave no gap in the other side's numbers.
    """
    may = access.withholdings(view.viewer)
    rows = view.rows(
        "SELECT item, defendant, provision, reason, existence_revealed, pages, by FROM withholding"
        f" WHERE event < ? AND {may.sql} ORDER BY event",
        (view.size, *may.parameters),
    )
    return [
        Withholding(f"W-{number}", item, who, provision, reason, bool(revealed), pages, by)
        for number, (item, who, provision, reason, revealed, pages, by) in enumerate(rows, 1)
    ]
