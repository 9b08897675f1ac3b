"""What people answered to "is this other incident related?".

The office sees it; an agency sees what was answered for its own items, without the words.
"""

import sqlite3
from dataclasses import dataclass
from typing import Any

from kyles.mentions import normal
from kyles.model import Event
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View

ANSWERS = ("yes", "no", "ask")  # "ask": to be asked of somebody else, and open until then


@dataclass(frozen=True, slots=True)
class IncidentAnswer:
    """The last answer for an incident: who gave it, when, and in which words."""

    incident: str  # as the person wrote it
    answer: str
    says: str
    by: str
    at: str

    @property
    def related(self) -> bool | None:
        """Whether it is related, as far as that is answered."""
        return None if self.answer == "ask" else self.answer == "yes"


def answered(incident: str, answer: str, says: str) -> Event:
    """A person answered whether an incident is related to this matter."""
    return Event("incident.answered", {"incident": incident, "answer": answer, "says": says})


def words(*, whom: str, reason: str) -> str:
    """What is kept with an answer: who is to be asked, if anybody is, and why."""
    return "; ".join(filter(None, (f"ask {whom}" if whom else "", reason)))


@projects("incident.answered")
def _answered(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("incident", "answer", "says", "by", "at")
    row = (normal(body["incident"]), *(body[name] for name in names), event)
    connection.execute("INSERT INTO incident_answer VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def answers(view: View) -> dict[str, IncidentAnswer]:
    """The last answer for each incident, by its number in normal form."""
    may, office = access.incident_answers(view.viewer, view.size), access.office(view.viewer)
    rows = view.rows(
        f"SELECT incident, spelled, answer, CASE WHEN {office.sql} THEN says ELSE '' END, by, at"
        f" FROM incident_answer WHERE event < ? AND {may.sql} ORDER BY event",
        (*office.parameters, view.size, *may.parameters),
    )
    return {row[0]: IncidentAnswer(*row[1:]) for row in rows}
