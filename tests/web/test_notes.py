"""Notes: written and read by one side, opened by code, never by a new password."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.web.conftest import let_in
from tests.web.sides import IN, PASSWORD, Sides, desk, notes

from kyles.store.access import defense
from kyles.web import passwords, users
from kyles.web.passwords import Profile

WORDS = "Ask <b>why</b> the second box was never weighed"


@pytest.fixture
def sides(folder: Path, tmp_path: Path) -> Sides:
    return Sides(desk(folder, tmp_path / "desk"))


def test_a_note_on_a_page_is_there_for_its_side(sides: Sides) -> None:
    harlan = sides.enter("harlan")
    item = harlan.get(f"{IN}/items.json").json()["items"][0]
    form = {"item": item["item"], "page": "1", "text": WORDS}
    told = harlan.post(f"{IN}/notes/write", data=form)
    assert told.headers["location"] == f"{IN}/notes?item={item['item']}"
    harlan.post(f"{IN}/notes/write", data={"text": "on the matter"})
    (note,) = notes(harlan, item=item["item"])["notes"]
    assert (note["text"], note["by"], note["page"]) == (WORDS, "harlan", 1)
    assert note["path"] == item["path"]
    assert len(notes(harlan)["notes"]) == 2
    page = harlan.get(f"{IN}/notes").text
    assert "&lt;b&gt;why&lt;/b&gt;" in page
    assert f"{IN}/notes?item={item['item']}" in harlan.get(f"{IN}/items/{item['item']}").text
    harlan.post(f"{IN}/notes/remove", data={"id": note["id"]})
    assert [one["text"] for one in notes(harlan)["notes"]] == ["on the matter"]


def test_a_draft_is_kept_in_the_place_of_the_one_before(sides: Sides) -> None:
    harlan = sides.enter("harlan")
    for text in ("We ask for", "We ask for the following:"):
        harlan.post(f"{IN}/notes/draft", data={"title": "Letter", "text": text})
    (draft,) = notes(harlan)["drafts"]
    assert draft["text"] == "We ask for the following:"


def test_no_note_stands_on_an_item_that_one_may_not_see(sides: Sides) -> None:
    office, harlan = sides.enter("office"), sides.enter("harlan")
    held = office.get(f"{IN}/items.json", params={"side": "held"}).json()["items"]
    seen = {one["item"] for one in harlan.get(f"{IN}/items.json").json()["items"]}
    hers = next(one["item"] for one in held if one["item"] not in seen)
    for other in (hers, "nothing"):
        assert (
            harlan.post(f"{IN}/notes/write", data={"item": other, "text": "x"}).status_code == 404
        )
        assert harlan.get(f"{IN}/notes", params={"item": other}).status_code == 404


def test_a_colleague_comes_in_by_a_code(sides: Sides) -> None:
    harlan, clerk = sides.enter("harlan"), sides.enter("harlan clerk")
    harlan.post(f"{IN}/notes/write", data={"text": WORDS})
    told = notes(clerk)
    assert (told["is_open"], told["openers"], told["notes"]) == (False, ["harlan"], [])
    assert WORDS not in clerk.get(f"{IN}/notes").text
    assert clerk.post(f"{IN}/notes/write", data={"text": "x"}).status_code == 404
    assert clerk.post(f"{IN}/notes/open", data={"word": "wrong"}).status_code == 409
    code = notes(harlan)["code"]
    assert clerk.post(f"{IN}/notes/open", data={"word": code}).status_code == 409, "not accepted"
    harlan.post(f"{IN}/notes/accept", data={"code": code})
    assert notes(harlan)["codes"] == 1
    assert clerk.post(f"{IN}/notes/open", data={"word": code}).status_code == 303
    assert [one["text"] for one in notes(clerk)["notes"]] == [WORDS]
    assert notes(sides.enter("harlan clerk"))["is_open"]
    assert harlan.post(f"{IN}/notes/shut", data={"name": "harlan"}).status_code == 409
    harlan.post(f"{IN}/notes/shut", data={"name": "harlan clerk"})
    assert not notes(clerk)["is_open"]


def test_codes_that_are_withdrawn_or_made_by_hand_open_nothing(sides: Sides) -> None:
    harlan, clerk = sides.enter("harlan"), sides.enter("harlan clerk")
    assert harlan.post(f"{IN}/notes/accept", data={"code": "1234"}).status_code == 400
    code = notes(harlan)["code"]
    harlan.post(f"{IN}/notes/accept", data={"code": code})
    harlan.post(f"{IN}/notes/withdraw")
    assert clerk.post(f"{IN}/notes/open", data={"word": code}).status_code == 409


def test_whoever_gives_somebody_a_new_password_reads_nothing(sides: Sides) -> None:
    sides.enter("harlan").get(f"{IN}/items")
    sides.enter("harlan").post(f"{IN}/notes/write", data={"text": WORDS})
    known = users.of(sides.folder)
    kept = passwords.hashed("given by the administrator", profile=Profile.ARGON2ID)
    known.put(replace(known.one("harlan"), password=kept))
    other = sides.enter("harlan", "given by the administrator")
    assert not notes(other)["is_open"]
    assert other.get(f"{IN}/reads.json").json()["reads"] == []
    assert other.post(f"{IN}/notes/open", data={"word": PASSWORD}).status_code == 303
    assert [one["text"] for one in notes(other)["notes"]] == [WORDS]


def test_a_session_without_a_password_has_no_key(folder: Path) -> None:
    browser = let_in(folder, viewer=defense("Harlan"))
    assert not notes(browser)["is_open"]
    assert "without a password" in browser.get(f"{IN}/notes").text


def test_what_was_looked_at_cannot_be_removed_as_a_note(sides: Sides) -> None:
    harlan = sides.enter("harlan")
    harlan.get(f"{IN}/items")
    before = harlan.get(f"{IN}/reads.json").json()["reads"]
    for number in range(1, 9):
        assert harlan.post(f"{IN}/notes/remove", data={"id": str(number)}).status_code == 404
    assert harlan.get(f"{IN}/reads.json").json()["reads"][-len(before) :] == before
