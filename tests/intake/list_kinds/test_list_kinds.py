"""Lists that are no inventories: shelf scans, lists of officers, records of other systems."""

import pytest

from kyles.intake import inventory, list_kinds
from kyles.intake.inventory_columns import words


@pytest.mark.parametrize("name", sorted(list_kinds.LISTS))
def test_every_spelling_can_be_met(name: str) -> None:
    told = list_kinds.LISTS[name].names
    assert all(words(one) == one for some in told.values() for one in some)


@pytest.mark.parametrize("name", sorted(list_kinds.LISTS))
def test_what_shows_a_kind_are_names_of_it(name: str) -> None:
    kind = list_kinds.LISTS[name]
    assert all(some <= kind.names.keys() for some in kind.shown_by)
    assert kind.telling <= kind.names.keys()


@pytest.mark.parametrize(
    ("header", "row", "columns"),
    [
        (["Scanned Barcode", "Location", "Scan Time"], ["2024-0311", "C-14", "2024-03-01 10:00"],
         {"scanned": 0, "shelf": 1, "scanned_on": 2}),
        (["Tag scanned"], ["2024-0311"], {}),  # one column is no table
        (["Shelf", "Scanned Item #"], ["C-14", "2024-0311"], {"scanned": 1, "shelf": 0}),
        (["Name", "Badge No.", "Agency", "Reason", "Date Added"],
         ["Doe, Thomas", "1234", "County Sheriff", "report not true", "2020-01-01"],
         {"officer": 0, "badge": 1, "agency": 2, "listed_for": 3, "listed_on": 4}),
    ],
)  # fmt: skip
def test_headers_in_other_words(header, row, columns) -> None:
    assert inventory.sniff([header, row]).columns == columns


def test_an_officer_beside_a_thing_makes_no_list_of_officers() -> None:
    header = ["Item No", "Description", "Officer", "Reason"]
    found = inventory.sniff([header, ["2024-0311", "box", "Roe", "safekeeping"]])
    assert "officer" not in found.columns
    assert found.columns["number"] == 0


def test_rows_of_a_shelf_scan() -> None:
    table = [
        ["Scanned Tag", "Scanned Location"],
        ["2024-0311", "C-14"],
        ["", ""],
        ["2024-0312", ""],
    ]
    assert [row.facts for row in inventory.rows(table, inventory.sniff(table))] == [
        {"scanned": "2024-0311", "shelf": "C-14"},
        {"scanned": "2024-0312"},
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["Item No", "Description", "Incident Number", "Nature", "Date Time", "Location"],
         ["2024-0311", "box", "21-0886", "Burglary", "2024-03-01 10:00", "C-14"]),
        (["Tag #", "Description", "Case Number", "Offense", "Report Date", "Officer"],
         ["2024-0311", "box", "21-0886", "Burglary", "2024-03-01", "Roe"]),
        (["Item No", "Description", "Date Submitted", "Submitted By", "Lab Results"],
         ["2024-0311", "box", "2024-03-01", "Roe", ""]),
    ],
)  # fmt: skip
def test_an_inventory_stays_one(header, row) -> None:
    found = inventory.sniff([header, row]).columns
    assert (found["number"], found["description"]) == (0, 1)
    assert list_kinds.kind(found) == ""


@pytest.mark.parametrize(
    "header",
    [
        ["Request Number", "Request Date", "Requester", "Status"],
        ["User", "Name", "Created", "Last login"],
        ["Date", "Description", "Amount", "Balance"],
        ["Officer", "Date", "Hours", "Overtime"],
    ],
)
def test_another_table_is_none_of_them(header) -> None:
    found = inventory.sniff([header, ["2024-01", "2024-03-01", "A. Roe", "open"]])
    assert list_kinds.kind(found.columns) == ""
