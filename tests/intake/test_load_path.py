"""Finding the file that a load file means."""

import pytest

from kyles.intake.load_path import Folder, is_absolute

FILES = (
    "VOL001/DATA/v.dat",
    "VOL001/Images/001/A1.tif",
    "VOL001/TEXT/A1.txt",
    "VOL002/TEXT/A1.txt",
)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("IMAGES/001/a1.TIF", "VOL001/Images/001/A1.tif"),
        ("VOL001/IMAGES/001/A1.tif", "VOL001/Images/001/A1.tif"),
        ("Other name/TEXT/A1.txt", "VOL001/TEXT/A1.txt"),
        ("../TEXT/A1.txt", "VOL001/TEXT/A1.txt"),
        ("VOL002/TEXT/A1.txt", "VOL002/TEXT/A1.txt"),
        ("TEXT/A2.txt", None),
        ("A1.txt", None),
    ],
)
def test_finds_files_whatever_slash_case_or_first_part(path, found):
    assert Folder(FILES).find(path, "VOL001/DATA/v.dat") == found


def test_a_volume_that_was_added_itself():
    folder = Folder(("DATA/v.dat", "TEXT/A1.txt"))
    assert folder.find("VOL001/TEXT/A1.txt", "DATA/v.dat") == "TEXT/A1.txt"


def test_absolute_paths():
    assert [is_absolute(path) for path in (r"C:\a", "/a", r"\a", r".\a", "a")] == [
        True, True, True, False, False,
    ]  # fmt: skip
