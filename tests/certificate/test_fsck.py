"""A thousand alterations behind the ledger's back, each named; KYLES_TAMPERS says how many."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.export import matter

from kyles.certificate import fsck, issue, signed_log, static_files
from kyles.certificate.statement import Adopted
from kyles.errors import KylesError
from kyles.store import Store, acts, open_matter_folder
from kyles.verify import check

TAMPERS = int(os.environ.get("KYLES_TAMPERS", "60"))
EXPORTED, BUNDLE = "exported", "certificate.kyles-proof"
READ_AGAIN = ("reading", "detail", "derived", "search")  # made of contents, not told by events


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from datetime import date

    folder = tmp_path_factory.mktemp("tamper")
    with matter.build(folder, secret=True) as store:
        issue.issue(store, "Harlan", Adopted("A. Lawyer", date(2024, 7, 12), 1))
        for number in range(300):
            store.record([acts.marked("item", "guilt", f"reason {number}")])
        note = signed_log.sign(store)
        for name, content in static_files.files(store, note).items():
            path = folder / "matter" / EXPORTED / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        files = issue.files(store, issue.filed(store, "Harlan"))
        (folder / "matter" / BUNDLE).write_bytes(files.bundle)
        assert wrong(folder / "matter", store) == []
    return folder / "matter"


def wrong(folder: Path, store: Store) -> list[str]:
    """What fsck and the verifier name."""
    report = check((folder / BUNDLE).read_bytes())
    return [*fsck.wrong(store), *static_files.wrong(store, folder / EXPORTED), *report.wrong]


def altered(value: Any, chance: random.Random) -> Any:
    """Another value of the same kind."""
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 7))
    if isinstance(value, bytes):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << chance.randrange(8)]) + value[at + 1 :]
    if not value:
        return "x"
    at = chance.randrange(len(value))
    return value[:at] + ("y" if value[at] == "x" else "x") + value[at + 1 :]


def in_the_database(path: Path, chance: random.Random) -> str:
    """Alter a value of, or remove, a random row of a random table."""
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    tables = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'")
        if not name.startswith(READ_AGAIN)
        and connection.execute(f"SELECT 1 FROM {name}").fetchone()]  # fmt: skip
    while True:
        table = chance.choice(tables)
        (row,) = chance.choice(connection.execute(f"SELECT rowid FROM {table}").fetchall())
        columns = [one[1] for one in connection.execute(f"PRAGMA table_info({table})")]
        column = chance.choice(columns)
        (value,) = connection.execute(f"SELECT {column} FROM {table} WHERE rowid = ?",
                                      (row,)).fetchone()  # fmt: skip
        new = altered(value, chance)
        try:
            if chance.random() < 0.2 and table not in ("checkpoint", "cosignature", "statement"):
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
                new = "removed"
            else:
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, row))
        except sqlite3.IntegrityError:
            continue
        connection.close()
        return f"{table}.{column} of row {row}: {value!r:.60} -> {new!r:.60}"


def in_a_content(folder: Path, chance: random.Random) -> str:
    blob = chance.choice(sorted(one for one in (folder / ".kyles" / "blobs").glob("??/*")))
    blob.chmod(0o600)
    if chance.random() < 0.3:
        blob.unlink()
    else:
        blob.write_bytes(altered(blob.read_bytes() or b"x", chance))
    return blob.name


def in_a_file(files: list[Path], chance: random.Random) -> str:
    """Flip a bit of a file, cut it, or remove it."""
    path = chance.choice(sorted(files))
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    content[at] ^= 1 << chance.randrange(8)
    path.write_bytes(content if chance.random() < 0.7 else content[:at])
    return f"{path.name} at byte {at}"


def in_the_export(folder: Path, chance: random.Random) -> str:
    return in_a_file([path for path in (folder / EXPORTED).rglob("*") if path.is_file()], chance)


def test_every_alteration_is_named(built: Path, tmp_path: Path):
    chance, unnamed = random.Random(11), []
    ways: list[Callable[[Path], str]] = [
        lambda folder: in_the_database(folder / ".kyles" / "matter.db", chance),
        lambda folder: in_the_database(folder / ".kyles" / "matter.db", chance),
        lambda folder: in_the_database(folder / ".kyles" / "matter.db", chance),
        lambda folder: in_a_content(folder, chance),
        lambda folder: in_the_export(folder, chance),
        lambda folder: in_a_file([folder / BUNDLE], chance),
    ]
    for round_ in range(TAMPERS):
        folder = shutil.copytree(built, tmp_path / str(round_))
        told = chance.choice(ways)(folder)
        try:
            with open_matter_folder(folder) as store:
                named = wrong(folder, store)
        except KylesError as error:
            named = [str(error)]
        if not named:
            unnamed.append(told)
        shutil.rmtree(folder)
    assert unnamed == []


def test_several_processes_name_the_same(built: Path, tmp_path: Path, monkeypatch):
    shutil.copytree(built, tmp_path / "matter")
    with open_matter_folder(tmp_path / "matter") as store:
        for sql in ("DROP TRIGGER event_body_is_never_changed",
                    "UPDATE event_body SET salt = zeroblob(16) WHERE idx = 5",
                    "DELETE FROM event_body WHERE idx = 7",
                    "UPDATE mark SET reason = 'another' WHERE reason = 'reason 9'"):  # fmt: skip
            store.connection.execute(sql)
        here = list(fsck.wrong(store))
        monkeypatch.setattr(fsck, "LARGE", 0)
        assert list(fsck.wrong(store)) == here
    assert {"ledger: event 5 was altered", "ledger: the body of event 7 is missing"} <= set(here)
    assert sum(line.startswith("table mark: the row") for line in here) == 2


def test_an_event_that_is_missing_is_named(built: Path, tmp_path: Path):
    shutil.copytree(built, tmp_path / "matter")
    with open_matter_folder(tmp_path / "matter") as store:
        store.connection.execute("PRAGMA foreign_keys=OFF")
        store.connection.execute("DROP TRIGGER event_is_never_deleted")
        store.connection.execute("DELETE FROM event WHERE idx = 3")
        assert "ledger: event 3 is missing" in list(fsck.wrong(store))
