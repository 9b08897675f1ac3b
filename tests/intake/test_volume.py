"""A volume's documents, and what its load files say that it does not bear out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.errors import Refused
from kyles.intake.volume import read_volume

DAT = "VOL001/DATA/VOL001.dat"
OPT = "VOL001/DATA/VOL001.opt"


def dat(*rows, header="BEGBATES,ENDBATES,PGCOUNT,NATIVELINK,TEXTPATH"):
    return "\r\n".join([header, *rows]).encode()


def opt(*rows):
    return "\r\n".join(rows).encode()


def read(files, **load_files):
    named = {DAT: load_files.get("dat"), OPT: load_files.get("opt")}
    contents = {path: data for path, data in named.items() if data is not None}
    return read_volume([*contents, *files], lambda path: contents[path])


def kinds(volume):
    return [(one.kind, one.line) for one in volume.problems]


def test_loose_files_are_no_volume():
    assert read(["a.pdf", "b/c.txt"]) is None


def test_a_multi_page_pdf_for_every_page_is_one_document():
    volume = read(
        ["VOL001/PDF/A-0001.pdf", "VOL001/TEXT/A-0001.txt", "VOL001/PDF/A-0003.pdf"],
        dat=dat(r"A-0001,A-0002,2,PDF\A-0001.pdf,TEXT\A-0001.txt",
                r"A-0003,A-0003,1,PDF\A-0003.pdf,"),
        opt=opt(r"A-0001,VOL001,PDF\A-0001.pdf,Y,,,2", r"A-0002,VOL001,PDF\A-0001.pdf,,,,",
                r"A-0003,VOL001,PDF\A-0003.pdf,Y,,,1"),
    )  # fmt: skip
    assert volume.problems == ()
    assert volume.unnamed == ()
    first, second = volume.documents
    assert (first.begin, first.end, first.pages) == ("A-0001", "A-0002", 2)
    assert first.bates == ("A-0001", "A-0002")
    assert (first.native, first.text) == ("VOL001/PDF/A-0001.pdf", "VOL001/TEXT/A-0001.txt")
    assert first.images == ()
    assert (second.bates, second.texts) == (("A-0003",), ())


def test_single_page_images_and_texts_by_page():
    volume = read(
        ["VOL001/IMAGES/A-0001.tif", "VOL001/IMAGES/A-0002.tif", "VOL001/TEXT/A-0001.txt",
         "VOL001/TEXT/A-0002.txt", "VOL001/TEXT/A-0009.txt", "VOL001/letter.docx"],
        dat=dat("A-0001,A-0002,2,,"),
        opt=opt(r"A-0001,VOL001,IMAGES\A-0001.tif,Y,,,2", r"A-0002,VOL001,IMAGES\A-0002.tif,,,,"),
    )  # fmt: skip
    (one,) = volume.documents
    assert one.images == ("VOL001/IMAGES/A-0001.tif", "VOL001/IMAGES/A-0002.tif")
    assert one.texts == ("VOL001/TEXT/A-0001.txt", "VOL001/TEXT/A-0002.txt")
    assert kinds(volume) == [("text_without_document", 0)]
    assert volume.unnamed == ("VOL001/TEXT/A-0009.txt", "VOL001/letter.docx")


def test_what_does_not_fit_is_told_and_nothing_is_dropped():
    volume = read(
        ["VOL001/IMAGES/A-0001.tif"],
        dat=dat(r"A-0001,A-0002,3,NATIVES\gone.pdf,", "A-0005,A-0005,1,,,extra",
                "A-0003,A-0003,1,,", "A-0003,A-0003,1,,", "A-0009,B-0010,2,,"),
        opt=opt(r"A-0001,VOL001,IMAGES\A-0001.tif,Y,,,2", r"A-0002,VOL001,IMAGES\A-0002.tif,,,,",
                r"A-0005,VOL001,IMAGES\A-0001.tif,Y,,,1", r"A-0003,VOL001,IMAGES\A-0001.tif,Y,,,1",
                r"A-0007,VOL001,IMAGES\A-0001.tif,Y,,,1"),
    )  # fmt: skip
    assert [one.begin for one in volume.documents] == [
        "A-0001", "A-0005", "A-0003", "A-0003", "A-0009", "A-0007",
    ]  # fmt: skip
    assert sorted(kinds(volume)) == sorted([
        ("missing_file", 2), ("page_count", 2), ("page_count", 2), ("missing_file", 2),
        ("fields", 3), ("order", 4), ("no_opt_line", 5), ("duplicate_begin", 5),
        ("range", 6), ("no_opt_line", 6), ("no_dat_row", 5),
    ])  # fmt: skip
    assert volume.documents[0].missing == (
        ("native", "NATIVES/gone.pdf"), ("image", "IMAGES/A-0002.tif"),
    )  # fmt: skip


def test_an_opt_alone():
    volume = read(
        ["VOL001/IMAGES/1.tif", "VOL001/IMAGES/2.tif"],
        opt=opt(r"A-0001,VOL001,IMAGES\1.tif,Y,,,1", r"A-0002,VOL001,IMAGES\2.tif,Y,,,1"),
    )
    assert [(one.begin, one.bates, one.images) for one in volume.documents] == [
        ("A-0001", ("A-0001",), ("VOL001/IMAGES/1.tif",)),
        ("A-0002", ("A-0002",), ("VOL001/IMAGES/2.tif",)),
    ]
    assert volume.problems == ()


def test_a_key_that_opens_twice_keeps_both_documents():
    volume = read(
        ["VOL001/1.tif", "VOL001/2.tif"],
        opt=opt("A-0001,VOL001,1.tif,Y,,,1", "A-0001,VOL001,2.tif,Y,,,1"),
    )
    assert [one.images for one in volume.documents] == [("VOL001/1.tif",), ("VOL001/2.tif",)]
    assert kinds(volume) == [("duplicate_begin", 2)]


@pytest.mark.parametrize("path", [r"..\..\x.pdf", r"C:\x.pdf", "/etc/x.pdf"])
def test_a_dat_that_points_outside_is_refused(path):
    with pytest.raises(Refused, match=r"VOL001/DATA/VOL001\.dat, line 2: .* outside the volume"):
        read(["VOL001/a.pdf"], dat=dat(f"A-0001,A-0001,1,{path},"))


def test_an_opt_that_points_outside_is_refused():
    with pytest.raises(Refused, match=r"VOL001\.opt, line 1"):
        read([], opt=opt(r"A-0001,VOL001,..\..\x.tif,Y,,,1"))


def test_where_files_once_were_is_no_link():
    header = "BEGBATES,ENDBATES,FILEPATH"
    volume = read([], dat=dat(r"A-0001,A-0001,C:\Users\clerk\memo.docx", header=header))
    assert volume.documents[0].native is None
    assert volume.problems == ()


def test_one_odd_row_after_another_is_told_once():
    rows = [f"A-{at:04},A-{at:04},1,,,odd" for at in range(1, 51)]
    (problem,) = read([], dat=dat(*rows)).problems
    assert (problem.kind, problem.line) == ("fields", 2)
    assert problem.says == "50 lines from 2 to 51: has 6 fields, the header has 5"


def test_another_file_named_dat_is_no_load_file():
    assert read_volume(["winmail.dat"], lambda _: b"\x78\x9f\x3e\x22" * 40) is None


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_random_load_files_are_read_or_refused(one, other):
    try:
        volume = read(["VOL001/a.txt"], dat=one, opt=other)
    except Refused:
        return
    assert volume is None or "VOL001/a.txt" in {
        *volume.unnamed, *(path for each in volume.documents for path in each.texts),
        *(path for each in volume.documents for path in each.images),
        *(each.native for each in volume.documents),
    }  # fmt: skip
