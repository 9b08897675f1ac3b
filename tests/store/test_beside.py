"""Matters that share an incident: found by number, read only, by whoever is cleared for both."""

import itertools
import shutil
import sqlite3
from contextlib import contextmanager
from pathlib import Path

import pytest

from kyles.store import create, matters
from kyles.store.access import OWNER, Role, Viewer
from kyles.store.beside import beside, folders
from kyles.store.matter_folder import open_matter_folder

NAMED = (Role.DEFENSE, Role.CERTIFIER)
VIEWERS = tuple(Viewer(role, "Harlan" if role in NAMED else None) for role in Role)
PAIRS = tuple(itertools.product(VIEWERS, repeat=2))


def opened(folder: Path, *incidents: str) -> Path:
    event = matters.opened(f"State v. {folder.name}", court="us-nm/district", zone="America/Denver",
                           defendants=[folder.name], incidents=incidents)  # fmt: skip
    create(folder, event).close()
    return folder


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Four matters in a folder; two of them name one incident, each in its own spelling."""
    for name, incidents in (("Harlan", ["21-0886", "23-10447"]), ("Reed", ["21-886"]),
                            ("Other", ["22-1111"]), ("None", [])):  # fmt: skip
        opened(tmp_path / name, *incidents)
    return tmp_path


@contextmanager
def around(cases: Path, name: str, *, here: Viewer = OWNER, there: Viewer = OWNER):
    some = folders(cases, but=cases / name)
    with (
        open_matter_folder(cases / name) as store,
        beside(store.view(here), some, as_whom=lambda _: there) as found,
    ):
        yield found


def titles(cases: Path, *, here: Viewer = OWNER, there: Viewer = OWNER) -> list[str]:
    with around(cases, "Harlan", here=here, there=there) as found:
        return [matters.matter(view).title for view in found.views]


def test_a_number_is_one_however_it_is_written(cases: Path) -> None:
    assert titles(cases) == ["State v. Reed"]


@pytest.mark.parametrize(("here", "there"), PAIRS)
def test_only_whoever_is_cleared_for_both_sees_the_link(cases, here: Viewer, there: Viewer) -> None:
    assert bool(titles(cases, here=here, there=there)) is (here == there == OWNER)


def test_a_matter_without_a_link_answers_as_one_that_is_not_there(cases: Path) -> None:
    with around(cases, "Other") as found:
        assert (found.views, found.unread) == ((), ())


def test_nothing_can_be_written_beside(cases: Path) -> None:
    before = (cases / "Reed" / ".kyles" / "matter.db").read_bytes()
    with around(cases, "Harlan") as found:
        (view,) = found.views
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            view.store.connection.execute("DELETE FROM derived")
        with view.store.work("task") as work:
            (work / "part").write_text("x", "utf-8")
    assert (cases / "Reed" / ".kyles" / "matter.db").read_bytes() == before
    assert not (cases / "Reed" / ".kyles" / "work").exists()


def test_what_cannot_be_read_is_told(cases: Path) -> None:
    with sqlite3.connect(cases / "Reed" / ".kyles" / "matter.db") as older:
        older.execute("PRAGMA user_version=1")
    (cases / "Other" / ".kyles" / "matter.db").write_bytes(b"x" * 5000)
    (cases / "None" / "kyles.toml").write_text("nothing = 1", "utf-8")
    with around(cases, "Harlan") as found:
        assert found.views == ()
        told = {one.folder.name: one.reason for one in found.unread}
    assert "another version of Kyles" in told["Reed"]
    assert set(told) == {"None", "Other", "Reed"}


def test_a_copy_of_a_matter_is_no_other_matter(cases: Path) -> None:
    shutil.copytree(cases / "Harlan", cases / "Harlan again")
    shutil.copytree(cases / "Reed", cases / "Reed again")
    with around(cases, "Harlan") as found:
        assert [view.store.folder.name for view in found.views] == ["Reed"]
        assert {one.folder.name for one in found.unread} == {"Harlan again", "Reed again"}
        assert all("a copy of a matter" in one.reason for one in found.unread)
