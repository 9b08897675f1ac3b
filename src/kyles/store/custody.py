"""Custody that a person recorded here; logs of custody are lists, and stand with them."""

import sqlite3
from collections import defaultdict
from dataclasses import replace
from typing import Any

from kyles.model import Event
from kyles.model.custody import Act, CustodyEvent
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View

_TEXTS = ("released_by", "taken_by", "location", "purpose", "authorized_by", "witness", "seal",
          "quantity")  # fmt: skip


def recorded(item: str, one: CustodyEvent) -> Event:
    """Something was done with an item, as a person says."""
    told = {name: getattr(one, name) for name in _TEXTS}
    return Event("custody.recorded", {
        "item": item, "at_time": one.at, "act": one.act.value, **told,
    })  # fmt: skip


@projects("custody.recorded")
def _recorded(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    names = ("item", "at_time", "act", *_TEXTS, "by")
    row = (*(body[name] for name in names), event)
    connection.execute(f"INSERT INTO custody VALUES ({', '.join('?' * len(row))})", row)


def events(view: View) -> dict[str, list[CustodyEvent]]:
    """What was recorded here of each item, in the order of recording."""
    may = access.items(view.viewer, view.size)
    found: defaultdict[str, list[CustodyEvent]] = defaultdict(list)
    for item, at, act, *texts, by in view.rows(
        f"SELECT custody.item, happened, action, {', '.join(_TEXTS)}, custody.by FROM custody"
        f" JOIN item ON item.id = custody.item WHERE custody.event < ? AND {may.sql}"
        " ORDER BY custody.event",
        (view.size, *may.parameters),
    ):
        one = CustodyEvent(at=at, act=Act(act), action=Act(act).value, by=by)
        found[item].append(replace(one, **dict(zip(_TEXTS, texts, strict=True))))
    return dict(found)
