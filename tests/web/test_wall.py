"""The wall: with all that the defense writes and looks at, every other side's world stays equal."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.sides import IN, Sides, desk, notes

from kyles.store import drawer, open_matter
from kyles.web.app import doors
from kyles.web.page import Page

WORDS = "umbrella stand in the evidence room"
OWN = "gramophone"  # which only the defense ever looked for or wrote
OTHERS = ["office", "admin", "court", "reed", "sheriff", "civil"]


@pytest.fixture(scope="module")
def worlds(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Sides, Sides]:
    """The matter as it is; and after the defense of one defendant worked in it."""
    place = tmp_path_factory.mktemp("wall")
    quiet = desk(folder, place / "one" / "desk")
    busy = shutil.copytree(quiet, place / "two" / "desk")
    _work(Sides(busy).enter("harlan"))
    return Sides(quiet), Sides(busy)


def _work(harlan: TestClient) -> None:
    item = harlan.get(f"{IN}/items.json").json()["items"][0]["item"]
    assert harlan.get(f"{IN}/search", params={"words": WORDS}).status_code == 200
    assert harlan.get(f"{IN}/search", params={"words": OWN}).status_code == 200
    assert harlan.get(f"{IN}/items/{item}/file").status_code == 200
    for form in ({"text": WORDS}, {"text": f"{WORDS} {OWN}", "item": item}):
        assert harlan.post(f"{IN}/notes/write", data=form).status_code == 303
    draft = {"title": f"about the {OWN}", "text": WORDS}
    assert harlan.post(f"{IN}/notes/draft", data=draft).status_code == 303
    assert len(notes(harlan)["notes"]) == 2


def addresses() -> list[str]:
    found = []
    for door in doors():
        if door.path.count("{") <= 1:
            path = door.path.replace("{matter}", "matter")
            found += [path, f"{path}.json"] if isinstance(door, Page) else [path]
    return [*found, *(f"{IN}/search?words={word}" for word in ("umbrella", WORDS))]


@pytest.mark.parametrize("name", OTHERS)
def test_every_answer_to_another_side_is_the_same(
    worlds: tuple[Sides, Sides], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYLES_NOW", "2030-03-01T09:00:00Z")
    quiet, busy = (world.enter(name) for world in worlds)
    for address in addresses():
        ours, theirs = quiet.get(address), busy.get(address)
        assert ours.status_code == theirs.status_code, address
        assert _drawn(ours) == _drawn(theirs), address
        if "umbrella" not in address:
            assert WORDS.encode() not in theirs.content, address
            assert OWN.encode() not in theirs.content, address


def _drawn(answer) -> bytes:
    """An answer without the code that its own drawer has just made up."""
    return re.sub(rb"(?:[A-Z2-7]{4}-){7}[A-Z2-7]{4}", b"", answer.content)


@pytest.mark.parametrize("name", OTHERS)
def test_no_act_of_another_side_reaches_it(worlds: tuple[Sides, Sides], name: str) -> None:
    other = worlds[1].enter(name)
    forms = {"write": {"text": "x"}, "draft": {"title": "x", "text": "x"}, "remove": {"id": "1"},
             "open": {"word": "x"}, "withdraw": {}, "shut": {"name": "harlan"}}  # fmt: skip
    if name == "reed":
        other.post(f"{IN}/notes/remove", data={"id": "1"})
        other.post(f"{IN}/notes/shut", data={"name": "harlan"})
    else:
        for act, form in forms.items():
            assert other.post(f"{IN}/notes/{act}", data=form).status_code == 404, act
    assert len(notes(worlds[1].enter("harlan"))["notes"]) == 2


def test_the_ledger_and_the_database_are_the_same(worlds: tuple[Sides, Sides]) -> None:
    dumps = []
    for world in worlds:
        with open_matter(world.folder / "matter") as store:
            dumps.append((store.view().root, list(store.connection.iterdump())))
    assert dumps[0] == dumps[1]


def test_no_file_of_the_matter_has_a_word_of_it(worlds: tuple[Sides, Sides]) -> None:
    matter = worlds[1].folder / "matter"
    files = [path for path in matter.rglob("*") if path.is_file()]
    assert drawer.place(matter, "Harlan") in files
    for path in files:
        content = path.read_bytes()
        assert OWN.encode() not in content, path
        assert OWN.encode("utf-16-le") not in content, path


def test_what_was_served_stays_shared(worlds: tuple[Sides, Sides]) -> None:
    """The wall is about what a side does: what it was given, all see as before."""
    told = [world.enter("harlan").get(f"{IN}/items.json").json() for world in worlds]
    assert told[0]["items"] == told[1]["items"] != []


def test_every_page_that_is_looked_at_is_noted(worlds: tuple[Sides, Sides]) -> None:
    harlan = worlds[1].enter("harlan")
    for address in addresses():
        harlan.get(address)
    seen = harlan.get(f"{IN}/reads.json").json()["reads"]
    kept = {one["address"] for one in seen}
    assert {"/items", "/search", "/notes.json", "/withholding"} <= kept
