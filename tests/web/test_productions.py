"""The page of productions: every volume with its defendants, and what was disclosed otherwise."""

from pathlib import Path

from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.store import create, matters
from kyles.store.access import defense

AT = "/matters/matter/productions"


def test_volumes_by_date_with_what_they_hold(browser: TestClient) -> None:
    told = browser.get(f"{AT}.json").json()
    rows = [(one["name"], one["on"], one["defendants"], one["pages"], one["begin"], one["end"])
            for one in told["volumes"]]  # fmt: skip
    assert rows == [
        ("VOL001", "2024-03-01", ["Harlan"], 3, "HAR-000011", "HAR-000013"),
        ("REED01", "2024-03-08", ["Reed"], 2, "REED-000001", "REED-000002"),
    ]
    assert told["says"] == "2 volumes are loaded, the last of 8 March 2024."
    assert browser.get(AT).status_code == 200


def test_other_disclosures_are_told(browser: TestClient) -> None:
    (one,) = browser.get(f"{AT}.json").json()["disclosures"]
    assert (one["defendant"], one["on"], one["manner"]) == ("Harlan", "2024-04-02", "inspected")


def test_without_a_volume_it_says_how_to_add_one(tmp_path: Path) -> None:
    opened = matters.opened("State v. Doe", court="us-nm/district", zone="America/Denver",
                            defendants=("Doe",), incidents=())  # fmt: skip
    create(tmp_path / "matter", opened).close()
    assert "--produced-to NAME" in let_in(tmp_path).get(AT).text


def test_it_is_not_there_for_the_other_side(folder: Path) -> None:
    theirs = let_in(folder, viewer=defense("Harlan"))
    assert theirs.get(AT).content == theirs.get("/nothing").content
