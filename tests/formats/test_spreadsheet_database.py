"""Databases in a file: every table is a sheet, and what is not read is told."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import (
    children,
    details,
    expected,
    only,
    pages,
    states,
    tells_of_what_is_wrong,
)

from kyles.formats import Part, Row, Trouble, identify, spreadsheet
from kyles.formats.spreadsheet import database
from kyles.model import Layer, State

MESSAGES = """
    CREATE TABLE message (id INTEGER PRIMARY KEY, handle TEXT, said TEXT, at REAL, seen INT);
    INSERT INTO message VALUES (1, 'T. Doe', 'it is in the
blue bag', 1719937800.5, NULL), (2, 'me', 'which room?', 1719937900, 1);
"""


@pytest.fixture
def kept(tmp_path: Path) -> Callable[..., list[Part]]:
    """The parts of a database that statements made."""

    def parts(statements: str, *more: tuple[str, tuple[object, ...]]) -> list[Part]:
        path = tmp_path / "chat.db"
        with closing(sqlite3.connect(path)) as made:
            made.executescript(statements)
            for statement, values in more:
                made.execute(statement, values)
            made.commit()
        return list(spreadsheet.read(path))

    return parts


def test_every_row_of_every_table_with_the_names_of_its_columns(kept):
    parts = kept(MESSAGES + "CREATE TABLE handle (name TEXT); INSERT INTO handle VALUES ('T. Doe')")
    assert [(one.sheet, one.number, one.cells) for one in only(parts, Row)] == [
        ("handle", 1, ("name",)), ("handle", 2, ("T. Doe",)),
        ("message", 1, ("id", "handle", "said", "at", "seen")),
        ("message", 2, ("1", "T. Doe", "it is in the\nblue bag", "1719937800.5", "")),
        ("message", 3, ("2", "me", "which room?", "1719937900.0", "1")),
    ]  # fmt: skip
    assert "it is in the blue bag" in pages(parts, Layer.TEXT)[1]
    assert details(parts, "rows") == ["1\thandle\t1-2", "2\tmessage\t1-3"]
    assert states(parts) == []


def test_it_is_told_by_its_mark_whatever_its_name(kept, tmp_path):
    kept(MESSAGES)
    head = (tmp_path / "chat.db").read_bytes()[:8192]
    assert identify(head, "3d0d7e5fb2ce288813306e4d4636395e047a3d28") is spreadsheet


def test_long_values_that_are_no_text_are_files_inside(kept):
    photograph = b"\xff\xd8\xff" + bytes(100)
    parts = kept("CREATE TABLE part (data BLOB)", ("INSERT INTO part VALUES (?)", (photograph,)),
                 ("INSERT INTO part VALUES (?)", (b"\x01\xff",)))  # fmt: skip
    assert children(parts) == {"part-2-1.bin": photograph}
    assert expected(parts, "children") == 1
    assert [one.cells for one in only(parts, Row)] == [("data",), ("part-2-1.bin",), ("01ff",)]


def test_too_many_files_are_told(kept, monkeypatch):
    monkeypatch.setattr(database, "MOST_FILES", 1)
    parts = kept("CREATE TABLE part (data BLOB)",
                 *[("INSERT INTO part VALUES (?)", (bytes(99),))] * 3)  # fmt: skip
    assert expected(parts, "children") == 3
    assert [one.reason for one in only(parts, Trouble)] == [
        "2 more values are files, and were not taken"
    ]


def test_an_index_of_words_is_left_out_and_its_words_are_not(kept):
    parts = kept("CREATE VIRTUAL TABLE found USING fts5(said);"
                 " INSERT INTO found VALUES ('the blue bag')")  # fmt: skip
    assert {one.sheet for one in only(parts, Row)} == {"found_content"}
    assert "the blue bag" in pages(parts, Layer.TEXT)[0]


def test_names_that_would_end_a_statement_and_text_that_is_none(kept):
    table = '"a""b; DROP TABLE x"'
    parts = kept(f'CREATE TABLE {table} ("c d" TEXT)',
                 (f"INSERT INTO {table} VALUES (CAST(? AS TEXT))", (b"\xffx",)))  # fmt: skip
    assert [(one.sheet, one.cells) for one in only(parts, Row)] == [
        ('a"b; DROP TABLE x', ("c d",)), ('a"b; DROP TABLE x', ("\ufffdx",)),
    ]  # fmt: skip


def test_what_may_be_written_beside_it_is_told(kept):
    parts = kept("PRAGMA journal_mode = WAL;" + MESSAGES)
    assert states(parts) == [State.PARTIAL]
    assert len(only(parts, Row)) == 3


def test_a_database_without_a_table_is_empty_and_one_that_is_cut_is_damaged(kept, tmp_path):
    assert states(kept("PRAGMA user_version = 1")) == [State.EMPTY]
    path = tmp_path / "cut.db"
    path.write_bytes((tmp_path / "chat.db").read_bytes()[:60])
    assert states(list(spreadsheet.read(path))) == [State.FAILED]


def test_a_damaged_table_leaves_the_others(kept, tmp_path):
    kept(MESSAGES + "CREATE TABLE handle (name TEXT); INSERT INTO handle VALUES ('T. Doe')")
    path = tmp_path / "chat.db"
    data = bytearray(path.read_bytes())
    data[4096] = 99  # the kind of the second page, which is the first table's
    path.write_bytes(data)
    parts = list(spreadsheet.read(path))
    assert {one.sheet for one in only(parts, Row) if one.number > 1} == {"handle"}
    assert states(parts) == [State.PARTIAL]


@given(data=st.data())
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_raises_nothing_and_is_not_silent(kept, tmp_path, data):
    path = tmp_path / "chat.db"
    path.unlink(missing_ok=True)
    kept(MESSAGES)
    made = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        made[data.draw(st.integers(16, len(made) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(made[: data.draw(st.integers(17, len(made)))])
    assert tells_of_what_is_wrong(spreadsheet.read(path))
