"""The ledger: append-only, dense, committed to; what follows comes with it or not at all."""

import hashlib
import sqlite3

import pytest
from tests.store.conftest import item

from kyles.errors import KylesError, UsageError
from kyles.ledger import merkle
from kyles.model import Event
from kyles.store import Store, audited, events, items, matters


def leaves(store: Store) -> list[bytes]:
    rows = store.connection.execute("SELECT leaf FROM event ORDER BY idx")
    return [leaf for (leaf,) in rows]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET leaf = zeroblob(32)",
        "DELETE FROM event",
        "UPDATE event_body SET body = '{}'",
        "INSERT INTO event VALUES (7, zeroblob(32))",
        "INSERT INTO event VALUES (-1, zeroblob(32))",
        "REPLACE INTO event VALUES (0, zeroblob(32))",
    ],
)
def test_the_ledger_refuses_to_be_changed(store: Store, sql: str):
    before = store.view().root
    with pytest.raises(sqlite3.IntegrityError, match="ledger"):
        store.connection.execute(sql)
    assert store.view().root == before


def test_events_go_where_they_are_told(store: Store):
    assert store.record([matters.defendant_added("Doe"), matters.incident_added("1")]) == [1, 2]
    assert store.record([]) == []
    assert store.view().size == 3


def test_a_leaf_commits_to_the_salted_body(store: Store):
    body, salt = store.connection.execute("SELECT body, salt FROM event_body").fetchone()
    commitment = merkle.leaf_data(body.encode(), salt)
    assert leaves(store) == [hashlib.sha256(b"\x00" + commitment).digest()]
    assert body not in commitment.decode()


def test_the_root_is_that_of_the_tree_at_each_size(store: Store):
    store.record(matters.incident_added(f"n{number}") for number in range(20))
    every = leaves(store)
    for size in range(1, 22):
        assert store.view(as_of=size).root == merkle.root(every[:size]).hex()


def test_the_same_facts_have_other_leaves_because_of_their_salt(store: Store):
    store.record([matters.incident_added("x"), matters.incident_added("x")])
    assert len(set(leaves(store))) == 3


def test_an_altered_body_is_found(store: Store):
    store.record(matters.incident_added(f"n{number}") for number in range(5))
    assert events.altered(store.connection) == []
    store.connection.execute("DROP TRIGGER event_body_is_never_changed")
    store.connection.execute("UPDATE event_body SET body = replace(body, 'n1', 'n9')")
    store.connection.execute("UPDATE event_body SET salt = zeroblob(16) WHERE idx = 4")
    assert events.altered(store.connection) == [2, 4]


def test_one_event_that_fails_takes_all_of_its_batch_along(store: Store):
    root = store.view().root
    twice = items.found(item("a", "sheriff/a.txt"), content=None)
    with pytest.raises(KylesError):
        store.record([matters.defendant_added("Doe"), twice, twice])
    assert store.view().root == root
    assert "Doe" not in matters.matter(store.view()).defendants


def test_what_is_derived_goes_with_its_events(store: Store):
    def derive(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO detail VALUES ('c', 0, 'name', 'value')")
        raise KylesError("no")

    with pytest.raises(KylesError, match="no"):
        store.record([matters.defendant_added("Doe")], derive=derive)
    assert store.connection.execute("SELECT count(*) FROM detail").fetchone() == (0,)
    assert store.view().size == 1


def test_an_unknown_kind_of_event_is_not_recorded(store: Store):
    with pytest.raises(KeyError):
        store.record([Event("nothing.happened", {})])
    assert store.view().size == 1


@pytest.mark.parametrize("size", [-1, 0, 2])
def test_a_view_of_a_size_that_never_was(store: Store, size: int):
    with pytest.raises(UsageError, match="ledger has 1"):
        store.view(as_of=size)


def test_who_is_named_in_each_event(store: Store, monkeypatch: pytest.MonkeyPatch):
    def nobody() -> str:
        raise KeyError("uid not found")

    assert store.who
    monkeypatch.setattr("kyles.store.store.getpass.getuser", nobody)
    assert store.who.startswith("user ")


def test_every_projection_writes_its_event(store: Store):
    """Rows without their event could not be left out of an earlier view."""
    content = {"reading", "detail", "derived", "event", "event_body"}
    content |= {"checkpoint", "cosignature", "statement", "subtree"}  # what was signed of a ledger
    content |= set(audited.TABLES)  # what the last audit came to
    tables = [
        name
        for (name,) in store.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
    ]
    content |= {name for name in tables if name.startswith("search")}  # the index of readings
    for table in set(tables) - content:
        columns = {row[1] for row in store.connection.execute(f"PRAGMA table_info({table})")}
        assert "event" in columns, table
