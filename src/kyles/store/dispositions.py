"""How the case of each defendant stands; what was said last counts."""

import sqlite3
from typing import Any

from kyles.model import Event
from kyles.model.disposition import Disposition, Outcome
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View


def disposed(one: Disposition) -> Event:
    """A defendant's case came to a disposition."""
    return Event("case.disposed", {
        "defendant": one.defendant, "outcome": one.outcome.value, "on": one.on,
        "source": one.source,
    })  # fmt: skip


@projects("case.disposed")
def _disposed(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("defendant", "outcome", "on", "source", "by")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO disposition VALUES (?, ?, ?, ?, ?, ?)", row)


def dispositions(view: View) -> dict[str, Disposition]:
    """The last disposition of each defendant who has one."""
    own = access.parties(view.viewer, "defendant")
    rows = view.rows(
        "SELECT defendant, kind, decided, source, by FROM disposition"
        f" WHERE event < ? AND {own.sql} ORDER BY event",
        (view.size, *own.parameters),
    )
    return {name: Disposition(name, Outcome(kind), *rest) for name, kind, *rest in rows}
