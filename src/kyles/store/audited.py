"""What the last audit came to, kept row by row, so that pages need not reconcile again.

It belongs to one ledger size, which every page names. All of it can be made again; nothing of it is
evidence. It is the office's own: no defendant's side ever reads it here.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kyles import clock
from kyles.model import About, Finding, FindingState, Passage, Status
from kyles.model.coverage import Coverage, Heard, HeldPage, Missing, Place, Stretch
from kyles.store import access, custody, database, questions
from kyles.store.custody import Line
from kyles.store.questions import Question
from kyles.store.store import Store, View

TABLES = ("audited", "audited_finding", "audited_item", "audited_event", "audited_part",
          "audited_reference", custody.TABLE, *questions.TABLES)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Last:
    """The audit that is kept: of which ledger, and when it was made."""

    size: int
    root: str
    at: str


@dataclass(frozen=True, slots=True)
class Given:
    """What one defendant was given of one held item."""

    item: str
    defendant: str
    owed: bool  # not so: it is of another incident, as far as is known
    holder: str
    status: Status
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a document says happened; `first` and `last` are ISO days, "" where open."""

    value: str
    first: str
    last: str
    kind: str
    said_by: str
    aside: str
    item: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Referring:
    """A passage of a document that speaks of an item, and how it calls it."""

    item: str
    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of an audit."""

    size: int
    root: str
    findings: Sequence[Finding]  # worst first; those that ended at the end
    given: Iterable[Given]
    said: Iterable[Said]
    parts: Mapping[str, Any]  # by name, as JSON values
    references: Iterable[Referring] = ()
    questions: Iterable[Question] = ()  # the likest first
    custody: Iterable[Line] = ()  # as lists and logs tell it


def keep(store: Store, kept: Kept) -> None:
    """Keep an audit in the place of the one before."""
    connection = store.connection
    with database.transaction(connection):
        forget(connection)
        connection.execute(
            "INSERT INTO audited VALUES (?, ?, ?)", (kept.size, kept.root, clock.stamp())
        )
        _insert(connection, "audited_finding", map(_finding_row, enumerate(kept.findings)))
        _insert(connection, "audited_item", map(_given_row, kept.given))
        _insert(connection, "audited_event", map(_said_row, enumerate(kept.said)))
        parts = ((name, _json(value)) for name, value in kept.parts.items())
        _insert(connection, "audited_part", parts)
        _insert(connection, "audited_reference", map(_reference_row, enumerate(kept.references)))
        for table, row in questions.rows(kept.questions):
            _insert(connection, table, [row])
        _insert(connection, custody.TABLE, custody.rows(kept.custody))


def forget(connection: sqlite3.Connection) -> None:
    """Empty the tables. Call inside a transaction."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    several = iter(rows)
    first = next(several, None)
    if first is not None:
        sql = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"
        connection.execute(sql, first)
        connection.executemany(sql, several)


def _finding_row(numbered: tuple[int, Finding]) -> tuple[Any, ...]:
    place, one = numbered
    live = one.state is not FindingState.ENDED and "; request " not in one.note
    return (
        place, one.id, one.rule, one.priority, one.score, one.owed_to or "", one.about.item or "",
        one.about.path, one.about.holder or "", one.about.incident or "", one.subject, one.says,
        one.digest, int(live), one.state.value, one.note,
        _json([source.told() for source in one.sources]),
    )  # fmt: skip


def _given_row(one: Given) -> tuple[Any, ...]:
    told = one.coverage
    pages = [] if told is None else [_page_row(page) for page in told.pages]
    heard = _heard_row(told.heard) if told and told.heard else ""
    return (one.item, one.defendant, int(one.owed), one.holder, one.status.value,
            told and told.share, _json(pages), heard)  # fmt: skip


def _page_row(page: HeldPage) -> list[Any]:
    """A page without the words of its gaps: they stand in its reading."""
    gaps = [[gap.start, gap.end, gap.kind, gap.words] for gap in page.missing]
    return [page.page, page.layer, page.words, page.covered, page.boilerplate, page.by, gaps,
            _places_row(page.produced), round(page.noise, 6)]  # fmt: skip


def _places_row(places: Sequence[Place]) -> list[Any]:
    return [[one.item, one.volume, one.path, one.page, one.bates] for one in places]


def _heard_row(heard: Heard) -> str:
    gaps = [[round(gap.start, 1), round(gap.end, 1)] for gap in heard.missing]
    return _json([heard.by, round(heard.seconds, 1), gaps, _places_row(heard.produced),
                  list(heard.lacks), heard.note])  # fmt: skip


def _said_row(numbered: tuple[int, Said]) -> tuple[Any, ...]:
    place, one = numbered
    return (place, one.value, one.first, one.last, one.kind, one.said_by, one.aside, one.item,
            one.page, one.start, one.end)  # fmt: skip


def _reference_row(numbered: tuple[int, Referring]) -> tuple[Any, ...]:
    place, one = numbered
    return (one.item, place, one.label, _json(one.passage.told()))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def last(view: View) -> Last | None:
    """The audit that is kept, if a viewer may know of it."""
    own = access.office(view.viewer)
    rows = view.rows(f"SELECT size, root, at FROM audited WHERE {own.sql}", own.parameters)
    return Last(*rows[0]) if rows else None


def part(view: View, name: str) -> Any:
    """One more result of the last audit, by its name; None where there is none."""
    own = access.office(view.viewer)
    rows = view.rows(
        f"SELECT value FROM audited_part WHERE name = ? AND {own.sql}", (name, *own.parameters)
    )
    return json.loads(rows[0][0]) if rows else None


# A finding's last decision counts while the gap is what it was.
_FINDINGS = """
    WITH told AS (
        SELECT place, id, rule, priority, score, owed_to, item, path, holder, incident, subject,
            audited_finding.says AS says, audited_finding.digest AS digest, sources,
            CASE WHEN live = 0 THEN audited_finding.state
                 WHEN decision.digest = audited_finding.digest THEN decision.state
                 ELSE 'open' END AS state,
            CASE WHEN live = 0 THEN note
                 WHEN decision.digest = audited_finding.digest THEN decision.says
                 WHEN decision.digest IS NOT NULL
                    THEN 'changed since decided (' || decision.state || ': ' || decision.says || ')'
                 ELSE note END AS note
        FROM audited_finding LEFT JOIN decision ON decision.event = (
            SELECT max(event) FROM decision AS later
            WHERE later.finding = audited_finding.id AND later.event < ?)
    )
"""
STANDING = "state <> 'ended'"


@dataclass(frozen=True, slots=True)
class Which:
    """Which findings are wanted; "" and 0 mean any. Without a state, all but the ended ones."""

    rule: str = ""
    holder: str = ""
    owed_to: str = ""
    state: str = ""
    priority: int = 0  # this one or worse
    item: str = ""
    concerns: str = ""  # a defendant: what is owed to that one, or to none in particular


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, and its place in the order of the audit."""

    place: int
    finding: Finding


def findings(
    view: View, which: Which, *, after: int = -1, before: int = -1, limit: int = 50
) -> list[Placed]:
    """Some findings, worst first: the next ones after a place, or the last ones before one."""
    where, parameters = _which(view, which)
    if before >= 0:
        where, order = f"{where} AND place < ?", "DESC"
        parameters.append(before)
    else:
        where, order = f"{where} AND place > ?", "ASC"
        parameters.append(after)
    rows = view.rows(
        f"{_FINDINGS} SELECT * FROM told WHERE {where} ORDER BY place {order} LIMIT ?",
        (*parameters, limit),
    )
    return sorted(map(_placed, rows), key=lambda one: one.place)


def finding(view: View, key: str) -> Placed | None:
    """One finding by its id."""
    own = access.office(view.viewer)
    rows = view.rows(
        f"{_FINDINGS} SELECT * FROM told WHERE id = ? AND {own.sql}",
        (view.size, key, *own.parameters),
    )
    return _placed(rows[0]) if rows else None


def _which(view: View, which: Which) -> tuple[str, list[Any]]:
    own = access.office(view.viewer)
    where, parameters = [own.sql], [view.size, *own.parameters]
    for column in ("rule", "holder", "owed_to", "state", "item"):
        if value := getattr(which, column):
            where.append(f"{column} = ?")
            parameters.append(value)
    if not which.state:
        where.append(STANDING)
    if which.priority:
        where.append("priority <= ?")
        parameters.append(which.priority)
    if which.concerns:
        where.append("owed_to IN ('', ?)")
        parameters.append(which.concerns)
    return " AND ".join(where), parameters


def _placed(row: Sequence[Any]) -> Placed:
    (place, key, rule, priority, score, owed_to, item, path, holder, incident, subject, says,
     digest, sources, state, note) = row  # fmt: skip
    told = tuple(Passage(**source) for source in json.loads(sources))
    return Placed(place, Finding(
        subject=subject, about=About(item or None, path, holder or None, incident or None),
        says=says, sources=told, owed_to=owed_to or None, score=score, rule=rule,
        priority=priority, digest=digest, id=key, state=FindingState(state), note=note,
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are of one rule, holder, defendant, state and priority."""

    rule: str
    holder: str
    owed_to: str
    state: str
    priority: int
    count: int


def tallies(view: View) -> list[Tally]:
    """All findings, counted by what they can be filtered by."""
    own = access.office(view.viewer)
    rows = view.rows(
        f"{_FINDINGS} SELECT rule, holder, owed_to, state, priority, count(*) FROM told"
        f" WHERE {own.sql} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
        (view.size, *own.parameters),
    )
    return [Tally(*row) for row in rows]


def by_holder(view: View) -> list[tuple[str, str, str, int]]:
    """Holder, defendant, status and how many items are owed, by holder."""
    own = access.office(view.viewer)
    return view.rows(
        "SELECT holder, defendant, status, count(*) FROM audited_item"
        f" WHERE owed = 1 AND {own.sql} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        own.parameters,
    )


def owed(view: View) -> int:
    """How many items of the matter are held."""
    own = access.office(view.viewer)
    sql = f"SELECT count(DISTINCT item) FROM audited_item WHERE owed = 1 AND {own.sql}"
    return int(view.rows(sql, own.parameters)[0][0])


def given(view: View, items: Sequence[str]) -> list[Given]:
    """What each defendant was given of some held items, by item and defendant."""
    own = access.office(view.viewer)
    rows = view.rows(
        "SELECT item, defendant, owed, holder, status, share, pages, heard FROM audited_item"
        f" WHERE item IN (SELECT value FROM json_each(?)) AND {own.sql} ORDER BY 1, 2",
        (_json(list(items)), *own.parameters),
    )
    return [_given(row) for row in rows]


def _given(row: Sequence[Any]) -> Given:
    item, defendant, owed, holder, status, share, pages, heard = row
    told = tuple(_page(one) for one in json.loads(pages))
    coverage = (
        Coverage(item, defendant, Status(status), share, told, _heard(heard))
        if told or heard
        else None
    )
    return Given(item, defendant, bool(owed), holder, Status(status), coverage)


def _page(row: Sequence[Any]) -> HeldPage:
    page, layer, words, covered, boilerplate, by, gaps, places, noise = row
    missing = tuple(Missing(start, end, "", kind, some) for start, end, kind, some in gaps)
    return HeldPage(page, layer, words, covered, boilerplate, by, missing,
                    tuple(Place(*place) for place in places), noise)  # fmt: skip


def _heard(told: str) -> Heard | None:
    if not told:
        return None
    by, seconds, gaps, places, lacks, note = json.loads(told)
    return Heard(by, seconds, tuple(Stretch(*gap) for gap in gaps),
                 tuple(Place(*place) for place in places), tuple(lacks), note)  # fmt: skip


# Owed to a defendant and not given, but for what is no more where it was recorded: that is lost.
_WAITING = """
    FROM audited_item JOIN version ON version.item = audited_item.item
    WHERE audited_item.defendant = ? AND status = ? AND owed = 1
        AND version.number = (SELECT max(number) FROM version AS later
            WHERE later.item = audited_item.item AND later.event < ?)
        AND state <> 'gone'
"""
OUTSTANDING = (Status.NOT_DISCLOSED, Status.IN_PART, Status.UNREADABLE)


def waiting(view: View, defendant: str, *, limit: int) -> list[Given]:
    """Some of the items that are outstanding for a defendant, what was not given at all first."""
    own, found = access.office(view.viewer), list[Given]()
    for status in OUTSTANDING:
        rows = view.rows(
            "SELECT audited_item.item, audited_item.defendant, owed, holder, status, share,"
            f" audited_item.pages, heard {_WAITING} AND {own.sql}"
            " ORDER BY audited_item.item LIMIT ?",
            (defendant, status, view.size, *own.parameters, limit - len(found)),
        )
        found += map(_given, rows)
    return found


def outstanding(view: View, defendant: str) -> dict[Status, int]:
    """How many items are outstanding for a defendant, by their status."""
    own = access.office(view.viewer)
    sql = f"SELECT count(*) {_WAITING} AND {own.sql}"
    return {
        status: int(view.rows(sql, (defendant, status, view.size, *own.parameters))[0][0])
        for status in OUTSTANDING
    }


def references(view: View, item: str, *, limit: int) -> list[Referring]:
    """Where documents speak of an item."""
    own = access.office(view.viewer)
    rows = view.rows(
        "SELECT label, passage FROM audited_reference"
        f" WHERE item = ? AND {own.sql} ORDER BY place LIMIT ?",
        (item, *own.parameters, limit),
    )
    return [Referring(item, label, Passage(**json.loads(told))) for label, told in rows]


@dataclass(frozen=True, slots=True)
class Span:
    """Passages that give one date: how many, and whether one stands in what was not disclosed."""

    first: str
    last: str
    count: int
    undisclosed: bool


def said(
    view: View, *, after: int = -1, limit: int = 50, since: str = "", until: str = "",
    kind: str = "",
) -> list[tuple[int, Said]]:  # fmt: skip
    """What documents say happened, from a place in the order of dates on."""
    own = access.office(view.viewer)
    where, parameters = [own.sql, "place > ?"], [*own.parameters, after]
    for condition, value in (("last >= ?", since), ("first <= ? AND first <> ''", until),
                             ("kind = ?", kind)):  # fmt: skip
        if value:
            where.append(condition)
            parameters.append(value)
    rows = view.rows(
        f"SELECT * FROM audited_event WHERE {' AND '.join(where)} ORDER BY place LIMIT ?",
        (*parameters, limit),
    )
    return [(row[0], Said(*row[1:])) for row in rows]


def spans(view: View) -> list[Span]:
    """The dates that documents give, each with how many passages give it."""
    own = access.office(view.viewer)
    rows = view.rows(
        "SELECT first, last, count(*), max(item IN (SELECT item FROM audited_item"
        " WHERE status = 'not_disclosed' AND owed = 1)) FROM audited_event"
        f" WHERE first <> '' AND aside = '' AND {own.sql} GROUP BY first, last ORDER BY 1, 2",
        own.parameters,
    )
    return [Span(first, last, count, bool(undisclosed)) for first, last, count, undisclosed in rows]


def dated(view: View) -> int:
    """How many passages give a date or tell by whose word they are."""
    own = access.office(view.viewer)
    return int(
        view.rows(f"SELECT count(*) FROM audited_event WHERE {own.sql}", own.parameters)[0][0]
    )
