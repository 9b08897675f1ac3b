"""An order obeyed: no byte is left, and everything else still stands."""

import json
import sqlite3
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit

MARKER = "quillwort lanterns"
NAME = "sealed_quillwort.txt"
UNDER = ("--under", "order of 2024-05-02", "--kind", "expungement")


def holding(case: Path, marker: str) -> list[Path]:
    files = (path for path in (case / "matter" / ".kyles").rglob("*") if path.is_file())
    return [path for path in files if marker.encode() in path.read_bytes()]


@pytest.fixture
def marked(kyles: Run, case: Path) -> Path:
    """A matter with a report to remove, searched, found, marked and signed over."""
    (case / "lab").mkdir()
    text = "\n".join(f"Line {n} of the report tells of {MARKER}." for n in range(40))
    (case / "lab" / NAME).write_text(text, "utf-8")
    kyles("add", case / "lab", "--holder", "State Laboratory", "--incident", "21-0886")
    kyles("audit")
    kyles("mark", NAME, "--favorable", "guilt", "--reason", f"it says {MARKER}")
    kyles("audit")
    kyles("ledger", "checkpoint")
    return case


def test_no_byte_is_left(kyles: Run, marked: Path):
    assert holding(marked, MARKER)
    assert holding(marked, "quillwort")
    ran = kyles("remove", NAME, *UNDER)
    assert (ran.code, "is removed under" in ran.out) == (0, True)
    assert holding(marked, MARKER) == []
    assert holding(marked, "quillwort") == []


def test_what_was_read_once_more_goes_too(kyles: Run, marked: Path):
    with sqlite3.connect(marked / "matter" / ".kyles" / "matter.db") as connection:
        (content,) = connection.execute(
            "SELECT content FROM version WHERE path LIKE ?", (f"%{NAME}",)
        ).fetchone()
        (size,) = connection.execute("SELECT count(*) FROM event").fetchone()
        body = {"at": "", "by": "", "kind": "content.reread",
                "body": {"content": content, "again": "again", "pages": []}}  # fmt: skip
        connection.execute("INSERT INTO event VALUES (?, ?)", (size, bytes(32)))
        connection.execute(
            "INSERT INTO event_body VALUES (?, ?, ?)", (size, json.dumps(body), bytes(16))
        )
        connection.execute(
            "INSERT INTO reading VALUES ('again', 1, 0, 'ocr', '', '', ?)", (f"{MARKER} again",)
        )
    connection.close()
    assert kyles("remove", NAME, *UNDER).code == 0
    assert holding(marked, MARKER) == []


def test_the_tombstone_and_every_proof_stay(kyles: Run, marked: Path):
    (item,) = [one for one in kyles("items", "--json").json["items"] if NAME in one["path"]]
    size = kyles("doctor", "--json").json["ledger"]["size"]
    root = kyles("audit", "--json", "--as-of", size).json["ledger"]["root"]
    kyles("ledger", "prove", "2024-0311", "--out", "other.kyles-proof")
    kyles("remove", NAME, *UNDER)
    assert kyles("audit", "--json", "--as-of", size).json["ledger"]["root"] == root
    for words in (("items", "--json"), ("items", "--json", "--as-of", size)):
        (one,) = [one for one in kyles(*words).json["items"] if one["item"] == item["item"]]
        assert (one["state"], one["sha256"]) == ("expunged", None)
    assert kyles("verify", "other.kyles-proof").code == 0
    assert kyles("ledger", "fsck").out.endswith("nothing wrong.\n")
    assert kyles("doctor").code == 0
    assert kyles("ledger", "checkpoint").code == 0
    assert kyles("audit").code in (0, 3)
    assert kyles("ledger", "fsck").out.endswith("nothing wrong.\n")


def test_a_body_that_no_order_named_is_missing(kyles: Run, marked: Path):
    kyles("remove", NAME, *UNDER)
    with sqlite3.connect(marked / "matter" / ".kyles" / "matter.db") as connection:
        connection.execute("DELETE FROM event_body WHERE idx = 2")
    connection.close()
    assert "the body of event 2 is missing" in kyles("ledger", "fsck").out


def test_a_content_that_another_item_has_stays_and_is_named(kyles: Run, marked: Path):
    (marked / "copy").mkdir()
    (marked / "copy" / "same.txt").write_bytes((marked / "lab" / NAME).read_bytes())
    kyles("add", marked / "copy", "--holder", "City Police", "--incident", "21-0886")
    ran = kyles("remove", NAME, *UNDER)
    assert "stays: copy/same.txt is not removed" in ran.out
    assert MARKER in kyles("show", "same.txt", "--text").out
    kyles("remove", "same.txt", *UNDER)
    assert holding(marked, MARKER) == []


def test_it_is_not_added_again(kyles: Run, marked: Path):
    kyles("remove", NAME, *UNDER)
    assert kyles("add", marked / "lab", "--holder", "State Laboratory").code == 0
    assert holding(marked, MARKER) == []


def test_removing_twice_changes_nothing(kyles: Run, marked: Path):
    (item,) = [one for one in kyles("items", "--json").json["items"] if NAME in one["path"]]
    kyles("remove", NAME, *UNDER)
    size = kyles("doctor", "--json").json["ledger"]["size"]
    assert "removed already" in kyles("remove", item["item"], *UNDER).out
    assert kyles("doctor", "--json").json["ledger"]["size"] == size


def test_what_cannot_be_removed_is_said(kyles: Run, marked: Path):
    assert kyles("remove", NAME, "--under", " ", "--kind", "sealing").code == Exit.USAGE


def test_a_thing_that_a_list_alone_names(kyles: Run, marked: Path):
    """The list's file goes with it; what it says of other things stays."""
    words = "of 24 cartridges"
    assert holding(marked, words)
    assert holding(marked, "2024-0311")
    ran = kyles("remove", "2024-0311", *UNDER)
    assert ran.code == 0, ran.err
    assert "goes too: the file sheriff/inventory.csv" in ran.out
    for gone in (words, "2024-0311"):
        assert holding(marked, gone) == []
    states = {one["path"]: one["state"] for one in kyles("items", "--json").json["items"]}
    assert list(states.values()).count("expunged") == 2
    assert "Revolver .45 calibre" in kyles("show", "2021-1187").out
    assert kyles("ledger", "fsck").out.endswith("nothing wrong.\n")
    assert kyles("doctor").code == 0
    assert kyles("audit").code in (0, 3)
    assert kyles("ledger", "checkpoint").code == 0
