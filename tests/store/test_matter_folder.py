"""One folder a matter: made whole or not at all, found from below, moved as it is."""

import shutil
from pathlib import Path

import pytest
from tests.store.conftest import opened

from kyles.errors import DiskFull, KylesError, MatterUnreadable, NoMatterHere, Refused, UsageError
from kyles.model import Event
from kyles.store import create, find, matters, open_matter, open_matter_folder


def test_a_new_matter_can_be_opened_from_below(tmp_path: Path):
    create(tmp_path / "case", opened()).close()
    below = tmp_path / "case" / "a" / "b"
    below.mkdir(parents=True)
    assert find(below) == tmp_path / "case"
    with open_matter(below) as store:
        assert matters.matter(store.view()).title == "State v. Harlan"


def test_the_folder_may_hold_other_files(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    create(tmp_path, opened()).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kyles", "kyles.toml", "notes.txt"]


def test_a_matter_is_not_made_twice(tmp_path: Path):
    create(tmp_path / "case", opened()).close()
    with pytest.raises(Refused, match="matter already"):
        create(tmp_path / "case", opened())


def test_a_matter_that_cannot_be_made_leaves_nothing(tmp_path: Path):
    broken = Event("matter.opened", {**opened().body, "zone": None})
    with pytest.raises(KylesError):
        create(tmp_path / "case", broken)
    assert list((tmp_path / "case").iterdir()) == []
    create(tmp_path / "case", opened()).close()


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kyles.store.matter_folder.tempfile.mkdtemp", full)
    with pytest.raises(DiskFull, match="no room"):
        create(tmp_path / "case", opened())


def test_under_a_file_it_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused):
        create(tmp_path / "file" / "case", opened())


def test_it_can_be_moved(tmp_path: Path):
    create(tmp_path / "case", opened()).close()
    shutil.move(tmp_path / "case", tmp_path / "elsewhere")
    open_matter_folder(tmp_path / "elsewhere").close()


def test_no_matter_and_half_of_one(tmp_path: Path):
    with pytest.raises(NoMatterHere):
        find(tmp_path)
    with pytest.raises(NoMatterHere):
        open_matter_folder(tmp_path)
    create(tmp_path / "case", opened()).close()
    shutil.rmtree(tmp_path / "case" / ".kyles")
    with pytest.raises(MatterUnreadable, match="lost"):
        open_matter_folder(tmp_path / "case")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("workerz = 2", "no setting 'workerz'"),
        ("workers = -1", "a whole number"),
        ("workers = true", "a whole number"),
        ("by = 3", "text in quotes"),
        ("by = ", "kyles.toml"),
    ],
)
def test_a_setting_that_is_not_understood(tmp_path: Path, line: str, says: str):
    create(tmp_path / "case", opened()).close()
    (tmp_path / "case" / "kyles.toml").write_text(line)
    with pytest.raises(UsageError, match=says):
        open_matter_folder(tmp_path / "case")


def test_a_title_of_several_lines_is_one_in_the_settings(tmp_path: Path):
    told = matters.opened("State\nv. [x]\r\nby = 3", court="us-nm/district", zone="America/Denver",
                          defendants=(), incidents=())  # fmt: skip
    create(tmp_path / "case", told).close()
    open_matter_folder(tmp_path / "case").close()
