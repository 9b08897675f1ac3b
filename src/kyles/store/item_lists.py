"""Lists of items: some at a time, in the order of their paths, and counted by what they are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kyles.model import Item
from kyles.store import access
from kyles.store.items import SELECT, of_row
from kyles.store.store import View

_WHOLE = "role NOT IN ('image', 'text')"  # parts of a document of a volume are shown inside it
_LATEST = (
    "version.number = (SELECT max(number) FROM version AS later"
    " WHERE later.item = item.id AND later.event < ?)"
)

#: Only what puts items in order, so that an index has it; whole rows are read of those shown.
_PLACES = """
    SELECT version.item, version.number FROM item JOIN version ON version.item = item.id
    WHERE NOT EXISTS (SELECT 1 FROM version AS later WHERE later.item = item.id
        AND later.number > version.number AND later.event < ?)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items are wanted; "" means any. `status` is as of the last audit, for any defendant
    or for one; `words` are an id, a number, a Bates number or a part of a path. Without words,
    page images and extracted texts are left out: they are shown inside their document.
    """

    side: str = ""
    holder: str = ""
    volume: str = ""
    kind: str = ""
    state: str = ""
    status: str = ""
    defendant: str = ""
    words: str = ""
    states: tuple[str, ...] = ()  # any of them


@dataclass(frozen=True, slots=True)
class Count:
    """How many items are alike: one side, holder, volume, kind, state, and statuses."""

    side: str
    holder: str
    volume: str
    kind: str
    state: str
    statuses: tuple[tuple[str, str], ...]  # by defendant
    count: int


Key = tuple[str, str]  # path and id: the place of an item in the order of the list


def listed(
    view: View, wanted: Wanted, *, after: Key | None = None, before: Key | None = None,
    limit: int = 50,
) -> list[Item]:  # fmt: skip
    """Some items by path: the next ones after a place, or the last ones before one."""
    where, parameters = _where(view, wanted)
    order = "DESC" if before else "ASC"
    if place := before or after:
        where.append(f"(path, item.id) {'<' if before else '>'} (?, ?)")
        parameters.extend(place)
    places = f"{_PLACES} AND {' AND '.join(where)} ORDER BY path {order}, item.id {order} LIMIT ?"
    rows = view.rows(
        f"WITH shown AS MATERIALIZED ({places})"
        f" {SELECT} AND (version.item, version.number) IN shown",
        (*parameters, limit, view.size),
    )
    found = [of_row(row) for row in rows]
    return sorted(found, key=lambda one: (one.path, one.id))


def _where(view: View, wanted: Wanted) -> tuple[list[str], list[Any]]:
    may = access.items(view.viewer, view.size)
    where, parameters = ["version.event < ?", may.sql], [view.size, view.size, *may.parameters]
    for name in ("side", "holder", "volume", "kind", "state"):
        if value := getattr(wanted, name):
            where.append(f"{name} = ?")
            parameters.append(value)
    if wanted.status:
        own = access.office(view.viewer)
        whose = "= ?" if wanted.defendant else "IN (SELECT name FROM defendant)"
        where.append("item.id IN (SELECT item FROM audited_item"
                     f" WHERE status = ? AND defendant {whose} AND {own.sql})")  # fmt: skip
        parameters.append(wanted.status)
        parameters.extend([wanted.defendant] if wanted.defendant else [])
    if wanted.states:
        where.append("state IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(wanted.states))
    if wanted.words:
        where.append(
            "(item.id = ? OR tag = ? OR item.id IN (SELECT item FROM label WHERE label = ?)"
            " OR instr(lower(path), lower(?)) > 0 OR instr(lower(title), lower(?)) > 0)"
        )
        parameters.extend([wanted.words] * 5)
    return where, parameters


def many(view: View) -> int:
    """How many items are listed."""
    may = access.items(view.viewer, view.size)
    rows = view.rows(
        "SELECT count(*) FROM item JOIN version ON version.item = item.id AND number = 1"
        f" WHERE {_WHOLE} AND item.event < ? AND {may.sql}",
        (view.size, *may.parameters),
    )
    return int(rows[0][0])


def counts(view: View) -> list[Count]:
    """All items, counted by what they can be filtered by."""
    may, own = access.items(view.viewer, view.size), access.office(view.viewer)
    rows = view.rows(
        "WITH given AS (SELECT item, group_concat(defendant || char(31) || status, char(30))"
        f" AS statuses FROM audited_item WHERE {own.sql} GROUP BY item)"
        " SELECT side, coalesce(holder, ''), coalesce(volume, ''), kind, state,"
        " coalesce(statuses, ''), count(*) FROM item JOIN version ON version.item = item.id"
        f" LEFT JOIN given ON given.item = item.id WHERE {_LATEST} AND {_WHOLE} AND item.event < ?"
        f" AND {may.sql} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6",
        (*own.parameters, view.size, view.size, *may.parameters),
    )
    return [
        Count(side, holder, volume, kind, state, _statuses(statuses), count)
        for side, holder, volume, kind, state, statuses, count in rows
    ]


def by_state(view: View) -> dict[str, int]:
    """How many items there are in each state, page images and extracted texts too."""
    may = access.items(view.viewer, view.size)
    rows = view.rows(
        "SELECT state, count(*) FROM item JOIN version ON version.item = item.id"
        f" WHERE {_LATEST} AND item.event < ? AND {may.sql} GROUP BY state",
        (view.size, view.size, *may.parameters),
    )
    return dict(rows)


def _statuses(told: str) -> tuple[tuple[str, str], ...]:
    pairs: Sequence[str] = told.split("\x1e") if told else ()
    return tuple((name, status) for name, _, status in (one.partition("\x1f") for one in pairs))
