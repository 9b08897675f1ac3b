"""Certificates as they were issued: each stays as filed."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from kyles.ledger import merkle
from kyles.ledger.bundle import Entry, Statement
from kyles.model import Event
from kyles.store.events import projects
from kyles.store.store import Store


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate that was issued: its number for its defendant, its event, its PDF's SHA-256."""

    defendant: str
    number: int
    statement: Statement
    pdf: str
    event: int


@dataclass(frozen=True, slots=True)
class Filed:
    """What the head of a certificate says, without its entries."""

    number: int
    title: str
    on: str
    adopted_by: str
    delay: str
    counts: dict[str, int]


def issued(defendant: str, number: int, *, statement: Statement, pdf: str, anchor: str) -> Event:
    """A certificate was issued; `anchor` commits to the whole ledger without telling its size."""
    return Event("certificate.issued", {
        **statement.commitment(), "defendant": defendant, "number": str(number), "pdf": pdf,
        "anchor": anchor,
    })  # fmt: skip


def anchored(defendant: str, number: int, *, size: int, root: str, salt: str) -> Event:
    """What the anchor of a certificate was made of: for the court alone."""
    return Event("certificate.anchored", {
        "defendant": defendant, "number": str(number), "size": size, "root": root, "salt": salt,
    })  # fmt: skip


def sealed(defendant: str, number: int, *, statement: Statement, pdf: str) -> Event:
    """The sealed addendum to a certificate was made; it is addressed to nobody."""
    return Event("addendum.sealed", {
        **statement.commitment(), "defendant": defendant, "number": str(number), "pdf": pdf,
    })  # fmt: skip


@projects("certificate.issued")
def _issued(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute("INSERT INTO addressed VALUES (?, ?)", (event, body["defendant"]))
    connection.execute("INSERT INTO certificate VALUES (?, ?, ?, ?, ?)", _row(event, body))


@projects("addendum.sealed")
def _sealed(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute("INSERT INTO addendum VALUES (?, ?, ?, ?, ?)", _row(event, body))


def _row(event: int, body: dict[str, Any]) -> tuple[object, ...]:
    return body["defendant"], int(body["number"]), _key(body), body["pdf"], event


@projects("certificate.anchored")
def _anchored(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    """It is only to be kept."""


def _key(commitment: dict[str, Any]) -> str:
    return f"{commitment['certificate']} {commitment['manifest']}"


def keep(connection: sqlite3.Connection, statement: Statement) -> None:
    """Keep what a certificate commits to, in the transaction of its event."""
    row = (
        _key(statement.commitment()),
        merkle.canonical(statement.certificate).decode(),
        merkle.canonical([each.told() for each in statement.manifest]).decode(),
        statement.policy,
    )
    connection.execute("INSERT OR IGNORE INTO statement VALUES (?, ?, ?, ?)", row)


def every(store: Store, defendant: str) -> list[Issued]:
    """The certificates of a defendant, in order."""
    return _filed(store, "certificate", defendant)


def filed(store: Store, defendant: str) -> list[Filed]:
    """The heads of a defendant's certificates, in order: entries may be many."""
    told = ", ".join(f"json_extract(certificate, '$.{name}')"
                     for name in ("title", "on", "adopted_by", "delay", "counts"))  # fmt: skip
    rows = store.view().rows(
        f"SELECT number, {told} FROM certificate AS filed"
        " JOIN statement ON digest = filed.statement WHERE defendant = ? ORDER BY event",
        (defendant,),
    )
    return [
        Filed(number, title, on, by, delay, json.loads(counts))
        for number, title, on, by, delay, counts in rows
    ]


def addenda(store: Store, defendant: str) -> list[Issued]:
    """The sealed addenda to a defendant's certificates, in the order in which they were made."""
    return _filed(store, "addendum", defendant)


def _filed(store: Store, table: str, defendant: str) -> list[Issued]:
    rows = store.view().rows(
        f"SELECT number, certificate, manifest, policy, pdf, event FROM {table} AS filed"
        " JOIN statement ON digest = filed.statement WHERE defendant = ? ORDER BY event",
        (defendant,),
    )
    return [
        Issued(defendant, number, Statement(json.loads(words), _entries(manifest), policy), pdf,
               event)
        for number, words, manifest, policy, pdf, event in rows
    ]  # fmt: skip


def anchor(store: Store, issued: Issued) -> dict[str, Any]:
    """What the anchor of a certificate commits to, and the anchor."""
    bodies = {
        told["kind"]: told["body"]
        for (body,) in store.view().rows(
            "SELECT body FROM event_body WHERE idx IN (?, ?)", (issued.event, issued.event + 1)
        )
        for told in [json.loads(body)]
    }
    opened = bodies["certificate.anchored"]
    return {name: opened[name] for name in ("root", "salt", "size")} | {
        "anchor": bodies["certificate.issued"]["anchor"]
    }


def without_words(store: Store) -> list[tuple[str, int]]:
    """Certificates and addenda of which the words are not kept any more: for whom, and which."""
    sql = (
        "SELECT defendant, number FROM (SELECT * FROM certificate UNION ALL SELECT * FROM addendum)"
        " WHERE statement NOT IN (SELECT digest FROM statement) ORDER BY defendant, number"
    )
    return [(defendant, number) for defendant, number in store.view().rows(sql)]


def _entries(manifest: str) -> tuple[Entry, ...]:
    return tuple(Entry(bytes.fromhex(each["salt"]), each["entry"]) for each in json.loads(manifest))
