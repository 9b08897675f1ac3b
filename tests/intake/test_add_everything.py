"""Whatever a folder holds, adding it ends, and every file of it is an item with a state.

The same is tried on real data where the environment variable KYLES_DATA names a folder of it.
"""

import io
import json
import os
import time
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.intake.nasty.folder import FILES, SPECIAL, filled

from kyles.cli import main
from kyles.model import State

DATA = Path(os.environ.get("KYLES_DATA") or Path(__file__).parents[3] / "shared" / "data")


def ended(*words: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(word) for word in words])
    return int(exit_.value.code or 0)


@dataclass(frozen=True, slots=True)
class Case:
    """A new matter, and the folder that is added to it."""

    matter: Path
    folder: Path

    def __post_init__(self) -> None:
        assert (
            ended("new", self.matter, "--title", "State v. Harlan", "--court", "us-nm/district")
            == 0
        )

    def run(self, *words: object) -> tuple[int, Any]:
        """A command's exit code, and the document that it prints."""
        out = io.StringIO()
        with redirect_stdout(out):
            code = ended(*words, "--matter", self.matter, "--json")
        return code, json.loads(out.getvalue())

    def add(self) -> tuple[int, Any]:
        return self.run("add", self.folder, "--holder", "Sheriff")

    def items(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.run("items")[1]["items"]
        return found

    def states(self) -> dict[str, str]:
        """The state of each file of the folder, by path."""
        return {one["path"]: one["state"] for one in self.items()
                if one["parent"] is None and one["kind"] == "document"}  # fmt: skip


def on_disk(folder: Path) -> int:
    """Files below a folder, hidden and special ones, links not followed."""
    return sum(
        len(files) + sum(Path(where, name).is_symlink() for name in folders)
        for where, folders, files in os.walk(folder)
    )


@dataclass(frozen=True, slots=True)
class Nasty:
    """The nasty folder, added once: the tests only look at it."""

    case: Case
    code: int
    added: dict[str, Any]
    items: list[dict[str, Any]]


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Nasty:
    folder = tmp_path_factory.mktemp("nasty")
    case = Case(folder / "matter", filled(folder / "sheriff"))
    code, added = case.add()
    return Nasty(case, code, added, case.items())


def test_every_file_is_an_item_with_its_state(nasty):
    found = nasty.case.states()
    assert nasty.code == 3
    assert len(found) == len(FILES) + len(SPECIAL) + 1
    assert nasty.added["files"] == on_disk(nasty.case.folder) == len(found)
    assert {name: found[f"sheriff/{name}"] for name in FILES} == {
        name: state.value for name, (_, state) in FILES.items()
    }
    assert {found[f"sheriff/{name}"] for name in SPECIAL} == {State.SPECIAL.value}
    assert found["sheriff/caf\\xe9.txt"] == State.OK
    assert sum(nasty.added["states"].values()) == nasty.added["items"] == len(nasty.items)


def test_what_cannot_be_read_says_why(nasty):
    assert [one["path"] for one in nasty.items
            if one["state"] != State.OK and not one["reason"]] == []  # fmt: skip


def test_families_end_at_a_depth_that_says_so(nasty):
    deep = [one for one in nasty.items if one["path"].startswith("sheriff/deep.eml")]
    assert [one["reason"] for one in deep if one["state"] == State.FAILED] == [
        "nested more than 24 deep"
    ]
    every = {one["item"] for one in deep}
    assert sum(one["parent"] is None for one in deep) == 1
    assert all(one["parent"] in every for one in deep if one["parent"])


def test_copies_are_items_of_their_own(nasty):
    report = next(one for one in nasty.items if one["path"] == "sheriff/report.pdf")
    same = [one["path"] for one in nasty.items if one["sha256"] == report["sha256"]]
    assert {"sheriff/report.pdf", "sheriff/copies/of/report.pdf", "sheriff/named_wrong.txt",
            "sheriff/mail.eml/a.pdf"} <= {*same}  # fmt: skip


def test_adding_it_again_changes_nothing(nasty):
    code, again = nasty.case.add()
    assert code == 3
    assert (again["new"], again["changed"], again["gone"]) == (0, 0, 0)
    assert again["states"] == nasty.added["states"]


def test_what_may_not_be_read_is_an_item_too(tmp_path):
    folder = tmp_path / "sheriff"
    (folder / "shut").mkdir(parents=True)
    (folder / "own.txt").write_text("text")
    (folder / "own.txt").chmod(0)
    if os.access(folder / "own.txt", os.R_OK):
        pytest.skip("root may read everything")
    (folder / "shut").chmod(0)
    case = Case(tmp_path / "matter", folder)
    code, _ = case.add()
    (folder / "shut").chmod(0o700)
    assert code == 3
    assert case.states() == {"sheriff/own.txt": State.FAILED, "sheriff/shut": State.FAILED}


def test_a_folder_whose_name_is_no_text(tmp_path):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    folder.mkdir()
    (folder / "a.txt").write_text("text")
    case = Case(tmp_path / "matter", folder)
    assert case.add()[0] == 0
    assert case.states() == {"caf\\xe9/a.txt": State.OK}


@pytest.mark.skipif(not DATA.is_dir(), reason="no real data: KYLES_DATA names no folder")
def test_real_data(tmp_path):
    case = Case(tmp_path / "matter", DATA)
    begun = time.monotonic()
    code, added = case.add()
    taken = time.monotonic() - begun
    items = case.items()
    assert code == 3
    assert len(case.states()) == on_disk(DATA) == added["files"]
    assert sum(added["states"].values()) == len(items)
    assert [one["path"] for one in items if one["state"] != State.OK and not one["reason"]] == []
    assert taken < 120
