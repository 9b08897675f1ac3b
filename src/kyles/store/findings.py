"""Findings as they were opened, changed and ended, and what people decided of them."""

import json
import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from kyles.errors import NotFound
from kyles.ledger import merkle
from kyles.model import Decision, Event, Finding, FindingState
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding as it was last recorded: its id, digest, what it said, and what ended it ("")."""

    id: str
    rule: str
    subject: str
    owed_to: str | None
    digest: str
    ended: str
    told: dict[str, Any]

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.rule, self.subject, self.owed_to or "")


def key(finding: Finding) -> tuple[str, str, str]:
    """What makes it the same finding: rule, subject, defendant."""
    return (finding.rule, finding.subject, finding.owed_to or "")


def seen(finding: Finding, told: dict[str, Any]) -> Event:
    """A finding was made for the first time, or in another form than before."""
    return Event("finding.seen", {
        "id": finding.id, "rule": finding.rule, "subject": finding.subject,
        "owed_to": finding.owed_to, "digest": finding.digest, "told": told,
    })  # fmt: skip


def ended(kept: Kept, why: str) -> Event:
    """A rule does not make a finding any more."""
    return Event("finding.ended", {"id": kept.id, "digest": kept.digest, "why": why,
                                   "told": kept.told})  # fmt: skip


def decided(finding: str, state: FindingState, text: str, digest: str) -> Event:
    """A person decided of a finding, as its digest says it stood."""
    body = {"finding": finding, "state": state.value, "text": text, "digest": digest}
    return Event("finding.decided", body)


@projects("finding.seen")
def _seen(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    row = (body["id"], body["rule"], body["subject"], body["owed_to"] or "", event)
    connection.execute("INSERT OR IGNORE INTO finding VALUES (?, ?, ?, ?, ?)", row)
    _state(connection, event, {**body, "why": ""})


@projects("finding.ended")
def _state(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    told = merkle.canonical(body["told"]).decode()
    row = (body["id"], body["why"], body["digest"], told, event)
    connection.execute("INSERT INTO finding_state VALUES (?, ?, ?, ?, ?)", row)


@projects("finding.decided")
def _decided(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("finding", "state", "text", "digest", "by", "at")
    row = (*(body[name] for name in names), event)
    connection.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def kept(view: View) -> list[Kept]:
    """Every finding ever made, as it was last recorded, by id."""
    own = access.office(view.viewer)
    rows = view.rows(
        "SELECT id, rule, subject, owed_to, digest, ended, body FROM finding"
        " JOIN finding_state ON finding = id"
        " WHERE finding_state.event = (SELECT max(event) FROM finding_state AS later"
        f"   WHERE later.finding = id AND later.event < ?) AND {own.sql}"
        " ORDER BY finding.event, id",
        (view.size, *own.parameters),
    )
    return [
        Kept(key, rule, subject, owed_to or None, digest, ended, json.loads(told))
        for key, rule, subject, owed_to, digest, ended, told in rows
    ]


def decisions(view: View) -> dict[str, list[Decision]]:
    """What was decided, by finding, in order."""
    found: dict[str, list[Decision]] = {}
    own = access.office(view.viewer)
    for finding, state, text, digest, by, at in view.rows(
        "SELECT finding, state, says, digest, by, at FROM decision"
        f" WHERE event < ? AND {own.sql} ORDER BY event",
        (view.size, *own.parameters),
    ):
        one = Decision(finding, FindingState(state), text, digest, by, at)
        found.setdefault(finding, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a finding: seen, changed, decided, ended."""

    at: str
    by: str
    what: str
    says: str


def history(view: View, finding: str) -> list[Step]:
    """What happened to a finding, in order; a step whose record was destroyed has no date."""
    own = access.office(view.viewer)
    rows = view.rows(
        "WITH step (event, what, says) AS ("
        "  SELECT event, CASE WHEN ended <> '' THEN 'ended' ELSE 'seen' END, ended"
        "    FROM finding_state WHERE finding = ?1 AND event < ?2"
        "  UNION ALL SELECT event, state, says FROM decision WHERE finding = ?1 AND event < ?2)"
        " SELECT coalesce(body ->> '$.at', ''), coalesce(body ->> '$.by', ''), what, says"
        f" FROM step LEFT JOIN event_body ON idx = event WHERE {own.sql} ORDER BY event",
        (finding, view.size, *own.parameters),
    )
    steps = [Step(*row) for row in rows]
    first = next((one for one in steps if one.what == "seen"), None)
    return [replace(one, what="changed") if one.what == "seen" and one is not first else one
            for one in steps]  # fmt: skip


def one(view: View, words: str) -> Kept:
    """The finding with an id such as F-0031; F-31 and 31 mean the same."""
    digits = words.upper().removeprefix("F-").lstrip("0")
    for candidate in kept(view):
        if candidate.id == words or candidate.id.removeprefix("F-").lstrip("0") == digits:
            return candidate
    raise NotFound(f"There is no finding '{words}'.", hint="'kyles findings' lists them.")
