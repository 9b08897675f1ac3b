"""The database file: what is no matter, damaged or newer is told in one line, never a traceback."""

import sqlite3
from pathlib import Path

import pytest
from tests.store.conftest import SOURCE, item, opened

from kyles.errors import KylesError, MatterUnreadable
from kyles.store import Store, create, database, items, matters, open_matter_folder, sources
from kyles.store.events import root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with create(tmp_path / "matter", opened()) as store:
        some = (item(f"item{number:08}", f"sheriff/{number:05}.txt") for number in range(400))
        store.record([sources.added(SOURCE), *(items.found(one, content=None) for one in some)])
    return tmp_path / "matter"


def file(folder: Path) -> Path:
    return folder / ".kyles" / "matter.db"


def use(folder: Path) -> None:
    """Open a matter and read all of it."""
    with open_matter_folder(folder) as store:
        view = store.view()
        matters.matter(view)
        items.every(view)
        root(store.connection, view.size)


def test_a_closed_matter_is_one_file_with_its_mark(folder: Path):
    assert [path.name for path in (folder / ".kyles").iterdir()] == ["matter.db"]
    assert b"KYLE" in file(folder).read_bytes()[:100]


def test_durable_and_strict(folder: Path):
    with open_matter_folder(folder) as store:
        asked = {name: store.connection.execute(f"PRAGMA {name}").fetchone()[0]
                 for name in ("journal_mode", "synchronous", "foreign_keys")}  # fmt: skip
        assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        loose = store.connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND NOT strict AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        assert loose == []


@pytest.mark.parametrize("content", [b"", b"not a database", b"x" * 5000, b"SQLite format 3\0"])
def test_what_is_no_database(folder: Path, content: bytes):
    file(folder).write_bytes(content)
    with pytest.raises(MatterUnreadable, match=r"matter\.db"):
        use(folder)


def test_another_programs_database(folder: Path):
    file(folder).unlink()
    with sqlite3.connect(file(folder)) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(MatterUnreadable, match="not a matter"):
        use(folder)


def test_a_database_that_is_not_there(folder: Path):
    file(folder).unlink()
    with pytest.raises(MatterUnreadable, match="not there"):
        use(folder)
    assert not file(folder).exists()


def test_a_newer_version(folder: Path):
    with sqlite3.connect(file(folder)) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    with pytest.raises(MatterUnreadable, match="newer Kyles"):
        use(folder)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_a_truncated_database(folder: Path, keep: float):
    whole = file(folder).read_bytes()
    file(folder).write_bytes(whole[: int(len(whole) * keep)])
    with pytest.raises(MatterUnreadable):
        use(folder)


@pytest.mark.parametrize("at", range(1, 12))
def test_overwritten_bytes_never_make_another_error(folder: Path, at: int):
    whole = bytearray(file(folder).read_bytes())
    start = len(whole) * at // 12
    whole[start : start + 4096] = b"\xa5" * 4096
    file(folder).write_bytes(bytes(whole))
    try:
        use(folder)
    except KylesError as error:
        assert "\n" not in str(error)  # noqa: PT017 - some damage is in what is not read


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    steps = [*database.migrations(), "CREATE TABLE later (x TEXT) STRICT; SELECT nonsense"]
    create(tmp_path / "matter", opened()).close()
    monkeypatch.setattr(database, "migrations", lambda: steps)
    with pytest.raises(MatterUnreadable):
        open_matter_folder(tmp_path / "matter")
    monkeypatch.undo()
    with open_matter_folder(tmp_path / "matter") as store:
        assert version(store) == len(steps) - 1
        assert not store.connection.execute(
            "SELECT * FROM sqlite_schema WHERE name = 'later'").fetchall()  # fmt: skip


def version(store: Store) -> int:
    return int(store.connection.execute("PRAGMA user_version").fetchone()[0])


def test_migrations_are_applied_once_and_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    create(tmp_path / "matter", opened()).close()
    steps = [*database.migrations(), "CREATE TABLE later (x TEXT) STRICT",
             "INSERT INTO later VALUES ('once')"]  # fmt: skip
    monkeypatch.setattr(database, "migrations", lambda: steps)
    for _ in range(2):
        with open_matter_folder(tmp_path / "matter") as store:
            assert version(store) == len(steps)
            assert store.connection.execute("SELECT x FROM later").fetchall() == [("once",)]
