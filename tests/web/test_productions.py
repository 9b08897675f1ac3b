"""The page of productions: every volume with its defendants, and what was disclosed otherwise."""

import shutil
from pathlib import Path

from starlette.testclient import TestClient
from tests.export import matter
from tests.web.conftest import OWN, let_in
from tests.web.errand import over

from kyles.audit import look
from kyles.intake.add import Addition, add
from kyles.reconcile.counted import by_kind
from kyles.reconcile.index import Line, index
from kyles.store import create, matters, open_matter
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


def test_kinds_of_what_is_held_for_every_defendant(browser: TestClient, folder: Path) -> None:
    with open_matter(folder / "matter") as store:
        expected = by_kind(look(store.view()))
    told = browser.get(f"{AT}.json").json()["kinds"]
    found = [(one["kind"], to["defendant"], to["items"]) for one in told for to in one["given"]]
    assert found == [(kind, name, sum(counts.values())) for kind, name, counts in expected] != []
    assert all(sum(to["counts"].values()) == to["items"] for one in told for to in one["given"])
    assert "Things" in browser.get(AT).text


def test_what_is_new_in_each_volume_is_what_the_command_says(folder: Path, tmp_path: Path) -> None:
    made = shutil.copytree(folder, tmp_path / "desk")
    matter.pdf(made / "VOL002" / "VOL002.pdf", [*matter.REPORT, matter.LOG], prefix="HAR-",
               first=21)  # fmt: skip
    with open_matter(made / "matter") as store:
        add(store, made / "VOL002", Addition(defendants=("Harlan", "Reed"), on="2024-05-01"))
        expected = {name: index(store.view(), name) for name in ("Harlan", "Reed")}
    browser = let_in(made)
    assert browser.get(f"{AT}.json").json()["comparing"] is None
    assert browser.post(f"{AT}/news", headers=OWN).headers["location"] == f"{AT}#news"
    told = over(browser, f"{AT}.json", "comparing")
    for name, lines in expected.items():
        own = [one for one in told["news"] if one["defendant"] == name]
        assert sum(one["documents"] for one in own) == len(lines)
        for key, news in (("new", "new"), ("part", "in part"), ("seen", "seen")):
            assert sum(one[key] for one in own) == sum(line.news == news for line in lines)
    assert {one["name"]: one["new"] for one in told["news"] if one["defendant"] == "Harlan"} == {
        "VOL001": _new(expected["Harlan"], "VOL001"),
        "VOL002": _new(expected["Harlan"], "VOL002"),
    }
    (second,) = {one["volume"] for one in told["news"] if one["name"] == "VOL002"}
    shown = browser.get(f"{AT}/{second}.json").json()["news"]
    assert [one["defendant"] for one in shown] == ["Harlan", "Reed"]
    assert "New since the volumes before" in browser.get(f"{AT}/{second}").text
    assert "Compare again" in browser.get(AT).text


def _new(lines: list[Line], volume: str) -> int:
    return sum(line.news == "new" for line in lines if line.volume == volume)
