"""Full text: the pages that say some words, best first, with whose item each is.

The index holds every reading of every content. What a viewer may not see, what an order removed and
what was kept without its text is never found, and no count tells of it.
"""

import re
import sqlite3
from dataclasses import dataclass

from kyles.model import Layer, Side, State
from kyles.store import access
from kyles.store.store import View

#: Hits that are put in order; what is said on more pages than these is told as "more than".
MOST = 2_000
_WORDS = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_SIGNS = re.compile(r"\W+")
#: Marks around the words that were found; no text that is kept has such characters on purpose.
FROM, TO = "\ue000", "\ue001"
_SNIPPET = 24  # words


@dataclass(frozen=True, slots=True)
class Hit:
    """One page of one item; `snippet` has the words that were found between FROM and TO."""

    item: str
    side: Side
    holder: str
    volume: str
    path: str
    title: str
    number: str
    page: int
    label: str  # the Bates number of the page
    layer: Layer
    snippet: str

    @property
    def said(self) -> str:
        """The snippet without the marks."""
        return self.snippet.replace(FROM, "").replace(TO, "")


@dataclass(frozen=True, slots=True)
class Found:
    """The hits in order, best first. `whole` is false where there are more than were looked at."""

    hits: tuple[Hit, ...]
    whole: bool


def query(words: str) -> str:
    """What a person types, as FTS5 understands it: all of the words, "a phrase", wor*, -without.

    Nothing that is typed is an error: signs part words, as they do in the index.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for one in _WORDS.finditer(words):
        text = one["phrase"] if one["phrase"] is not None else one["word"]
        said = _SIGNS.sub(" ", text).strip()
        if not said:
            continue
        starts = one["word"] is not None and text.endswith("*")
        quoted = f'"{said}"' + (" *" if starts else "")
        (unwanted if one["without"] else wanted).append(quoted)
    if not wanted:
        return ""
    return " AND ".join(wanted) + "".join(f" NOT {one}" for one in unwanted)


def pages(view: View, words: str, *, side: Side | None = None) -> Found:
    """The pages on which the words are said, the best first, then by path and page.

    How good a hit is, and how many there are, depends on all that is kept; so whoever may not see
    everything gets the hits by path, and every one of them is looked at.
    """
    asked = query(words)
    if not asked:
        return Found((), True)
    may = access.items(view.viewer, view.size)
    sees_all = may == access.EVERYTHING
    rows = view.rows(
        f"{_HITS} AND {may.sql} AND (? = '' OR side = ?) {_BEST if sees_all else _BY_PATH}",
        (FROM, TO, _SNIPPET, asked, MOST + 1 if sees_all else -1, view.size, view.size,
         *may.parameters, side or "", side or ""),
    )  # fmt: skip
    hits = {(hit.item, hit.page): hit for hit in map(_hit, reversed(rows))}  # the best of a page
    found = tuple(reversed(hits.values()))
    return Found(found[:MOST], _is_whole(view, asked) if sees_all else len(found) <= MOST)


def _is_whole(view: View, asked: str) -> bool:
    sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    return int(view.rows(sql, (asked, MOST + 1))[0][0]) <= MOST


# Of the matches, in the order in which they were added; the newest readings of items alone count.
# CROSS JOIN: SQLite is not to begin with the items of a holder, and look through all hits for each.
_HITS = f"""
    WITH hit AS (
        SELECT rowid AS id, rank AS score, snippet(search, 0, ?, ?, ' … ', ?) AS snippet
        FROM search WHERE search MATCH ? LIMIT ?
    ), reread_now AS (
        SELECT content, again FROM reread WHERE event < ? AND event = (
            SELECT max(event) FROM reread AS later WHERE later.content = reread.content)
    )
    SELECT item.id, side, coalesce(holder, ''), coalesce(volume, ''), path, title,
        coalesce(tag, ''), searched.page, coalesce(label.label, ''), layer, snippet
    FROM hit CROSS JOIN searched ON searched.id = hit.id
    CROSS JOIN reading ON reading.content = searched.content AND reading.page = searched.page
        AND reading.ord = searched.ord
    CROSS JOIN version ON version.content IN (searched.content,
        (SELECT content FROM reread_now WHERE again = searched.content))
    CROSS JOIN item ON item.id = version.item
    LEFT JOIN label ON label.item = item.id AND label.version = version.number
        AND label.page = searched.page
    WHERE version.number = (SELECT max(number) FROM version AS later
        WHERE later.item = item.id AND later.event < ?)
    AND (searched.content NOT IN (SELECT content FROM reread_now)
        OR version.content <> searched.content)
    AND state <> '{State.EXPUNGED.value}'
"""
_BY_PATH = "ORDER BY side, path, item.id, searched.page, searched.ord"
_BEST = "ORDER BY score, side, path, item.id, searched.page, searched.ord"


def _hit(row: tuple[str, ...]) -> Hit:
    item, side, holder, volume, path, title, number, page, label, layer, snippet = row
    told = " ".join(snippet.split())
    return Hit(item, Side(side), holder, volume, path, title, number, int(page), label,
               Layer(layer), told)  # fmt: skip


def index(connection: sqlite3.Connection, content: str) -> None:
    """Take in the readings of a content, once. Call after they are kept."""
    if connection.execute("SELECT 1 FROM searched WHERE content = ?", (content,)).fetchone():
        return
    connection.execute(
        "INSERT INTO searched (content, page, ord)"
        " SELECT content, page, ord FROM reading WHERE content = ? ORDER BY page, ord", (content,)
    )  # fmt: skip
    connection.execute(
        "INSERT INTO search (rowid, text) SELECT id, text FROM searched_text"
        " WHERE id IN (SELECT id FROM searched WHERE content = ?)", (content,)
    )  # fmt: skip


def rebuild(connection: sqlite3.Connection) -> None:
    """Write the index anew of what is kept, so that no byte stays in it of what was deleted."""
    connection.execute(
        "DELETE FROM searched WHERE NOT EXISTS (SELECT 1 FROM reading WHERE"
        " reading.content = searched.content AND reading.page = searched.page"
        " AND reading.ord = searched.ord)"
    )
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
