"""`kyles new`: a matter, and where to go next."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit
from kyles.store import matters, open_matter_folder


def test_a_matter_with_its_defendants_and_incidents(
    kyles: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    people = ("--defendant", "Harlan", "--defendant", "Reed", "--incident", "21-0886")
    ran = kyles("new", "harlan", "--title", "State v. Harlan", "--court", "us-nm/district", *people)
    assert (ran.code, ran.out) == (Exit.DONE, "harlan is the matter State v. Harlan.\n")
    assert "kyles add FOLDER --holder NAME --matter harlan" in ran.err
    with open_matter_folder(tmp_path / "harlan") as store:
        told = matters.matter(store.view())
    assert (told.title, told.court, told.zone) == (
        "State v. Harlan", "us-nm/district", "America/Denver")  # fmt: skip
    assert (told.defendants, told.incidents) == (("Harlan", "Reed"), ("21-0886",))


def test_nothing_is_left_of_a_matter_that_was_not_made(kyles: Run, tmp_path: Path):
    kyles("new", tmp_path / "x", "--title", "T", "--court", "nowhere")
    assert list(tmp_path.iterdir()) == []
