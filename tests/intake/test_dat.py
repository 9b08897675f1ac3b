"""Concordance DAT in every dialect that is met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.intake.dat import read_dat

HEADER = ("BEGBATES", "ENDBATES", "PGCOUNT", "CUSTODIAN", "NATIVELINK", "TEXTPATH")
ROWS = (
    ("HAR-000001", "HAR-000002", "2", "Records", r"NATIVES\HAR-000001.pdf", r"TEXT\HAR-000001.txt"),
    ("HAR-000003", "HAR-000003", "1", "", r"NATIVES\HAR-000003.pdf", r"TEXT\HAR-000003.txt"),
    ("HAR-000004", "HAR-000008", "5", "Crime lab", "", r"TEXT\HAR-000004.txt"),
)


def written(
    rows, *, delimiter="\x14", qualifier="þ", encoding="utf-8-sig", end="\r\n", last="\r\n"
):
    """Rows as a DAT, qualified where there is a qualifier, a line's end inside a cell as ®."""

    def cell(value):
        value = value.replace("\n", "®")
        doubled = value.replace(qualifier, qualifier * 2) if qualifier else value
        return f"{qualifier}{doubled}{qualifier}"

    text = end.join(delimiter.join(cell(value) for value in row) for row in rows) + last
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", ["\x14", "|", "\t", ","])
@pytest.mark.parametrize("qualifier", ["þ", "^", '"', ""])
@pytest.mark.parametrize("last", ["\r\n", ""])
def test_reads_every_dialect(encoding, delimiter, qualifier, last):
    data = written(
        (HEADER, *ROWS), delimiter=delimiter, qualifier=qualifier, encoding=encoding, last=last
    )
    table = read_dat(data)
    assert table.header == HEADER
    assert tuple(row.cells for row in table.rows) == ROWS
    assert (table.delimiter, table.qualifier) == (delimiter, qualifier)
    assert table.problems == ()
    assert [row.number for row in table.rows] == [2, 3, 4]


_VALUES = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"], exclude_characters="®"),
    max_size=12,
).map(str.strip)


@given(
    st.lists(st.tuples(*[_VALUES] * 4), min_size=1, max_size=6),
    st.sampled_from(["cp1252", "utf-8", "utf-8-sig", "utf-16"]),
    st.booleans(),
)
def test_what_was_written_is_read_back(values, encoding, full):
    rows = [(f"ABC-{at:09}", f"ABC-{at:09}", *row) for at, row in enumerate(values, 1)]
    header = ("Beg Bates", "End Bates", "Custodian", "File Name", "Title", "Comments")
    if full:
        rows = [(*row[:-1], f"{row[-1]}\nsecond line") for row in rows]
    table = read_dat(written((header, *rows), encoding=encoding))
    assert [row.cells for row in table.rows] == rows
    assert table.columns == ("BEGBATES", "ENDBATES", "CUSTODIAN", "FILENAME", "TITLE", "")


def test_qualifier_may_be_left_out_field_by_field():
    data = "þBEGDOCþ\x14þENDDOCþ\x14þPAGECOUNTþ\r\nþA001þ\x14þA002þ\x142\r\nþA003þ\x14\x14\r\n"
    rows = read_dat(data.encode("utf-8-sig")).rows
    assert [row.cells for row in rows] == [("A001", "A002", "2"), ("A003", "", "")]


def test_a_row_with_another_count_is_reported_and_kept():
    header = ("BEGBATES", *[f"FIELD{at}" for at in range(22)])
    good = ("A-0001", *["x"] * 22)
    table = read_dat(written((header, good, (*good, "one more"), good[:5])))
    assert len(table.rows) == 3
    assert [row.problem for row in table.rows] == [
        None,
        "line 3 has 24 fields, the header has 23",
        "line 4 has 5 fields, the header has 23",
    ]
    assert table.rows[1].cells[-1] == "one more"


def test_a_trailing_delimiter_is_no_field():
    data = written((HEADER, *ROWS), end="\x14\r\n", last="\x14\r\n")
    table = read_dat(data)
    assert table.header == HEADER
    assert [row.problem for row in table.rows] == [None] * 3


def test_without_a_header_columns_are_told_by_content():
    table = read_dat(written(ROWS))
    assert table.header is None
    assert table.columns == ("BEGBATES", "ENDBATES", "PGCOUNT", "", "NATIVE", "TEXTPATH")
    assert "no header row" in table.problems[0]
    assert table.value(table.rows[2], "BEGBATES") == "HAR-000004"


def test_lines_are_counted_as_an_editor_does():
    data = b'BEGBATES,TITLE\r\nA-001,"two\r\nlines"\r\nA-002,one\r\nA-003,x,y\r\n'
    table = read_dat(data)
    assert [row.number for row in table.rows] == [2, 4, 5]
    assert table.rows[0].cells == ("A-001", "two\r\nlines")
    assert table.rows[2].problem == "line 5 has 3 fields, the header has 2"


@given(st.binary(max_size=400))
def test_random_bytes_are_read_without_an_error(data):
    table = read_dat(data)
    assert all(isinstance(cell, str) for row in table.rows for cell in row.cells)


@given(st.text(alphabet='þ^",|\t\x14\r\nA1®', max_size=200))
def test_no_word_is_lost_however_odd_the_marks_are(text):
    table = read_dat(text.encode("utf-8-sig"))
    cells = [*(table.header or ()), *(cell for row in table.rows for cell in row.cells)]
    assert sum(cell.count("A") for cell in cells) == text.count("A")
