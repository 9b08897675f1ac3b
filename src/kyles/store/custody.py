"""Custody that a person recorded here; logs of custody are lists, and stand with them.

What lists and logs tell of an item is kept as the last audit read it, for pages.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from kyles.model import Event, Passage
from kyles.model.custody import Act, CustodyEvent
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View

_TEXTS = ("released_by", "taken_by", "location", "purpose", "authorized_by", "witness", "seal",
          "quantity")  # fmt: skip

TABLE = "audited_custody"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list or a log that tells of an item's custody."""

    item: str
    kind: str  # listed, logged
    event: CustodyEvent


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
    return _events(view, "1")


def of_item(view: View, item: str) -> list[CustodyEvent]:
    """What was recorded here of one item, in the order of recording."""
    return _events(view, "custody.item = ?", item).get(item, [])


def _events(view: View, where: str, *parameters: str) -> dict[str, list[CustodyEvent]]:
    may = access.items(view.viewer, view.size)
    found: defaultdict[str, list[CustodyEvent]] = defaultdict(list)
    for item, at, act, *texts, by in view.rows(
        f"SELECT custody.item, happened, action, {', '.join(_TEXTS)}, custody.by FROM custody"
        f" JOIN item ON item.id = custody.item WHERE {where} AND custody.event < ? AND {may.sql}"
        " ORDER BY custody.event",
        (*parameters, view.size, *may.parameters),
    ):
        one = CustodyEvent(at=at, act=Act(act), action=Act(act).value, by=by)
        found[item].append(replace(one, **dict(zip(_TEXTS, texts, strict=True))))
    return dict(found)


def rows(some: Iterable[Line]) -> Iterator[tuple[Any, ...]]:
    """The table's rows of lines, in their order."""
    for place, one in enumerate(some):
        told = json.dumps(asdict(one.event), ensure_ascii=False, separators=(",", ":"))
        yield one.item, place, one.kind, told


def lines(view: View, item: str) -> list[Line]:
    """What lists and logs told of an item at the last audit. It is the office's own."""
    own = access.office(view.viewer)
    told = view.rows(
        f"SELECT kind, told FROM audited_custody WHERE item = ? AND {own.sql} ORDER BY place",
        (item, *own.parameters),
    )
    return [Line(item, kind, _event(json.loads(one))) for kind, one in told]


def _event(told: dict[str, Any]) -> CustodyEvent:
    place = Passage(**told["place"]) if told["place"] else None
    return CustodyEvent(**{**told, "act": Act(told["act"]), "place": place})
