"""Two descriptions of one numbered thing that cannot both hold."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0311 "{words}" incident 21-0886
    holder   Laboratory, reports
      file   receipt.txt "{report}"
    produced Harlan, volume 7
      copy   receipt.txt
"""


def told(matter, words, report):
    return matter(OPENING.format(words=words, report=report))


def test_blanks_on_the_inventory_and_live_on_the_receipt(matter):
    report = "Received: item 2024-0311, 24 live cartridges .45, from the property room."
    small = told(matter, "box of 24 blank cartridges .45", report)
    assert small.lines() == ["1 kind_mismatch  2024-0311"]
    one = small.finding("kind_mismatch")
    assert one.says == (
        "Item 2024-0311: BLANK in property room/inventory.csv and LIVE in reports/receipt.txt"
    )
    assert [(place.path, place.page, place.reading) for place in one.sources] == [
        ("property room/inventory.csv", 2, "row"),
        ("reports/receipt.txt", 1, "text"),
    ]


@pytest.mark.parametrize(
    ("words", "report"),
    [
        ("revolver .45", "Item 2024-0311 is a .38 caliber revolver."),
        ("Colt revolver .45", "Item 2024-0311, a Pietta revolver, was test fired on Monday."),
    ],
)
def test_another_calibre_or_make(matter, words, report):
    assert told(matter, words, report).lines("kind_mismatch") == ["1 kind_mismatch  2024-0311"]


@pytest.mark.parametrize(
    ("words", "report"),
    [
        ("box of cartridges", "Item 2024-0311, 24 live cartridges, was received."),
        ("24 live cartridges", "Item 2024-0311, 24 live cartridges, was received."),
        ("24 live cartridges", "Item 2024-0312, 24 blank cartridges, was received."),
        ("24 live cartridges", ("Blank cartridges (item 2024-0312) and item 2024-0311, 24 live"
         " cartridges, were received.")),
        ("24 live cartridges", "Item 2024-0311 was received on Monday with a .38 revolver."),
        ("Colt revolver", "Item 2024-0311, a revolver, was received from the deputy."),
    ],
)  # fmt: skip
def test_what_agrees_or_is_another_thing(matter, words, report):
    assert told(matter, words, report).lines("kind_mismatch") == []
