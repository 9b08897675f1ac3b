"""What happened in the case, on which day, and who says so."""

import sqlite3
from typing import Any

from kyles.errors import NotFound
from kyles.model import CaseEvent, Event, Happening
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View

_COLUMNS = "id, kind, occurred, defendant, says, source, item, by"


def happened(one: CaseEvent) -> Event:
    """Something happened in the case."""
    return Event("case.happened", {
        "id": one.id, "kind": one.kind.value, "on": one.on, "defendant": one.defendant,
        "says": one.says, "source": one.source, "item": one.item,
    })  # fmt: skip


def withdrawn(event: str, reason: str) -> Event:
    """An event of the case had been recorded in error."""
    return Event("case.withdrawn", {"id": event, "reason": reason})


@projects("case.happened")
def _happened(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("id", "kind", "on", "defendant", "says", "source", "item", "by")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO case_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


@projects("case.withdrawn")
def _withdrawn(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    row = (body["id"], body["reason"], event)
    connection.execute("INSERT INTO case_event_withdrawn VALUES (?, ?, ?)", row)


def case_events(view: View) -> list[CaseEvent]:
    """The events by day, without those withdrawn; the defense sees those about itself."""
    own = access.parties(view.viewer, "defendant")
    rows = view.rows(
        f"SELECT {_COLUMNS} FROM case_event WHERE event < ? AND {own.sql} AND id NOT IN"
        " (SELECT id FROM case_event_withdrawn WHERE event < ?) ORDER BY occurred, event",
        (view.size, *own.parameters, view.size),
    )
    return [CaseEvent(key, Happening(kind), *rest) for key, kind, *rest in rows]


def one(view: View, event: str) -> CaseEvent:
    """An event by its id. Raises NotFound."""
    for found in case_events(view):
        if found.id == event:
            return found
    raise NotFound(f"There is no event '{event}'.", hint="'kyles events' lists them.")


def next_id(view: View) -> str:
    """The id of the next event: E-1, E-2 and so on."""
    ((count,),) = view.rows("SELECT count(*) FROM case_event")
    return f"E-{count + 1}"
