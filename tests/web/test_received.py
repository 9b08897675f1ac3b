"""Received: the defense's own home; what it lacks, asks for and gets is for that side alone."""

import io
import shutil
from pathlib import Path

import pytest
from docx import Document
from starlette.testclient import TestClient
from tests.export import matter
from tests.web.conftest import OWN, let_in
from tests.web.errand import over
from tests.web.sides import IN, Sides, desk

from kyles.intake.add import Addition, add
from kyles.store import acts, open_matter
from kyles.store.access import COURT, custodian, defense

PAGE = f"{IN}/received.json"
SECRET = "zircon"
SUPPLEMENT_3 = """COUNTY SHERIFF'S OFFICE - SUPPLEMENT 3
Case 21-0886   Author: Deputy A. Lindqvist

Statement of the property master, taken at the ranch on the evening of the incident."""


@pytest.fixture
def sides(folder: Path, tmp_path: Path) -> Sides:
    return Sides(desk(folder, tmp_path / "desk"))


def looked(client: TestClient, act: str = "look", **fields: str) -> dict:
    answer = client.post(f"{IN}/received/{act}", headers=OWN, data=fields)
    assert answer.status_code == 303
    path, _, words = answer.headers["location"].partition("?")
    assert path == f"{IN}/received"
    return over(client, f"{PAGE}?{words}", "looking")


def labels(told: dict) -> set[str]:
    return {one["label"] for kind in told["lacks"] for one in kind["lacks"]}


def test_one_arrives_at_what_one_has(sides: Sides) -> None:
    harlan = sides.enter("harlan")
    assert harlan.get("/").headers["location"] == f"{IN}/received"
    told = harlan.get(PAGE).json()
    assert [one["name"] for one in told["volumes"]] == ["VOL001"]
    assert [one["manner"] for one in told["otherwise"]] == ["inspected"]
    assert (told["lacks"], told["asked"], told["looking"]) == ([], [], None)
    assert "Look through it" in harlan.get(f"{IN}/received").text


def test_what_is_named_and_not_there_is_cited_by_page(sides: Sides) -> None:
    harlan = sides.enter("harlan")
    told = looked(harlan)
    assert any("Supplement 3" in label for label in labels(told))
    for kind in told["lacks"]:
        for one in kind["lacks"]:
            for place in one["cited"]:
                at = f"{IN}/items/{place['item']}"
                assert harlan.get(at).status_code == 200
    assert told["asked"] == []
    assert harlan.get(f"{IN}/received/letter.docx").status_code == 404


def test_the_letter_asks_once_and_remembers_what_was_asked(sides: Sides) -> None:
    harlan = sides.enter("harlan")
    told = looked(harlan, "letter")
    number = sum(kind["count"] for kind in told["lacks"])
    assert [one["number"] for one in told["asked"]] == list(range(number, 0, -1))
    assert sum(kind["not_asked"] for kind in told["lacks"]) == 0
    letter = harlan.get(f"{IN}/received/letter.docx")
    assert letter.headers["content-disposition"].endswith('"request-Harlan.docx"')
    text = "\n".join(one.text for one in Document(io.BytesIO(letter.content)).paragraphs)
    assert f"Request {number}." in text
    again = Sides(sides.folder).enter("harlan")  # another server, on another day
    kept = again.get(PAGE).json()["asked"]
    assert [one["label"] for one in kept] == [one["label"] for one in told["asked"]]
    assert looked(again, "letter")["asked"] == told["asked"]


def test_what_came_since_is_an_answer(sides: Sides, tmp_path: Path) -> None:
    harlan = sides.enter("harlan")
    told = looked(harlan, "letter")
    asked = next(one for one in told["asked"] if "Supplement 3" in one["label"])
    matter.pdf(tmp_path / "VOL009" / "s3.pdf", [SUPPLEMENT_3], prefix="HAR-", first=14)
    with open_matter(sides.folder / "matter") as store:
        add(store, tmp_path / "VOL009", Addition(defendants=("Harlan",), on="2024-06-01"))
    told = harlan.get(PAGE).json()
    assert told["since"] > 0
    answers = {one["number"]: one["answer"] for one in looked(harlan)["asked"]}
    assert answers[asked["number"]] == "answered: provided"


def test_nothing_of_it_reaches_the_matter(sides: Sides) -> None:
    harlan = sides.enter("harlan")
    with open_matter(sides.folder / "matter") as store:
        rows = list(store.connection.iterdump())
        told = looked(harlan, "letter")
        assert told["asked"]
        assert list(store.connection.iterdump()) == rows
    office = sides.enter("office")
    assert office.get(PAGE).json()["asked"] == []
    assert office.get(f"{IN}/received/letter.docx?defendant=Harlan").status_code == 404
    for name in ("court", "sheriff", "civil"):
        other = sides.enter(name)
        assert other.get(f"{IN}/received").status_code == 404
        assert other.get(f"{IN}/received/letter.docx").status_code == 404
        assert other.post(f"{IN}/received/look", headers=OWN).status_code == 404
    for address in (PAGE, f"{PAGE}?defendant=Harlan"):
        assert sides.enter("reed").get(address).json()["asked"] == []
    label = told["asked"][0]["label"].encode()
    for path in (sides.folder / "matter").rglob("*"):
        if path.is_file() and ".defense" in path.parts:
            assert label not in path.read_bytes()


def test_without_a_password_a_letter_is_written_and_not_remembered(
    folder: Path, tmp_path: Path
) -> None:
    made = shutil.copytree(folder, tmp_path / "desk", ignore=shutil.ignore_patterns(".defense"))
    client = let_in(made, viewer=defense("Reed"))
    assert looked(client, "letter")["has_letter"]
    assert "not remembered" in client.get(f"{IN}/received").text
    assert not (made / "matter" / ".defense").exists()


def test_it_finds_the_same_whatever_the_office_holds(tmp_path: Path) -> None:
    """Two worlds: in one of them the office holds one item more, which may not be revealed."""
    told = []
    for name, secret in (("plain", False), ("other", True)):
        matter.audited(tmp_path / name, secret=secret)
        one = looked(let_in(tmp_path / name, viewer=defense("Harlan")))
        told.append((labels(one), one["says"], one["items"], one["unread"]))
    assert told[0] == told[1]
    assert SECRET not in repr(told)


@pytest.mark.parametrize("viewer", [COURT, custodian("County Sheriff")])
def test_to_others_it_is_not_there(folder: Path, viewer) -> None:
    client = let_in(folder, viewer=viewer)
    nothing = client.get(f"{IN}/nothing_at_all")
    assert client.get(f"{IN}/received").content == nothing.content


def test_whoever_keeps_the_matter_asks_as_the_command_does(tmp_path: Path) -> None:
    """The defense on a machine of its own: the letter, and what is recorded of it."""
    matter.audited(tmp_path, received=True)
    keeper = let_in(tmp_path)
    assert "Requests" in keeper.get(f"{IN}/productions").text
    told = looked(keeper, "letter", defendant="Harlan")
    with open_matter(tmp_path / "matter") as store:
        recorded = [one for one in acts.requests(store.view()) if one.defendant == "Harlan"]
    assert [one["label"] for one in told["asked"]][::-1] == [one.label for one in recorded] != []
    letter = keeper.get(f"{IN}/received/letter.docx?defendant=Harlan").content
    assert "Request 1." in "\n".join(one.text for one in Document(io.BytesIO(letter)).paragraphs)
    assert keeper.get(f"{IN}/received.json?defendant=Reed").json()["asked"] == []
    assert keeper.get(f"{IN}/received?defendant=Nobody").status_code == 404
