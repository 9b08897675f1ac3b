"""Many rows go in together, as they do one by one."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kyles.store import rows

SQL = "INSERT OR IGNORE INTO told VALUES (?, ?)"
COUNTS = (0, 1, rows.TOGETHER - 1, rows.TOGETHER, rows.TOGETHER + 1, 3 * rows.TOGETHER)


def table() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.execute("CREATE TABLE told (number INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT")
    return made


def every(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return connection.execute("SELECT number, word FROM told ORDER BY rowid").fetchall()


@pytest.mark.parametrize("count", COUNTS)
def test_each_row_goes_in_once(count: int):
    made, told = table(), [(number, f"word {number}") for number in range(count)]
    rows.add(made, SQL, iter(told))
    assert every(made) == told


@given(some.lists(some.tuples(some.integers(0, 90), some.text()), max_size=200))
def test_they_are_those_that_go_in_one_by_one(told: list[tuple[int, str]]):
    together, singly = table(), table()
    rows.add(together, SQL, told)
    singly.executemany(SQL, told)
    assert every(together) == every(singly)


def test_a_guard_stops_them_at_any_row():
    made = table()
    made.execute("CREATE TRIGGER dense BEFORE INSERT ON told"
                 " WHEN new.number <> (SELECT coalesce(max(number) + 1, 0) FROM told)"
                 " BEGIN SELECT RAISE(ABORT, 'a hole'); END")  # fmt: skip

    def holed() -> Iterator[tuple[int, str]]:
        yield from ((number, "") for number in range(rows.TOGETHER * 2 + 1) if number != 70)

    with pytest.raises(sqlite3.IntegrityError, match="a hole"):
        rows.add(made, SQL, holed())
    assert len(every(made)) == rows.TOGETHER  # of the statement that was refused, none
