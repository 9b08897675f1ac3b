"""What volumes hold: how much, under which numbers, and their documents some at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kyles.store import access
from kyles.store.store import View

_ASIDE = "('load_file', 'text', 'image', 'list')"  # they belong to other documents, or tell of them
_DOCUMENTS = f"""
    WITH document AS (
        SELECT item.volume AS volume, item.id AS item, version.path AS path,
            coalesce(unit.first, 1) AS first, coalesce(unit.last, max(1, version.pages)) AS last,
            coalesce(unit.title, version.title) AS title, coalesce(begin_bates, '') AS begin,
            coalesce(end_bates, '') AS end, coalesce(basis, 'file') AS basis, state
        FROM item JOIN version ON version.item = item.id
        LEFT JOIN unit ON unit.item = item.id AND unit.version = version.number
            AND unit.event < ?
        WHERE item.side = 'produced' AND item.event < ? AND role NOT IN {_ASIDE}
            AND version.number = (SELECT max(number) FROM version AS later
                WHERE later.item = item.id AND later.event < ?)
            AND {{may}} {{which}}
    )
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a volume holds, and the first and last Bates numbers of its documents."""

    documents: int
    pages: int
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a volume: a file, a part of one, or a record of a load file."""

    item: str
    path: str
    first: int
    last: int
    title: str
    begin: str
    end: str
    basis: str
    state: str


Key = tuple[int, str, str, int]  # whether it has no number, its number, its path, its first page


def measures(view: View) -> dict[str, Measure]:
    """How much each volume holds, by its id."""
    documents, parameters = _documents(view)
    rows = view.rows(
        f"{documents} SELECT volume, count(*), sum(last - first + 1),"
        " coalesce(min(nullif(begin, '')), ''), coalesce(max(nullif(end, '')), '')"
        " FROM document GROUP BY volume",
        parameters,
    )
    return {volume: Measure(*told) for volume, *told in rows}


def documents(
    view: View, volume: str, *, after: Key | None = None, limit: int = 50
) -> list[Document]:
    """Some documents of a volume by Bates number; then those that have none, by path and page."""
    told, parameters = _documents(view, volume)
    later = "WHERE (begin = '', begin, path, first) > (?, ?, ?, ?)" if after else ""
    rows = view.rows(
        f"{told} SELECT item, path, first, last, title, begin, end, basis, state FROM document"
        f" {later} ORDER BY begin = '', begin, path, first LIMIT ?",
        (*parameters, *(after or ()), limit),
    )
    return [Document(*row) for row in rows]


def key(one: Document) -> Key:
    """The place of a document in the order of its volume."""
    return (int(not one.begin), one.begin, one.path, one.first)


def _documents(view: View, volume: str = "") -> tuple[str, Sequence[Any]]:
    may = access.items(view.viewer, view.size)
    which = "AND item.volume = ?" if volume else ""
    parameters = [view.size, view.size, view.size, *may.parameters]
    return _DOCUMENTS.format(may=may.sql, which=which), [*parameters, *([volume] if volume else [])]
