"""What was read of contents: once for each content, whoever holds it."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kyles.ledger import merkle
from kyles.model import Layer, Reading
from kyles.store.store import View

Pages = tuple[tuple[Reading, ...], ...]
Details = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What was read of one content: its pages' readings in order, and what it says of itself."""

    key: str
    pages: Pages
    details: Details = ()


def content(sha256: str, pages: Pages, details: Details) -> Content:
    """What was read of some bytes; read otherwise, by a newer reader, it has another key."""
    told = [[[one.layer.value, one.text, one.engine, one.version] for one in page]
            for page in pages]  # fmt: skip
    key = hashlib.sha256(merkle.canonical([sha256, told, [list(one) for one in details]]))
    return Content(key.hexdigest(), pages, details)


def keep(connection: sqlite3.Connection, contents: Iterable[Content]) -> None:
    """Add what was read; what is there already stays as it is. Call inside `Store.record`."""
    for content in contents:
        connection.executemany(
            "INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (content.key, page, order, reading.layer.value, reading.engine, reading.version,
                 reading.text)
                for page, readings in enumerate(content.pages, 1)
                for order, reading in enumerate(readings)
            ),
        )  # fmt: skip
        connection.executemany(
            "INSERT OR IGNORE INTO detail VALUES (?, ?, ?, ?)",
            ((content.key, order, *detail) for order, detail in enumerate(content.details)),
        )


def of(view: View, content: str) -> dict[int, list[Reading]]:
    """The readings of a content by page, counted from 1."""
    return many(view, [content]).get(content, {})


def many(view: View, contents: Sequence[str]) -> dict[str, dict[int, list[Reading]]]:
    """The readings of many contents, by content and page."""
    rows = view.each(
        "SELECT content, page, layer, text, engine, engine_version FROM reading"
        " WHERE content IN (SELECT value FROM json_each(?)) ORDER BY content, page, ord",
        (json.dumps(sorted(set(contents))),),
    )
    found: dict[str, dict[int, list[Reading]]] = {}
    for content, page, layer, text, engine, version in rows:
        reading = Reading(Layer(layer), text, engine, version)
        found.setdefault(content, {}).setdefault(page, []).append(reading)
    return found


def details(view: View, content: str) -> list[tuple[str, str]]:
    """What a content says of itself: names and values, in its own order."""
    sql = "SELECT name, value FROM detail WHERE content = ? ORDER BY ord"
    return [(name, value) for name, value in view.rows(sql, (content,))]
