"""The withholding log: whole for the office; for others only what is revealed to them."""

import shutil
from pathlib import Path

import pytest
from tests.web.conftest import let_in

from kyles.model import Side, Withholding
from kyles.store import items, open_matter, productions
from kyles.store.access import COURT, custodian, defense

LOG = "/matters/matter/withholding"


@pytest.fixture(scope="module")
def logged(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = shutil.copytree(folder, tmp_path_factory.mktemp("log") / "desk")
    with open_matter(made / "matter") as store:
        held = [one for one in items.every(store.view()) if one.side is Side.HELD]
        store.record([productions.withheld(Withholding(
            "", item.id, name, provision, "reason", existence_revealed=revealed
        )) for item, name, provision, revealed in (
            (held[0], "Harlan", "to Harlan", True), (held[1], "Reed", "to Reed", True),
            (held[2], None, "to nobody", False),
        )])  # fmt: skip
    return made


def provisions(logged: Path, viewer=None) -> list[str]:
    client = let_in(logged, viewer=viewer) if viewer else let_in(logged)
    answer = client.get(f"{LOG}.json")
    return [one["provision"] for one in answer.json()["entries"]] if answer.is_success else []


def test_each_side_knows_of_what_is_revealed_to_it(logged: Path) -> None:
    before = [one for one in provisions(logged) if not one.startswith("to ")]
    assert provisions(logged) == [*before, "to Harlan", "to Reed", "to nobody"]
    assert provisions(logged, defense("Harlan"))[-1:] == ["to Harlan"]
    assert provisions(logged, defense("Reed"))[-1:] == ["to Reed"]
    assert provisions(logged, COURT)[-2:] == ["to Harlan", "to Reed"]
    assert provisions(logged, custodian("County Sheriff")) == []


def test_what_the_office_alone_knows_is_told_to_it_alone(logged: Path) -> None:
    theirs = let_in(logged, viewer=defense("Harlan")).get(f"{LOG}.json").json()["entries"]
    assert {(one["existence_revealed"], one["by"]) for one in theirs} == {(None, "")}
    assert "not revealed" in let_in(logged).get(LOG).text
    assert "not revealed" not in let_in(logged, viewer=defense("Harlan")).get(LOG).text
