"""Items and their versions; families; who holds what."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from kyles.errors import NotFound, Refused
from kyles.model import Event, Fact, Item, Kind, Role, Side, State, Version
from kyles.store import access
from kyles.store.events import projects
from kyles.store.store import View

SHOWN = 5  # items that are named where several fit

_VERSION = ("number", "role", "path", "parent", "order", "state", "reason", "sha256", "content",
            "size", "media_type", "pages", "expected", "emitted", "failed", "title", "tag",
            "incident", "defendant")  # fmt: skip


def found(item: Item, *, content: str | None) -> Event:
    """An item was found, or found changed; `content` is the key of its readings."""
    version = item.version
    return Event("item.found", {
        "item": item.id, "side": item.side.value, "kind": item.kind.value, "role": item.role.value,
        "source": item.source, "holder": item.holder, "volume": item.volume, "path": item.path,
        "parent": item.parent, "order": item.order, "number": version.number,
        "state": version.state.value, "reason": version.reason, "sha256": version.sha256,
        "content": content, "size": version.size, "media_type": version.media_type,
        "pages": version.pages, "expected": version.expected, "emitted": version.emitted,
        "failed": version.failed, "title": item.title, "tag": item.number,
        "incident": item.incident, "defendant": item.defendant,
    })  # fmt: skip


@projects("item.found")
def _found(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO item VALUES (?, ?, ?, ?, ?, ?, ?)",
        (body["item"], body["side"], body["kind"], body["source"], body["holder"], body["volume"],
         event),
    )  # fmt: skip
    marks = ", ".join("?" * (len(_VERSION) + 2))
    connection.execute(
        f"INSERT INTO version VALUES ({marks})",
        (body["item"], *(body[name] for name in _VERSION), event),
    )


SELECT = """
    SELECT item.id, side, kind, role, source, holder, volume, path, parent, ord,
        number, state, reason, sha256, size, media_type, pages, expected, emitted, failed,
        title, tag, incident, defendant
    FROM item JOIN version ON version.item = item.id
    WHERE version.number = (SELECT max(number) FROM version AS later
        WHERE later.item = item.id AND later.event < ?)
"""


# What a person may mean by some words, the surest first. A path may be told from any folder on.
_MEANINGS = (
    "item.id = ?",
    "path = ?",
    "tag = ?",
    "substr(path, -1 - length(?)) = '/' || ?",
    "length(?) >= 4 AND substr(item.id, 1, length(?)) = ?",
)


def of_row(row: tuple[Any, ...], facts: tuple[Fact, ...] = ()) -> Item:
    (key, side, kind, role, source, holder, volume, path, parent, order, number, state, reason,
     sha256, size, media_type, pages, expected, emitted, failed, title, tag, incident,
     defendant) = row  # fmt: skip
    version = Version(number, State(state), reason, sha256, size, media_type, pages, expected,
                      emitted, failed)  # fmt: skip
    return Item(key, Side(side), Kind(kind), Role(role), source, holder, volume, path, title,
                version, parent, order, tag, incident, defendant, facts)  # fmt: skip


def every(view: View, *, side: Side | None = None, source: str | None = None,
          tombstones: bool = False) -> list[Item]:  # fmt: skip
    """Items at their latest version, by holder or volume, then path; those removed under an order
    only where `tombstones` are wanted.
    """
    may = access.items(view.viewer, view.size)
    sql, parameters = f"{SELECT} AND {may.sql}", [view.size, *may.parameters]
    if not tombstones:
        sql += f" AND state <> '{State.EXPUNGED.value}'"
    for column, value in (("side", side), ("source", source)):
        if value is not None:
            sql += f" AND item.{column} = ?"
            parameters.append(value)
    return [of_row(row) for row in view.rows(
        f"{sql} ORDER BY side, holder, volume, path, ord, item.id", parameters)]  # fmt: skip


def one(view: View, words: str) -> Item:
    """The item that a person means: by id, beginning of an id, path, own number or file name.

    Raises NotFound, also where several fit; the hint names them.
    """
    may = access.items(view.viewer, view.size)
    for condition in _MEANINGS:
        rows = view.rows(
            f"{SELECT} AND {may.sql} AND {condition} ORDER BY path, item.id",
            (view.size, *may.parameters, *[words] * condition.count("?")),
        )
        if len(rows) == 1:
            return of_row(rows[0])
        if rows:
            raise NotFound(f"'{words}' fits {len(rows)} items.", hint=_which(rows))
    raise NotFound(f"There is no item '{words}'.", hint="'kyles items' lists them.")


def acted_on(view: View, words: str) -> Item:
    """The item that a person means to act on. Raises Refused where an order had it removed."""
    found = one(view, words)
    if found.version.state is State.EXPUNGED:
        raise Refused(f"{found.id} is removed under an order; nothing more is recorded of it.")
    return found


def _which(rows: Sequence[tuple[Any, ...]]) -> str:
    some = "; ".join(f"{row[0]} ({row[7]})" for row in rows[:SHOWN])
    return f"Give the id: {some}{'; ...' if len(rows) > SHOWN else '.'}"


def content(view: View, item: Item) -> str | None:
    """The key of an item's readings at this view, or None if it has none."""
    rows = view.rows(
        "SELECT content FROM version WHERE item = ? AND number = ?", (item.id, item.version.number)
    )
    return rows[0][0] if rows else None


def last_content(view: View, item: Item) -> str | None:
    """The key of an item's readings; of one that is gone, as it last was."""
    number = item.version.number - (item.version.state is State.GONE)
    sql = "SELECT content FROM version WHERE item = ? AND number = ?"
    rows = view.rows(sql, (item.id, number))
    return rows[0][0] if rows else None


def contents(view: View, some: Iterable[Item]) -> dict[str, str]:
    """The keys of many items' readings; items without one are left out."""
    wanted = {(item.id, item.version.number) for item in some}
    rows = view.rows("SELECT item, number, content FROM version WHERE content IS NOT NULL")
    return {item: key for item, number, key in rows if (item, number) in wanted}


def holders(view: View) -> list[str]:
    """Everybody who holds something here, by name."""
    may = access.items(view.viewer, view.size)
    rows = view.rows(
        "SELECT DISTINCT holder FROM item WHERE side = 'held' AND holder IS NOT NULL"
        f" AND event < ? AND {may.sql} ORDER BY holder",
        (view.size, *may.parameters),
    )
    return [holder for (holder,) in rows]


def count(view: View) -> int:
    """How many items there are, those that were removed under an order among them."""
    may = access.items(view.viewer, view.size)
    sql = f"SELECT count(*) FROM item WHERE event < ? AND {may.sql}"
    return int(view.rows(sql, (view.size, *may.parameters))[0][0])


def known(view: View, key: str) -> Item:
    """The item of an id. Raises NotFound."""
    found = several(view, [key])
    if not found:
        raise NotFound("There is no such item.", hint="'kyles items' lists them.")
    return found[key]


def several(view: View, keys: Sequence[str]) -> dict[str, Item]:
    """Items by their ids; those that a viewer may not see are left out."""
    wanted = "item.id IN (SELECT value FROM json_each(?))"
    return {one.id: one for one in _those(view, wanted, json.dumps(list(keys)))}


#: By the path, of which there are few; a source may have as many items as the matter has.
AT_PLACES = "+item.source = ? AND version.path IN (SELECT value FROM json_each(?))"


def at_places(view: View, source: str, paths: Sequence[str]) -> list[Item]:
    """Items of a source by their paths, in that order."""
    found = _those(view, AT_PLACES, source, json.dumps(list(paths)))
    return sorted(found, key=lambda one: paths.index(one.path))


def parts(view: View, item: Item) -> list[Item]:
    """What is inside an item, in order: attachments, page images, rows."""
    return sorted(_those(view, "parent = ?", item.id), key=lambda one: (one.order, one.path))


def copies(view: View, item: Item) -> list[Item]:
    """Other items with the same bytes, by path."""
    if item.version.sha256 is None:
        return []
    found = _those(view, "sha256 = ? AND item.id <> ?", item.version.sha256, item.id)
    return sorted(found, key=lambda one: (one.side, one.path, one.id))


def _those(view: View, condition: str, *parameters: str) -> list[Item]:
    may = access.items(view.viewer, view.size)
    rows = view.rows(
        f"{SELECT} AND {may.sql} AND {condition}", (view.size, *may.parameters, *parameters)
    )
    return [of_row(row) for row in rows]
