"""The register of sources. Only the office sees it; a certificate tells what it must."""

import sqlite3
from typing import Any

from kyles.model import Event
from kyles.model.inquiry import Answer, Cell, Inquiry, Step
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View

_COLUMNS = "agency, system, step, happened, person, answer, says, export, export_name, by"


def stepped(one: Inquiry) -> Event:
    """A system was listed, asked, or answered."""
    return Event("source.inquired", {
        "agency": one.agency, "system": one.system, "step": one.step.value, "on": one.on,
        "person": one.person, "answer": one.answer.value if one.answer else "", "says": one.says,
        "export": one.export, "export_name": one.export_name,
    })  # fmt: skip


@projects("source.inquired")
def _stepped(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("agency", "system", "step", "on", "person", "answer", "says", "export", "export_name",
             "by")  # fmt: skip
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO inquiry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def cells(view: View) -> list[Cell]:
    """Every system of every agency in the register, by agency, then system."""
    may = access.office(view.viewer)
    found: dict[tuple[str, str], list[Inquiry]] = {}
    for row in view.rows(
        f"SELECT {_COLUMNS} FROM inquiry WHERE event < ? AND {may.sql} ORDER BY event", (view.size,)
    ):
        one = _inquiry(row)
        found.setdefault((one.agency.casefold(), one.system.casefold()), []).append(one)
    return [Cell(steps[0].agency, steps[0].system, tuple(steps))
            for _, steps in sorted(found.items())]  # fmt: skip


def _inquiry(row: tuple[Any, ...]) -> Inquiry:
    agency, system, step, on, person, answer, *rest = row
    return Inquiry(
        agency=agency, system=system, step=Step(step), on=on, person=person,
        answer=Answer(answer) if answer else None, says=rest[0], export=rest[1],
        export_name=rest[2], by=rest[3],
    )  # fmt: skip
