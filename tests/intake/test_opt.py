"""Opticon OPT in the variants that are met, and paths that lead out of a volume."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.errors import Refused
from kyles.intake.load_path import inside
from kyles.intake.opt import read_opt


def line(text, **more):
    return read_opt(text.encode("cp1252"), **more)[0]


def test_the_seven_columns():
    one, other = read_opt(
        b"PROD000001,VOL001,IMAGES\\001\\PROD000001.TIF,Y,,,2\r\n"
        b"PROD000002,VOL001,IMAGES\\001\\PROD000002.TIF,,,,\r\n"
    )
    assert (one.key, one.volume, one.path) == (
        "PROD000001", "VOL001", "IMAGES/001/PROD000001.TIF",
    )  # fmt: skip
    assert (one.opens, one.pages, one.problem) == (True, 2, None)
    assert (other.number, other.opens, other.pages, other.problem) == (2, False, None, None)


@pytest.mark.parametrize(
    ("text", "path", "opens", "pages"),
    [
        ("A1,VOL,I\\A1.TIF,Y,3,,", "I/A1.TIF", True, 3),
        ("A1,VOL,.\\I\\A1.TIF,y,,,3", "I/A1.TIF", True, 3),
        ("A1,VOL,I\\A1.TIF,Y", "I/A1.TIF", True, None),
        ("A1\tVOL\tI\\A1, B.TIF\tY\t\t\t1", "I/A1, B.TIF", True, 1),
        ("A1,VOL,I\\Smith, John, 2.TIF,Y,,,4", "I/Smith, John, 2.TIF", True, 4),
        ("SYM-00011001_0001_REV,VOL,I/A1.TIF,Y,,,1", "I/A1.TIF", True, 1),
        (r"A1,VOL001,\VOL001\I\A1.TIF,Y,,,1", "VOL001/I/A1.TIF", True, 1),
    ],
)
def test_variants(text, path, opens, pages):
    read = line(text)
    assert (read.path, read.opens, read.pages, read.problem) == (path, opens, pages, None)


def test_orphans_and_short_lines_are_told():
    lines = read_opt(b"A1,VOL,I\\1.TIF,,,,\nA2,VOL\nA3,VOL,,Y,,,1\n")
    assert [one.problem for one in lines] == [
        "line 1 is a page before the first document",
        "line 2 has 2 of the 7 fields of a page",
        "line 3 names no path",
    ]


@pytest.mark.parametrize(
    "path",
    [r"..\..\secret.tif", r"IMAGES\..\..\x.tif", r"C:\x.tif", r"\\server\share\x.tif",
     "/etc/passwd", r"\Windows\x.tif", r"..\x.tif", "file://host/x.tif"],
)  # fmt: skip
def test_a_path_out_of_the_volume_is_refused_in_one_line(path):
    data = f"A1,VOL001,IMAGES\\1.TIF,Y,,,1\r\nA2,VOL001,{path},Y,,,1\r\n".encode()
    with pytest.raises(Refused) as refused:
        read_opt(data, name="VOL001.OPT")
    assert str(refused.value).startswith("VOL001.OPT, line 2: ")
    assert "\n" not in str(refused.value)


def test_the_folder_above_the_load_file_is_still_the_volume():
    assert line(r"A1,VOL,..\IMAGES\1.TIF,Y,,,1", name="DATA/V.OPT").path == "../IMAGES/1.TIF"
    with pytest.raises(Refused):
        line(r"A1,VOL,..\..\IMAGES\1.TIF,Y,,,1", name="DATA/V.OPT")


@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(data):
    try:
        lines = read_opt(data)
    except Refused:
        return
    assert [one.number for one in lines] == sorted(one.number for one in lines)


@given(st.lists(st.sampled_from(["..", ".", "a", "B", "", "c d"]), max_size=8), st.booleans())
def test_a_path_that_is_accepted_never_leads_out(parts, back):
    path = inside(("\\" if back else "/").join(parts))
    assert path is None or ".." not in path.split("/")
