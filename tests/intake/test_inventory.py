"""Lists with unknown headers: told by header and content, asked for where they cannot be."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.errors import UsageError
from kyles.intake import inventory
from kyles.intake.inventory_columns import NAMES, words

DATA = Path(os.environ.get("KYLES_DATA") or Path(__file__).parents[3] / "shared" / "data")

PROPERTY = [
    ["COUNTY SHERIFF", "", "", "", "", ""],
    [],
    ["Property Room Inventory", "", "as of 3/1/24"],
    ["Tag #", "Qty", "Item", "Bin", "Case No.", "Rec’d"],
    ["2024-0311", "1", "box of cartridges", "B4", "21-0886", "3/1/24"],
    ["2024-0312", "3.0", "casings", "", "21-0886", "3/2/24"],
    ["Tag #", "Qty", "Item", "Bin", "Case No.", "Rec’d"],
    ["2024-0313", "", "knife", "B5", "", ""],
    ["", "", "Total 5", "", "", ""],
]


def read(table, **more):
    return inventory.rows(table, inventory.sniff(table, **more))


def test_a_property_room_list():
    mapping = inventory.sniff(PROPERTY)
    assert mapping.header == 3
    assert mapping.unsure == ()
    assert mapping.columns == {
        "description": 2, "incident": 4, "location": 3, "number": 0, "quantity": 1,
        "received_on": 5,
    }  # fmt: skip
    found = inventory.rows(PROPERTY, mapping)
    assert [row.number for row in found] == [5, 6, 8]
    assert found[1].facts == {
        "description": "casings", "incident": "21-0886", "number": "2024-0312", "quantity": "3",
        "received_on": "3/2/24",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "columns"),
    [
        (["Item", "Description", "Location"], ["1", "knife", "A1"],
         {"number": 0, "description": 1, "location": 2}),
        (["Item", "Item #"], ["a knife", "12"], {"description": 0, "number": 1}),
        (["Evidence No", "Type", "Seized From", "Collecting Officer", "Status"],
         ["E-1", "Firearm", "A. Roe", "Dep. Doe", "In"],
         {"number": 0, "kind": 1, "received_from": 2, "collected_by": 3, "status": 4}),
        (["Bates Begin", "Bates End", "Description", "Pages"], ["H-001", "H-003", "Report", "3"],
         {"begin": 0, "end": 1, "description": 2, "pages": 3}),
        (["FileName", "SHA-256"], ["a/b.pdf", "0" * 64], {"file": 0, "sha256": 1}),
        (["PropertyTag", "Item_Description", "Disposition", "Date Disposed"],
         ["T1", "phone", "destroyed", "2024-01-02"],
         {"number": 0, "description": 1, "disposition": 2, "disposed_on": 3}),
    ],
)  # fmt: skip
def test_headers_in_other_words(header, row, columns):
    assert inventory.sniff([header, row]).columns == dict(sorted(columns.items()))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_spelling_in_the_table_can_be_met(name):
    assert all(words(spelling) == spelling for spelling in NAMES[name])


def test_values_overrule_a_header():
    mapping = inventory.sniff([["Tag", "Description", "Qty"], ["T-1", "box", "several of them"]])
    assert "quantity" not in mapping.columns


def test_a_range_in_one_column_is_taken_apart():
    (row,) = read([["Bates Range", "Description"], ["HAR-000001 - HAR-000004", "Report"]])
    assert row.facts == {"begin": "HAR-000001", "end": "HAR-000004", "description": "Report"}


@pytest.mark.parametrize(
    "table",
    [
        [["Date", "Description", "Amount", "Balance"], ["3/1/24", "COFFEE", "3.50", "100.00"]],
        [["record_id", "title", "abstract"], ["1", "On things", "Long words"]],
        [["Name", "Phone"], ["A. Roe", "505-555-0101"], ["B. Doe", "505-555-0102"]],
        [["1", "2"], ["3", "4"]],
        [["only one cell"], ["x"]],
        [["Tag", "Description"]],
        [],
    ],
)
def test_a_table_of_something_else_is_no_list(table):
    mapping = inventory.sniff(table)
    assert (mapping.columns, mapping.unsure) == ({}, ())


FOREIGN = [
    ["Bewijsstuk", "Omschrijving"],
    ["SJ4-1", "een doos patronen"],
    ["SJ4-2", "een rood mes groot"],
]


def test_an_unsure_list_asks_with_the_line_to_use():
    (says,) = inventory.sniff(FOREIGN).unsure
    assert '--map "number=Bewijsstuk,description=Omschrijving"' in says
    given_map = inventory.parse_map("number=Bewijsstuk,description=Omschrijving")
    assert [row.facts["number"] for row in read(FOREIGN, given=given_map)] == ["SJ4-1", "SJ4-2"]


def test_a_mapping_is_remembered_where_columns_move():
    told = inventory.sniff(FOREIGN, given={"number": "bewijsstuk", "description": "2"}).to_json()
    assert told == {"number": "Bewijsstuk", "description": "Omschrijving"}
    moved = [row[::-1] for row in FOREIGN]
    assert inventory.sniff(moved, given=told).columns == {"number": 1, "description": 0}


def test_a_list_without_a_header_is_read_by_column_numbers():
    table = [["SJ4-1", "a box"], ["SJ4-2", "a knife"]]
    found = read(table, given={"number": "1", "description": "2"})
    assert [(row.number, row.facts["number"]) for row in found] == [(1, "SJ4-1"), (2, "SJ4-2")]


def test_a_column_that_is_not_there_is_said():
    (says,) = inventory.sniff(FOREIGN, given={"number": "Tag"}).unsure
    assert says == "there is no column 'Tag'; there are Bewijsstuk, Omschrijving"


def test_parse_map():
    assert inventory.parse_map("number=Tag, description=Desc, long") == {
        "number": "Tag", "description": "Desc, long",
    }  # fmt: skip
    for wrong in ("", "Tag", "nonsense=Tag", "number="):
        with pytest.raises(UsageError):
            inventory.parse_map(wrong)


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=8))
def test_any_table_is_read_without_an_error(table):
    mapping = inventory.sniff(table)
    found = inventory.rows(table, mapping) if mapping.columns else ()
    assert all(0 < row.number <= len(table) for row in found)
    inventory.sniff(table, given={"number": "1"})


@given(st.permutations(range(6)))
def test_the_order_of_columns_does_not_matter(order):
    table = [[row[at] for at in order] if len(row) == 6 else row for row in PROPERTY]
    assert [row.facts for row in read(table)] == [row.facts for row in read(PROPERTY)]


def _table(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def test_the_sheet_of_the_national_archives():
    found = read(_table("jfk/inventory_2022.csv"))
    assert len(found) == 250
    assert all({"file", "pages", "pages_released"} <= row.facts.keys() for row in found)
    assert not any({"number", "description"} & row.facts.keys() for row in found)


@pytest.mark.parametrize(
    "name", ["police/norman_pd/project0/incidents.csv", "police/norman_pd/docs/incidentsTest.csv"]
)
def test_a_list_of_calls(name):
    table = _table(name)
    found = read(table)
    assert len(found) == sum(any(row[:2]) and "Incident" not in row[1] for row in table)
    assert all({"called_on", "incident"} <= row.facts.keys() for row in found)
    assert not any({"number", "description"} & row.facts.keys() for row in found)
