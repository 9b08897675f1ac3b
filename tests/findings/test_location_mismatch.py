"""Two places for one thing; and one place in two spellings."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0311 "box of 24 cartridges .45" incident 21-0886 location "Vault C4"
"""
SCAN = """
    holder   Sheriff, scan
      table  scan.csv "Tag Number,Shelf" "2024-0311,{}" "2024-0312,Vault C9"
"""
LOG = """
    holder   Sheriff, logs
      table  log.csv "Item No.,Date,Action,Released by,Received by,Location
                      2024-0311,03/06/2024,Received,Wendell Pike,Peggy Lund,Vault C4
                      2024-0311,{}"
"""


def test_a_shelf_scan_finds_it_elsewhere(matter):
    small = matter(OPENING + SCAN.format("Shelf B2"))
    assert small.lines("location_mismatch") == ["2 location_mismatch  2024-0311"]
    one = small.finding("location_mismatch")
    assert one.says == (
        "“box of 24 cartridges .45” (item 2024-0311): property room/inventory.csv has it in"
        " Vault C4; scan/scan.csv has it in Shelf B2"
    )
    assert [place.path for place in one.sources] == ["property room/inventory.csv", "scan/scan.csv"]


def test_it_is_with_a_person_and_no_return_is_recorded(matter):
    small = matter(OPENING + LOG.format("04/03/2024,Checked out,Peggy Lund,Carla Moss,"))
    (says,) = small.says("location_mismatch")
    assert says.endswith(
        "property room/inventory.csv has it in Vault C4; its custody record has it with Carla Moss"
        " since 2024-04-03, and no return"
    )


def test_it_was_moved(matter):
    small = matter(OPENING + LOG.format("04/03/2024,Moved,,,Annex 2"))
    assert "has it in Annex 2 since 2024-04-03" in small.says("location_mismatch")[0]


@pytest.mark.parametrize("place", ["C-4", "vault c04", "Vault C4, top", "VAULT C 4"])
def test_one_place_in_two_spellings(audit, place):
    assert audit(OPENING + SCAN.format(place.replace(",", " ")), "location_mismatch") == []


@pytest.mark.parametrize(
    "row",
    [
        "04/03/2024,Checked out,Peggy Lund,Carla Moss,Vault C4",
        "04/03/2024,Destroyed,Peggy Lund,,",
        "04/03/2024,Photographed,Peggy Lund,Peggy Lund,Vault C4",
    ],
)
def test_what_agrees(audit, row):
    assert audit(OPENING + LOG.format(row), "location_mismatch") == []
