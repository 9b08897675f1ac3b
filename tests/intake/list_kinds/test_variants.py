"""Tables of record under the headers of many systems: what each is, and each of its columns."""

import random

import pytest
from tests.intake.list_kinds.variants import VARIANTS, Variant

from kyles.intake import inventory, list_kinds


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.name)
def test_every_column_is_told(variant: Variant) -> None:
    found = inventory.sniff(variant.table)
    assert (found.columns, found.unsure) == (variant.expected, ())
    assert list_kinds.kind(found.columns) == variant.kind


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.name)
def test_the_order_of_columns_does_not_matter(variant: Variant) -> None:
    header, row = variant.table
    order = random.Random(variant.name).sample(range(len(header)), len(header))
    moved = [[header[at] for at in order], [row[at] for at in order]]
    assert _by_header(moved) == _by_header([header, row])


def _by_header(table: list[list[str]]) -> dict[str, str]:
    return {name: table[0][at] for name, at in inventory.sniff(table).columns.items()}


def test_a_column_of_no_telling_name_is_given() -> None:
    header = ["Item", "TypeText", "TimeCreate", "BLOCK_ADDRESS"]
    row = ["21-0886", "Disturbance", "03/01/2024 10:02", "400 BLK MESA RD"]
    assert list_kinds.kind(inventory.sniff([header, row]).columns) == ""
    given = inventory.sniff([header, row], given={"incident": "Item"}).columns
    assert given == {"called_on": 2, "incident": 0, "nature": 1, "place": 3}
    assert list_kinds.kind(given) == "calls"
