"""What a scan of the shelves misses, has elsewhere, or has besides."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0311 "box of 24 cartridges" incident 21-0886 location C-14
      thing  2024-0312 "brown jacket" incident 21-0886 location C-15
      thing  2024-0313 "red bicycle" incident 23-10447 location C-14
"""


def scanned(matter, *rows, header="Scanned Barcode,Scanned Location,Scan Time"):
    return matter(f'{OPENING}\n      table scan.csv "{header}" ' + " ".join(f'"{r}"' for r in rows))


def test_all_is_where_it_is_listed(matter):
    small = scanned(matter, "2024-0311,C-14,2024-05-01", "2024-0312,C-15,2024-05-01",
                    "2024-0313,C-14,2024-05-01")  # fmt: skip
    assert small.lines("shelf_scan") == []


def test_missing_misplaced_and_extra(matter):
    small = scanned(matter, "2024-0312,C-14,2024-05-01", "2024-0999,C-14,2024-05-01")
    assert small.lines("shelf_scan") == [
        "2 shelf_scan  2024-0311",
        "2 shelf_scan  2024-0312",
        "3 shelf_scan  1 scanned, in no list",
    ]
    assert small.says("shelf_scan")[:2] == [
        "“box of 24 cartridges” (item 2024-0311) is listed in C-14; a scan of it did not read it",
        "“brown jacket” (item 2024-0312) is listed in C-15; it was scanned in C-14 on 2024-05-01",
    ]  # and nothing of the bicycle: it is of another incident


def test_a_shelf_that_was_not_scanned_misses_nothing(matter):
    small = scanned(matter, "2024-0312,C-15,2024-05-01")
    assert small.lines("shelf_scan") == []


def test_the_last_scan_counts(matter):
    small = scanned(matter, "2024-0311,C-14,2024-05-02", "2024-0311,K-29,2024-05-01",
                    "2024-0312,C-15,2024-05-01", "2024-0313,C-14,2024-05-02")  # fmt: skip
    assert small.lines("shelf_scan") == []


def test_a_scan_without_shelves_is_one_of_all(matter):
    small = scanned(matter, "2024-0311,2024-05-01", header="Scanned Barcode,Scan Time")
    assert small.lines("shelf_scan") == ["2 shelf_scan  2024-0312"]


@pytest.mark.parametrize("spelled", ["2024-311", "2024-0311 "])
def test_another_spelling_of_a_number(matter, spelled):
    small = scanned(matter, f"{spelled},C-14,2024-05-01", "2024-0312,C-15,2024-05-01")
    assert small.lines("shelf_scan") == []


def test_what_was_disposed_of_is_not_looked_for(matter):
    opening = OPENING + '  table log.csv "Item No.,Date and time,Action,Released by,Received by"'
    log = '"2024-0311,02/14/2024 13:00,Destroyed,P. Lund,"'
    small = matter(f'{opening} {log}\n      table scan.csv "Scanned Barcode,Scan Time"'
                   ' "2024-0312,2024-05-01"')  # fmt: skip
    assert small.lines("shelf_scan") == []
    assert small.lines("disposal_undocumented") == ["2 disposal_undocumented  2024-0311"]
