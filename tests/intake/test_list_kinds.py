"""Lists that are no inventories: shelf scans, lists of officers, dispatch logs."""

import pytest

from kyles.intake import inventory, list_kinds
from kyles.intake.inventory_columns import words


@pytest.mark.parametrize("kind", [*list_kinds.LISTS, list_kinds.CALLS])
def test_every_spelling_can_be_met(kind: list_kinds.ListKind) -> None:
    assert all(words(one) == one for some in kind.names.values() for one in some)


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


def test_a_dispatch_log_is_no_list_of_things() -> None:
    header = ["Date / Time", "Incident Number", "Location", "Nature"]
    row = ["2/20/2020 0:08", "2020-00013139", "600 ELM ST", "Traffic Stop"]
    found = inventory.sniff([header, row])
    assert (found.columns, found.unsure) == ({}, ())
