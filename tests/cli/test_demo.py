"""`kyles demo`: what it shows, what it writes, and where it refuses to write."""

from pathlib import Path

import pytest
from docx import Document
from tests.cli.conftest import Run

from kyles.errors import Exit


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)


def test_both_sides(kyles: Run, tmp_path: Path):
    ran = kyles("demo", "--no-serve")
    assert ran.code == Exit.DONE
    assert ran.out.startswith("A demonstration: the people, the agencies and the numbers are inv")
    assert '$ kyles new matter --title "State v. Harlan"' in ran.out
    assert "$ kyles audit --out report.html --matter matter" in ran.out
    assert "State v. Harlan: 38 findings are open, 16 of them of priority 1." in ran.out
    assert "<!doctype html>" in (tmp_path / "kyles-demo" / "report.html").read_text("utf-8").lower()
    assert Path.cwd() == tmp_path


def test_the_commands_it_shows_are_what_it_did(kyles: Run, tmp_path: Path):
    ran = kyles("demo", "shown", "--received", "--no-serve")
    shown = [line for line in ran.out.splitlines() if line.startswith("$ kyles ")]
    assert [line.split()[2] for line in shown] == [
        "new", "add", "add", "productions", "audit", "request"
    ]  # fmt: skip
    volumes = kyles("productions", "--json", "--matter", "shown/matter").json["productions"]
    assert [(one["volume"], one["on"]) for one in volumes] == [
        ("VOL001", "2024-02-12"), ("VOL003", "2024-06-10")
    ]  # fmt: skip
    letter = "\n".join(one.text for one in Document(tmp_path / "shown" / "request.docx").paragraphs)
    assert "Request 1." in letter
    assert "Supplement 1 to report 21-0886" in letter


def test_a_folder_with_something_in_it_is_left_alone(kyles: Run, tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("mine")
    ran = kyles("demo", "mine")
    assert ran.code == Exit.FAILED
    assert ran.err == "kyles: mine is not empty. Give the name of a new folder.\n"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["note.txt"]
