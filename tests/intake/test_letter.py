"""Letters, receipts and indexes that came with a volume."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.intake.letter import read_letter

LETTER = """OFFICE OF THE DISTRICT ATTORNEY
March 1, 2024
Re: State v. Harlan, D-101-CR-2024-00013, Discovery

Dear Ms. Roe:
Enclosed please find the following discovery. Call 505-555-0101 with questions.

1. HAR-000001 - HAR-000045  Supplemental report of Det. X (12 pages)
2. Property inventory, 3 pp. ........ HAR-000046-48
3) Lapel video of Dep. Smith
   taken on 3/6/24
4. Pursuant to Rule 5-501 the State reserves the right to supplement.
- 1 DVD
Two (2) compact discs
HAR-000049\tCAD log\t2
HAR-000050 through HAR-000052
Please note that HAR-000049 is not redacted.
We have 2 boxes of evidence for you to inspect.
23-10447-S2.pdf

Sincerely,
A. Prosecutor
"""


def test_the_entries_of_a_letter():
    letter = read_letter(LETTER)
    assert letter.kind == "letter"
    assert [entry.facts() for entry in letter.entries] == [
        {"begin": "HAR-000001", "end": "HAR-000045", "pages": "12",
         "description": "Supplemental report of Det. X"},
        {"begin": "HAR-000046", "end": "HAR-000048", "pages": "3",
         "description": "Property inventory"},
        {"description": "Lapel video of Dep. Smith taken on 3/6/24"},
        {"description": "1 DVD", "quantity": "1"},
        {"description": "Two (2) compact discs", "quantity": "2"},
        {"begin": "HAR-000049", "end": "HAR-000049", "description": "CAD log"},
        {"begin": "HAR-000050", "end": "HAR-000052"},
        {"description": "23-10447-S2.pdf", "file": "23-10447-S2.pdf"},
    ]  # fmt: skip
    assert [entry.number for entry in letter.entries][:4] == ["1", "2", "3", None]


def test_spans_are_those_of_the_lines():
    for entry in read_letter(LETTER).entries:
        quoted = LETTER[entry.start : entry.end]
        assert entry.description.split(" ")[0] in quoted
        assert quoted.strip()


def test_a_receipt_and_an_index():
    receipt = read_letter(
        "RECEIPT FOR DISCOVERY\nReceived by: ____  Date: ____\nRe: State v. Harlan\n"
        "1 DVD\n- 1 thumb drive"
    )
    assert receipt.kind == "receipt"
    assert [entry.count for entry in receipt.entries] == [1, 1]
    index = read_letter(
        "DISCOVERY INDEX\nBates range\tDescription\tPages\nH-0001 - H-0004\tReport of Det. X\t4\n"
    )
    assert index.kind == "index"
    assert [entry.facts() for entry in index.entries] == [
        {"begin": "H-0001", "end": "H-0004", "description": "Report of Det. X"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SUPPLEMENTAL REPORT\nThe following items were produced from the trunk:\n1. A report.\n",
        "Dear Ms. Roe:\nThank you for lunch. Enclosed please find a photograph.\nSincerely, A.",
        "PROPERTY RECEIPT\nReceived by: Dep. Smith\n1. One box of records\n",
        "MOTION TO COMPEL DISCOVERY\nThe State has not produced 3 videos.\nRespectfully, B. Doe",
    ],
)
def test_what_is_no_delivery(text):
    assert read_letter(text) is None


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text):
    letter = read_letter(LETTER + text)
    for entry in letter.entries:
        assert 0 <= entry.start < entry.end <= len(LETTER + text)
        assert all(entry.facts().values())


def test_files_of_plain_names() -> None:
    text = """Re: Discovery
Dear Counsel:
Enclosed please find:
1. interview.mp4
2. Recording of the front desk (desk.wav)
jacket.jpg
Please write to office@example.org or see www.example.org/help.pdf.
Sincerely,"""
    letter = read_letter(text)
    assert letter is not None
    assert [one.file for one in letter.entries] == ["interview.mp4", "desk.wav", "jacket.jpg"]
