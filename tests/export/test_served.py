"""What the other side may be shown has no trace of what it may not know of."""

import json
from pathlib import Path

import pytest
from tests.export import matter

from kyles.errors import Refused
from kyles.export.served import served
from kyles.store.access import OWNER, defense


def shown(folder: Path, name: str, *, secret: bool) -> bytes:
    with matter.build(folder, secret=secret) as store:
        return json.dumps(served(store.view(defense(name)))).encode()


@pytest.mark.parametrize("name", ["Harlan", "Reed"])
def test_two_worlds_that_differ_in_a_withheld_item_look_the_same(tmp_path: Path, name: str) -> None:
    """One has an informant's file, withheld from all, its existence not revealed."""
    one = shown(tmp_path / "one", name, secret=False)
    other = shown(tmp_path / "other", name, secret=True)
    assert one == other
    assert b"informant" not in other


def test_it_has_what_was_given_and_the_revealed_log(tmp_path: Path) -> None:
    told = json.loads(shown(tmp_path, "Harlan", secret=True))
    assert [one["volume"] for one in told["productions"]] == ["VOL001"]
    assert [one["path"] for one in told["disclosures"]] == ["sheriff/inventory.csv#2021-1187"]
    assert [(one["entry"], one["provision"]) for one in told["withholding_log"]] == [
        ("W-1", "Rule 5-501(F)")
    ]


def test_a_co_defendant_sees_neither_volume_nor_disclosure(tmp_path: Path) -> None:
    told = shown(tmp_path, "Reed", secret=False)
    assert b"VOL001" not in told
    assert b"2021-1187" not in told
    assert json.loads(told)["withholding_log"] == []


def test_the_owner_does_not_read_as_the_other_side(tmp_path: Path) -> None:
    with matter.build(tmp_path) as store, pytest.raises(Refused):
        served(store.view(OWNER))
