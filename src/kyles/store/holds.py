"""Holds and their steps. The office sees them, and an agency those that were sent to it."""

import json
import sqlite3
from typing import Any

from kyles.errors import NotFound
from kyles.ledger import merkle
from kyles.model import Event
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View

_COLUMNS = "id, side, scope, systems, items, since, until, sender, owner, letter, letter_name"


def opened(one: Hold) -> Event:
    """A hold was drafted, or a letter was served on us."""
    return Event("hold.opened", {
        "id": one.id, "side": one.side.value, "scope": one.scope, "systems": list(one.systems),
        "items": list(one.items), "since": one.since, "until": one.until, "sender": one.sender,
        "owner": one.owner, "letter": one.letter, "letter_name": one.letter_name,
    })  # fmt: skip


def stepped(hold: str, step: HoldStep) -> Event:
    """A step was taken, with one custodian or for the whole hold."""
    return Event("hold.stepped", {
        "hold": hold, "step": step.step.value, "custodian": step.custodian, "on": step.on,
        "says": step.says,
    })  # fmt: skip


@projects("hold.opened")
def _opened(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    lists = {name: merkle.canonical(body[name]).decode() for name in ("systems", "items")}
    told = {**body, **lists}
    names = (*_COLUMNS.split(", "), "by")
    row = (*(told[name] for name in names), event)
    connection.execute("INSERT INTO hold VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


@projects("hold.stepped")
def _stepped(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("hold", "step", "custodian", "on", "says", "by")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO hold_step VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def holds(view: View) -> list[Hold]:
    """Every hold that a viewer may see, with its steps, in the order of opening."""
    steps = _steps(view)
    may = access.holds(view.viewer, view.size)
    rows = view.rows(
        f"SELECT {_COLUMNS} FROM hold WHERE event < ? AND {may.sql} ORDER BY event",
        (view.size, *may.parameters),
    )
    return [_hold(row, steps.get(row[0], [])) for row in rows]


def _steps(view: View) -> dict[str, list[HoldStep]]:
    may = access.hold_steps(view.viewer, view.size)
    steps: dict[str, list[HoldStep]] = {}
    for hold, step, *rest in view.rows(
        "SELECT hold, step, custodian, happened, says, by FROM hold_step"
        f" WHERE event < ? AND {may.sql} ORDER BY event",
        (view.size, *may.parameters),
    ):
        steps.setdefault(hold, []).append(HoldStep(Step(step), *rest))
    return steps


def _hold(row: tuple[Any, ...], steps: list[HoldStep]) -> Hold:
    told = dict(zip(_COLUMNS.split(", "), row, strict=True))
    told["side"] = Side(told["side"])
    lists = {name: tuple(json.loads(told[name])) for name in ("systems", "items")}
    return Hold(**{**told, **lists}, steps=tuple(steps))


def one(view: View, name: str) -> Hold:
    """A hold by its id. Raises NotFound."""
    for found in holds(view):
        if found.id.casefold() == name.casefold():
            return found
    raise NotFound(f"There is no hold '{name}'.", hint="'kyles holds' lists them.")
