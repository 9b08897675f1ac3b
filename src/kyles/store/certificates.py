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


@projects("certificate.issued")
def _issued(connection: sqlite3.Connection, event: int, body: dict[str, Any]) -> None:
    connection.execute("INSERT INTO addressed VALUES (?, ?)", (event, body["defendant"]))
    row = (body["defendant"], int(body["number"]), _key(body), body["pdf"], event)
    connection.execute("INSERT INTO certificate VALUES (?, ?, ?, ?, ?)", row)


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
    rows = store.view().rows(
        "SELECT number, certificate, manifest, policy, pdf, event"
        " FROM certificate JOIN statement ON digest = statement"
        " WHERE defendant = ? ORDER BY number",
        (defendant,),
    )
    return [
        Issued(defendant, number, Statement(json.loads(words), _entries(manifest), policy), pdf,
               event)
        for number, words, manifest, policy, pdf, event in rows
    ]  # fmt: skip


def without_words(store: Store) -> list[tuple[str, int]]:
    """Certificates of which the words are not kept any more: for whom, and which."""
    sql = (
        "SELECT defendant, number FROM certificate"
        " WHERE statement NOT IN (SELECT digest FROM statement) ORDER BY defendant, number"
    )
    return [(defendant, number) for defendant, number in store.view().rows(sql)]


def _entries(manifest: str) -> tuple[Entry, ...]:
    return tuple(Entry(bytes.fromhex(each["salt"]), each["entry"]) for each in json.loads(manifest))
