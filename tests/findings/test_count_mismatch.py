"""Counts that two sources give differently; a box of 24 is no mismatch with 24."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0311 "{words}" quantity {quantity} incident 21-0886
      report 21-0886 "{report}"
    produced Harlan, volume 7
      copy   report_21-0886.txt
"""


def told(audit, words, quantity, report):
    text = OPENING.format(words=words, quantity=quantity, report=report)
    return audit(text, "count_mismatch")


@pytest.mark.parametrize(
    ("words", "quantity", "report"),
    [
        ("box of 24 cartridges", 1, "Item 2024-0311, a box of 20 cartridges, was put on a shelf."),
        ("live .45 cartridges", 24, "I booked 20 live .45 cartridges as item 2024-0311."),
    ],
)
def test_another_count_is_told_with_both_sources(audit, words, quantity, report):
    assert told(audit, words, quantity, report) == ["2 count_mismatch  2024-0311"]


@pytest.mark.parametrize(
    ("words", "quantity", "report"),
    [
        ("box of 24 cartridges", 1, "Item 2024-0311, a box of 24 cartridges, was put on a shelf."),
        ("box of cartridges", 1, "Item 2024-0311, a box of 24 cartridges, was put on a shelf."),
        ("box of 24 cartridges", 1, "Three of the cartridges of item 2024-0311 appeared to match."),
        ("24 cartridges", 24, "Item 2024-0311 holds twenty-four (24) cartridges of brass."),
        ("24 cartridges", 24, ("I found 24 cartridges (item 2024-0311) and 3 rounds of live"
         " ammunition (item 2024-0312) on the cart.")),
        ("3 rounds of live ammunition", 3, ("I found 24 cartridges (item 2024-0399) and 3 rounds of"
         " live ammunition (item 2024-0311) on the cart.")),
        ("24 cartridges", 24, "Item 2024-0311 was photographed. I later found 3 more cartridges."),
    ],
)  # fmt: skip
def test_what_is_no_mismatch(audit, words, quantity, report):
    assert told(audit, words, quantity, report) == []


LISTED = """
    matter   State v. Harlan, defendant Harlan
    holder   Archives, records
      file   0104-1.pdf "The first page of the record on the consulate." "Its second page, with names."
      table  index.csv "File Name,Title,Num Pages,Pages Released" "0104-1.pdf,Consulate,{pages}"
    produced Harlan, volume 7
      copy   0104-1.pdf
"""  # noqa: E501


@pytest.mark.parametrize(
    ("pages", "says"),
    [
        ("2,2", []),
        ("2,1", ["records/index.csv gives records/0104-1.pdf 2 pages, and 1 released"]),
        ("3,3", ["records/index.csv gives records/0104-1.pdf 3 pages; it has 2 here"]),
        (",", []),
    ],
)
def test_pages_of_a_list_and_of_its_file(matter, pages, says):
    small = matter(LISTED.format(pages=pages))
    assert small.says("count_mismatch") == says
    assert small.lines("held_not_disclosed") == small.lines("referenced_not_held") == []
