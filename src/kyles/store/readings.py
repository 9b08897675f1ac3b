"""What was read of contents: once for each content, whoever holds it."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kyles.ledger import merkle
from kyles.model import Event, Layer, Reading
from kyles.model.reading import CONTENT
from kyles.store import search
from kyles.store.events import projects
from kyles.store.store import View

Pages = tuple[tuple[Reading, ...], ...]
Details = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What was read of one content: its pages' readings in order, and what it says of itself."""

    key: str
    pages: Pages
    details: Details = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What OCR came to on one page: how sure it is of its words, or why it read none."""

    page: int
    engine: str
    version: str
    confidence: float | None  # the mean over the words, 0 to 100
    reason: str = ""


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
        search.index(connection, content.key)


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


def told(
    view: View, contents: Sequence[str], names: Sequence[str]
) -> dict[str, list[tuple[str, str]]]:
    """What many contents say of themselves under some names, by content, in their own order."""
    rows = view.each(
        "SELECT content, name, value FROM detail"
        " WHERE content IN (SELECT value FROM json_each(?))"
        " AND name IN (SELECT value FROM json_each(?)) ORDER BY content, ord",
        (json.dumps(sorted(set(contents))), json.dumps(list(names))),
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for content, name, value in rows:
        found.setdefault(content, []).append((name, value))
    return found


def reread(content: str, again: str, recognitions: Iterable[Recognition]) -> Event:
    """Pages of a content were read once more; `again` has the earlier readings and the new ones."""
    pages = [asdict(one) for one in recognitions]
    return Event("content.reread", {"content": content, "again": again, "pages": pages})


@projects("content.reread")
def _reread(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    content = body["content"]
    connection.execute("INSERT INTO reread VALUES (?, ?, ?)", (content, body["again"], event))
    connection.executemany(
        "INSERT INTO recognition VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((content, one["page"], one["engine"], one["version"], one["confidence"], one["reason"],
          event) for one in body["pages"]),
    )  # fmt: skip


def newest(view: View, contents: Mapping[str, str]) -> dict[str, str]:
    """The keys of items' readings, and of those that were read once more, the last ones."""
    sql = "SELECT content, again FROM reread WHERE event < ? ORDER BY event"
    again = dict(view.rows(sql, (view.size,)))
    return {item: again.get(content, content) for item, content in contents.items()}


def reasons(view: View) -> dict[str, dict[int, str]]:
    """Why OCR read no words: reasons by content as it was first read, and by page; 0 is all of it.
    Pages that were read at the last try are left out.
    """
    rows = view.each(
        "SELECT content, page, reason FROM recognition WHERE event < ? ORDER BY event", (view.size,)
    )
    last: dict[str, dict[int, str]] = {}
    for content, page, reason in rows:
        last.setdefault(content, {})[page] = reason
    told = {content: {page: why for page, why in sorted(pages.items()) if why}
            for content, pages in last.items()}  # fmt: skip
    return {content: pages for content, pages in told.items() if pages}


def worded(view: View, *, least: int) -> dict[str, int]:
    """By content, how many pages have a text of so many characters at least, blanks and all."""
    kinds = ", ".join(f"'{one.value}'" for one in CONTENT)
    sql = (
        "SELECT content, count(DISTINCT page) FROM reading"
        f" WHERE layer IN ({kinds}) AND length(trim(text)) >= ? GROUP BY content"
    )
    return dict(view.rows(sql, (least,)))


def recognitions(view: View, content: str) -> list[Recognition]:
    """What OCR came to on the pages of a content as it was first read; the last try of each."""
    sql = (
        "SELECT page, engine, engine_version, confidence, reason FROM recognition"
        " WHERE content = ? AND event < ? ORDER BY page, event"
    )
    last = {row[0]: Recognition(*row) for row in view.rows(sql, (content, view.size))}
    return [last[page] for page in sorted(last)]


def current(view: View, content: str) -> str:
    """The key of a content as it was last read."""
    sql = "SELECT again FROM reread WHERE content = ? AND event < ? ORDER BY event DESC LIMIT 1"
    rows = view.rows(sql, (content, view.size))
    return str(rows[0][0]) if rows else content


def on(view: View, content: str, page: int) -> list[Reading]:
    """The readings of one page."""
    rows = view.rows(
        "SELECT layer, text, engine, engine_version FROM reading"
        " WHERE content = ? AND page = ? ORDER BY ord",
        (content, page),
    )
    return [Reading(Layer(layer), text, *engine) for layer, text, *engine in rows]
