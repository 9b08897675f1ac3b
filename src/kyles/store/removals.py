"""An order obeyed: what an item was is destroyed; that there was one, and every proof, stays.

Of the item, of all its versions and of the parts inside it, the events lose body and salt, and the
tables the rows that followed from them. A tombstone stands at each one's place, at every earlier
ledger size too. Leaves are never touched, so every root and proof is what it was.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kyles.errors import JobRunning
from kyles.model import Event, Item, State
from kyles.model.item import Role
from kyles.store import audited, database, search
from kyles.store.events import projects
from kyles.store.replay import ORDERED
from kyles.store.store import Store

# What the ledger recorded of an item as such. A holder's list and a letter that name it are other
# items; acts of the case stay.
_OF_ITEM = ("item.found", "item.marked", "item.linked", "item.disclosed", "item.withheld",
            "production.laid_out", "load_file.checked", "list.read",
            "custody.recorded")  # fmt: skip
_KEPT_ROWS = ("item", "version", "finding", "finding_state", "request")
_FAMILY = """
    WITH RECURSIVE family (id) AS (
        VALUES (?) UNION SELECT item FROM version JOIN family ON parent = family.id
    ) SELECT id FROM family
"""
_NAMED = "EXISTS (SELECT 1 FROM removed WHERE instr(body, id) > 0)"


@dataclass(frozen=True, slots=True)
class Removed:
    """What was destroyed, and contents that stay because another item has them."""

    items: int
    events: int
    shared: tuple[str, ...]  # paths of the others
    lists: tuple[str, ...] = ()  # paths of lists that named it; their other rows are told again


def removed(
    family: Sequence[str], *, order: str, kind: str, events: Sequence[int], given: list[list[str]]
) -> Event:  # fmt: skip
    """An order was obeyed: the tombstone, with the places of what has no body any more."""
    return Event("item.removed", {"items": list(family), "order": order, "kind": kind,
                                  "events": list(events), "given": given})  # fmt: skip


@projects("item.removed")
def _removed(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    """It is only to be kept: nothing is destroyed by reading the ledger again."""


def ordered(store: Store) -> set[int]:
    """The places of events whose bodies an order had destroyed."""
    return {place for (place,) in store.view().rows(ORDERED)}


def remove(store: Store, item: Item, *, order: str, kind: str) -> Removed:
    """Destroy what is kept of an item and of its parts. Raises JobRunning where another program
    still reads the matter: then it is destroyed, but old pages remain until it is run again.
    """
    family = [key for (key,) in store.view().rows(_FAMILY, (item.id,))]
    naming = _naming(store, item) if item.role is Role.ROW else {}
    family += naming
    store.connection.execute("PRAGMA secure_delete=ON")
    _name(store.connection, family)
    blobs, others = _contents(store, "sha256"), _shared(store)
    readings = _read_again(store, _contents(store, "content"))
    places = _places(store, readings)
    event = removed(family, order=order, kind=kind, events=places, given=_given(store))
    rest = _without(store, item, naming)
    store.record([event, *rest], derive=lambda connection: _destroy(connection, places, readings))
    for name in blobs:
        store.blobs.path(name).unlink(missing_ok=True)
    shutil.rmtree(store.inside / "work", ignore_errors=True)
    clean(store)
    return Removed(len(family), len(places), others, tuple(naming.values()))


def _naming(store: Store, item: Item) -> dict[str, str]:
    """The lists that made a thing known, with their paths. Their files go with it: what they say of
    other things is kept.
    """
    sql = (
        "SELECT DISTINCT list, path FROM list_row JOIN version ON version.item = list"
        " AND number = version WHERE list_row.item = ? ORDER BY path"
    )
    return dict(store.view().rows(sql, (item.id,)))


def _without(store: Store, item: Item, naming: Iterable[str]) -> list[Event]:
    """What the lists say of other things, to be told again."""
    told = []
    for (text,) in store.view().rows(
        "SELECT body FROM event_body WHERE body ->> '$.kind' = 'list.read'"
        " AND body ->> '$.body.list' IN (SELECT value FROM json_each(?)) ORDER BY idx",
        (json.dumps(list(naming)),),
    ):
        body = json.loads(text)["body"]
        rows = [row for row in body["rows"] if row["item"] != item.id]
        told.append(Event("list.read", {**body, "rows": rows}))
    return told


def _name(connection: sqlite3.Connection, family: Iterable[str]) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS removed (id TEXT PRIMARY KEY)")
    connection.execute("DELETE FROM removed")
    connection.executemany("INSERT INTO removed VALUES (?)", ((key,) for key in family))


def _contents(store: Store, column: str) -> list[str]:
    """Contents of the removed that nothing else has: no item, no receipt, no letter."""
    sql = (
        f"SELECT DISTINCT {column} FROM version JOIN removed ON item = id WHERE {column} NOT NULL"
        f" AND {column} NOT IN (SELECT {column} FROM version WHERE {column} NOT NULL"
        "   AND item NOT IN (SELECT id FROM removed))"
        f" AND {column} NOT IN (SELECT receipt FROM disclosure WHERE receipt NOT NULL)"
        f" AND {column} NOT IN (SELECT letter FROM hold WHERE letter NOT NULL)"
    )
    return [name for (name,) in store.view().rows(sql)]


def _read_again(store: Store, contents: Sequence[str]) -> list[str]:
    """Contents with what they became when they were read once more."""
    sql = (
        "WITH RECURSIVE again (key) AS (SELECT value FROM json_each(?) UNION"
        " SELECT body ->> '$.body.again' FROM event_body JOIN again"
        " ON body ->> '$.body.content' = key WHERE body ->> '$.kind' = 'content.reread')"
        " SELECT key FROM again"
    )
    return [key for (key,) in store.view().rows(sql, (json.dumps(list(contents)),))]


def _shared(store: Store) -> tuple[str, ...]:
    """Paths of items that are not removed and hold a content of the removed, or enclose one."""
    sql = (
        "SELECT DISTINCT other.path FROM version AS own JOIN removed ON own.item = removed.id"
        " JOIN version AS other ON other.sha256 = own.sha256 OR other.item = own.parent"
        " WHERE other.item NOT IN (SELECT id FROM removed) ORDER BY other.path"
    )
    return tuple(path for (path,) in store.view().rows(sql))


def _places(store: Store, contents: Sequence[str]) -> list[int]:
    """The events to lose their bodies: the item's own, and findings and requests that name it."""
    kinds = ", ".join(f"'{kind}'" for kind in _OF_ITEM)
    sql = (
        f"SELECT idx FROM event_body WHERE (body ->> '$.kind' IN ({kinds})"
        "  AND coalesce(body ->> '$.body.item', body ->> '$.body.list')"
        "      IN (SELECT id FROM removed))"
        f" OR (body ->> '$.kind' IN ('finding.seen', 'finding.ended', 'item.requested')"
        f"  AND {_NAMED})"
        " OR (body ->> '$.kind' = 'finding.decided' AND body ->> '$.body.finding' IN"
        "  (SELECT finding.id FROM finding JOIN removed ON instr(subject, removed.id) > 0))"
        " OR (body ->> '$.kind' = 'content.reread' AND body ->> '$.body.content' IN"
        "  (SELECT value FROM json_each(?))) ORDER BY idx"
    )
    return [idx for (idx,) in store.view().rows(sql, (json.dumps(list(contents)),))]


def _given(store: Store) -> list[list[str]]:
    sql = ("SELECT defendant, disclosed, manner FROM disclosure JOIN removed ON item = id"
           " ORDER BY event")  # fmt: skip
    return [list(row) for row in store.view().rows(sql)]


def _destroy(
    connection: sqlite3.Connection, places: Sequence[int], contents: Sequence[str]
) -> None:  # fmt: skip
    """Inside the transaction of the tombstone."""
    told, keys = json.dumps(list(places)), json.dumps(list(contents))
    among = "IN (SELECT value FROM json_each(?))"
    connection.execute(f"DELETE FROM event_body WHERE idx {among}", (told,))
    for table in _following(connection):
        connection.execute(f"DELETE FROM {table} WHERE event {among}", (told,))
    for table in ("reading", "detail"):
        connection.execute(f"DELETE FROM {table} WHERE content {among}", (keys,))
    search.rebuild(connection)
    connection.execute("DELETE FROM derived")
    audited.forget(connection)
    connection.execute(f"UPDATE request SET label = 'expunged' WHERE event {among}", (told,))
    connection.execute(
        "UPDATE finding_state SET body = json_set(body, '$.says', 'expunged', '$.path',"
        f" 'expunged', '$.from', json('[]')) WHERE event {among}", (told,)
    )  # fmt: skip
    connection.execute(
        "UPDATE version SET path = 'expunged/' || item, state = ?, reason = '', sha256 = NULL,"
        " content = NULL, size = 0, media_type = '', pages = 0, expected = 0, emitted = 0,"
        " failed = 0, title = 'expunged', tag = NULL, incident = NULL, defendant = NULL"
        " WHERE item IN (SELECT id FROM removed)", (State.EXPUNGED.value,)
    )  # fmt: skip


def _following(connection: sqlite3.Connection) -> list[str]:
    """Tables whose rows go with their events."""
    sql = (
        "SELECT made.name FROM sqlite_schema AS made, pragma_table_info(made.name) AS part"
        " WHERE made.type = 'table' AND part.name = 'event'"
    )
    return [name for (name,) in connection.execute(sql).fetchall() if name not in _KEPT_ROWS]


def clean(store: Store) -> None:
    """Leave no byte of what was deleted in the database, its log or its free pages."""
    with database.understood():
        store.connection.execute("VACUUM")
        (busy, *_) = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise JobRunning("It is removed, but another program still reads old pages of this matter.",
                         hint="End that, and run the same command again.")  # fmt: skip
