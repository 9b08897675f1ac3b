"""The prosecution team by role and dates. Only the office sees it."""

import sqlite3
from dataclasses import replace
from typing import Any

from kyles.model import Event
from kyles.model.team import TeamMember
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View


def joined(one: TeamMember) -> Event:
    """Somebody took a role in the prosecution team."""
    return Event("team.joined", {
        "name": one.name, "role": one.role, "agency": one.agency, "government": one.government,
        "body": one.body, "since": one.since,
    })  # fmt: skip


def left(name: str, role: str, until: str) -> Event:
    """Somebody left a role."""
    return Event("team.left", {"name": name, "role": role, "until": until})


@projects("team.joined")
def _joined(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("name", "role", "agency", "government", "body", "since")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO team_member VALUES (?, ?, ?, ?, ?, ?, ?)", row)


@projects("team.left")
def _left(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    row = (body["name"], body["role"], body["until"], event)
    connection.execute("INSERT INTO team_leaving VALUES (?, ?, ?, ?)", row)


def team(view: View) -> list[TeamMember]:
    """Everybody who is or was in the team, by the day of joining."""
    may = access.office(view.viewer)
    leaving = {
        (name, role): until
        for name, role, until in view.rows(
            "SELECT name, role, until FROM team_leaving WHERE event < ? ORDER BY event",
            (view.size,),
        )
    }
    rows = view.rows(
        "SELECT name, role, agency, government, body, since FROM team_member"
        f" WHERE event < ? AND {may.sql} ORDER BY since, event",
        (view.size,),
    )
    return [replace(TeamMember(*row), until=leaving.get((row[0], row[1]))) for row in rows]
