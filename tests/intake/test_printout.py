"""Printed inventories: lines of text without columns."""

import os
from pathlib import Path

import pytest

from kyles.intake import printout
from kyles.intake.file import FileTask, read_file

DATA = Path(os.environ.get("KYLES_DATA") or Path(__file__).parents[3] / "shared" / "data")
SAN_JOSE = DATA / "police/pdfplumber_examples/examples/pdfs/san-jose-pd-firearm-sample.pdf"

PRINTED = """COUNTY SHERIFF          PROPERTY ON HAND
NUMBER OF RECORDS RETURNED: 40
TYPE ITEM MAKE MODEL CALIBRE STATUS
------------------------------------
SERIAL NUMBER TAG NUMBER CASE/FILE NUMBER STORAGE LOCATION
PISTOL REVOLVER COLT SINGLE ACTION 45 FOUND _d__
AB12345 Tag#:SJ4324-1 GO SJ 2012-122890285 VAULT C4
BOX OF CARTRIDGES 45 EVIDENCE ____
UNKNOWN Tag#:SJ4324-2 GO SJ 2012-122890285 VAULT C5
"""


def test_the_rows_of_a_printed_list() -> None:
    found = printout.read([PRINTED])
    assert found is not None
    assert found.announced == 40
    assert found.rows == (
        {"number": "SJ4324-1", "description": "PISTOL REVOLVER COLT SINGLE ACTION 45 FOUND",
         "serial": "AB12345", "incident": "2012-122890285", "location": "VAULT C4"},
        {"number": "SJ4324-2", "description": "BOX OF CARTRIDGES 45 EVIDENCE",
         "incident": "2012-122890285", "location": "VAULT C5"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "INCIDENT REPORT\nI booked Tag#:SJ4324-1 and Tag#:SJ4324-2.\nTag#:SJ4324-3 is a jacket.",
        PRINTED.replace("Tag#:", ""),
        "MAKE MODEL CALIBRE STATUS\nnothing below it",
    ],
)
def test_what_is_no_printed_list(text: str) -> None:
    assert printout.read([text]) is None


def test_a_printed_list_in_a_matter(matter) -> None:
    small = matter(f'''
        matter   State v. Harlan, incident 2012-122890285, defendant Harlan
        holder   Sheriff, lists
          file   property.pdf "{PRINTED}"
    ''')
    found = small.lines()
    assert "1 held_not_disclosed  SJ4324-1  Harlan" in found
    assert "1 held_not_disclosed  property.pdf  Harlan" in found  # it stays a document
    assert any("40 records; 2 are on its pages" in says for says in small.says("unreadable"))


@pytest.mark.skipif(not SAN_JOSE.exists(), reason="the public data is not here")
def test_a_real_printout(tmp_path: Path) -> None:
    reading = read_file(FileTask(SAN_JOSE, SAN_JOSE.name, tmp_path))
    found = printout.read(["\n".join(one.text for one in page) for page in reading.pages])
    assert found is not None
    assert (len(found.rows), found.announced) == (12, 983)
    assert all(
        {"number", "description", "incident", "location"} <= row.keys() for row in found.rows
    )
    assert sum("serial" in row for row in found.rows) == 9
