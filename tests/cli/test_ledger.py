"""The ledger's commands: checkpoints, proofs, what is wrong by name, static files."""

import sqlite3
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit
from kyles.ledger import merkle, tiles
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import Note
from kyles.verify import check


def head(note: str) -> Checkpoint:
    return Checkpoint.parse(Note.parse(note).text)


def database() -> sqlite3.Connection:
    return sqlite3.connect(".kyles/matter.db", isolation_level=None)


def without_triggers(connection: sqlite3.Connection) -> None:
    """As somebody with the disk in hand would do."""
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")


def test_a_checkpoint_is_signed_once_a_size(kyles: Run, case: Path):
    first = kyles("ledger", "checkpoint")
    assert first.code == Exit.DONE, first.err
    assert kyles("ledger", "checkpoint").out == first.out
    kyles("mark", "supplement_2.pdf", "--favorable", "guilt", "--reason", "see page 1")
    later = kyles("ledger", "checkpoint").out
    assert head(later).size == head(first.out).size + 1


def test_an_item_is_proven(kyles: Run, case: Path):
    kyles("mark", "supplement_2.pdf", "--favorable", "guilt", "--reason", "see page 1")
    ran = kyles("ledger", "prove", "supplement_2.pdf", "--out", case / "proof")
    assert ran.code == Exit.DONE, ran.err
    report = check((case / "proof").read_bytes())
    assert report.holds, report.wrong
    assert any("item.marked" in line for line in report.shown)
    assert kyles("ledger", "prove", "absent", "--out", case / "x").code == Exit.USAGE


def test_the_exported_files_are_the_log(kyles: Run, case: Path):
    assert kyles("ledger", "export", case / "log").code == Exit.DONE
    signed = head((case / "log" / "checkpoint").read_text("utf-8"))
    (tile,) = (case / "log" / "tile" / "0").rglob("*.p/*")
    leaves = tiles.hashes(tile.read_bytes())
    assert merkle.root(leaves) == signed.root
    (bundle,) = (case / "log" / "tile" / "entries").rglob("*.p/*")
    assert [merkle.leaf_hash(one) for one in tiles.entries(bundle.read_bytes())] == leaves


def test_a_new_key_goes_on_where_the_old_one_ended(kyles: Run, case: Path):
    first = head(kyles("ledger", "checkpoint").out)
    assert kyles("ledger", "change-key").code == Exit.DONE
    assert head(kyles("ledger", "checkpoint").out).size > first.size
    assert kyles("ledger", "policy").out.count("log kyles.matter/") == 2
    assert kyles("ledger", "fsck").out.endswith("nothing wrong.\n")
    assert len(list(Path(".kyles").glob("ledger.key.*"))) == 1


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE event_body SET body = replace(body, 'County', 'Country') WHERE idx = 3",
         "ledger: event 3 was altered"),
        ("UPDATE event SET leaf = zeroblob(32) WHERE idx = 2", "event 2 was altered"),
        ("DELETE FROM event_body WHERE idx >= 4; DELETE FROM event WHERE idx >= 4", "were signed"),
        ("UPDATE checkpoint SET note = replace(note, 'kyles.matter', 'kyles.other')",
         "No known key"),
    ],
)  # fmt: skip
def test_fsck_names_what_was_altered(kyles: Run, case: Path, sql: str, said: str):
    kyles("ledger", "checkpoint")
    connection = database()
    without_triggers(connection)
    connection.executescript(sql)
    connection.close()
    ran = kyles("ledger", "fsck")
    assert ran.code == Exit.NOT_VERIFIED
    assert said in ran.out


def test_nothing_is_signed_over_an_altered_row(kyles: Run, case: Path):
    kyles("ledger", "checkpoint")
    kyles("mark", "supplement_2.pdf", "--favorable", "guilt", "--reason", "see page 1")
    connection = database()
    without_triggers(connection)
    connection.execute("UPDATE event_body SET body = replace(body, 'page 1', 'page 2')")
    connection.close()
    ran = kyles("ledger", "checkpoint")
    assert (ran.code, ran.out) == (Exit.FAILED, "")
    assert "altered" in ran.err


def test_nothing_is_signed_over_a_history_rebuilt(kyles: Run, case: Path):
    kyles("ledger", "checkpoint")
    connection = database()
    without_triggers(connection)
    (body,) = connection.execute("SELECT body FROM event_body WHERE idx = 3").fetchone()
    other = merkle.leaf_hash(merkle.leaf_data(body.replace("a", "b").encode(), bytes(16)))
    connection.execute("UPDATE event SET leaf = ? WHERE idx = 3", (other,))
    connection.execute(
        "UPDATE event_body SET body = replace(body, 'a', 'b'), salt = zeroblob(16) WHERE idx = 3"
    )
    connection.close()
    kyles("mark", "supplement_2.pdf", "--favorable", "guilt", "--reason", "see page 1")
    ran = kyles("ledger", "checkpoint")
    assert ran.code == Exit.FAILED
    assert "was signed" in ran.err


def test_an_altered_content_is_named(kyles: Run, case: Path):
    blob = next(path for path in Path(".kyles/blobs").rglob("*") if path.is_file())
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes()[:-1] + b"\0")
    assert f"contents: {blob.name} was altered" in kyles("ledger", "fsck").out
