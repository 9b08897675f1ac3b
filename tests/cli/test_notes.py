"""`kyles notes`: for whoever of that side can open them, and for nobody else."""

import io
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.web.sides import PASSWORD, Sides, desk

from kyles.errors import Exit


@pytest.fixture
def served(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sides:
    """A matter with users, in which the defense wrote a note and a draft."""
    sides = Sides(desk(built, tmp_path / "desk"))
    harlan = sides.enter("harlan")
    harlan.post("/matters/matter/notes/write", data={"text": "ask about the scales"})
    harlan.post("/matters/matter/notes/draft", data={"title": "Letter", "text": "We ask"})
    monkeypatch.chdir(sides.folder / "matter")
    return sides


def typed(monkeypatch: pytest.MonkeyPatch, text: str = PASSWORD) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{text}\n"))


def test_they_are_listed(kyles: Run, served: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch)
    told = kyles("notes", "--as", "harlan", "--json").json
    (note,), (draft,) = told["notes"], told["drafts"]
    assert set(note) == {"at", "by", "item", "page", "text"}
    assert set(draft) == {"at", "by", "title", "text"}
    assert (note["by"], note["text"]) == ("harlan", "ask about the scales")
    typed(monkeypatch)
    ran = kyles("notes", "--as", "harlan")
    assert "Letter" in ran.out
    assert ran.err == "2 texts\n"


@pytest.mark.parametrize(("name", "password", "code"), [
    ("harlan", "wrong password 12", Exit.FAILED), ("nobody", PASSWORD, Exit.FAILED),
    ("harlan clerk", PASSWORD, Exit.FAILED), ("office", PASSWORD, Exit.USAGE),
    ("admin", PASSWORD, Exit.USAGE), ("court", PASSWORD, Exit.USAGE),
])  # fmt: skip
def test_nobody_else_reads_them(
    kyles: Run, served: Sides, monkeypatch: pytest.MonkeyPatch, name: str, password: str, code: int
) -> None:
    typed(monkeypatch, password)
    ran = kyles("notes", "--as", name)
    assert (ran.code, ran.out) == (code, "")
    assert "scales" not in ran.err


def test_another_side_has_its_own(
    kyles: Run, served: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch)
    assert kyles("notes", "--as", "reed", "--json").json == {"notes": [], "drafts": []}
