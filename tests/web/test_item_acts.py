"""Acts on an item's page: each an event with who did it, by the same code as the commands."""

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import OWN, let_in

from kyles.audit import audit
from kyles.export.requests import ask
from kyles.intake.add import Addition, add
from kyles.model import Disclosure, Manner
from kyles.store import acts, items, open_matter, productions, removals
from kyles.store.access import COURT, Viewer, civil, custodian, defense
from kyles.store.item_acts import FAVORABLE

ITEMS = "/matters/matter/items"
ENTRY = {"provision": "Rule 5-501(F)", "reason": "work <b>product</b>"}
FORMS = {
    "withholding": ENTRY,
    "disclosure": {"defendant": "Harlan", "on": "2024-05-01", "manner": "served"},
    "mark": {"favorable": "guilt", "reason": "another gun"},
    "request": {"finding": "F-0001"},
    "link": {"belongs": "no", "reason": "another shop"},
}


@pytest.fixture
def copied(folder: Path, tmp_path: Path) -> Path:
    """The matter, to be acted on."""
    return shutil.copytree(folder, tmp_path / "desk")


@pytest.fixture
def browser(copied: Path) -> TestClient:
    return let_in(copied, by_password=True)


def _item(folder: Path, words: str) -> str:
    with open_matter(folder / "matter") as store:
        return items.one(store.view(), words).id


def _do(browser: TestClient, item: str, act: str, **form: Any) -> int:
    answer = browser.post(f"{ITEMS}/{item}/{act}", data=form, headers=OWN)
    if answer.status_code == 303:
        assert answer.headers["location"] == f"{ITEMS}/{item}#acts"
    return answer.status_code


def _acts(browser: TestClient, item: str) -> Any:
    return browser.get(f"{ITEMS}/{item}.json").json()["acts"]


def test_a_withholding_is_logged_with_who_entered_it(copied: Path, browser: TestClient) -> None:
    item = _item(copied, "supplement_2.pdf")
    form = {**ENTRY, "pages": "2-3", "defendant": "harlan", "existence_revealed": "no"}
    assert _do(browser, item, "withholding", **form) == 303
    (row,) = _acts(browser, item)["log"]
    assert row == {"entry": "W-2", "pages": "2-3", "defendant": "Harlan", **ENTRY,
                   "existence_revealed": False, "by": "A. Lawyer"}  # fmt: skip
    page = browser.get(f"{ITEMS}/{item}").text
    assert "not revealed" in page
    assert "work &lt;b&gt;product&lt;/b&gt;" in page
    assert _do(browser, item, "withholding", **{**ENTRY, "reason": " "}) == 400
    assert _do(browser, item, "withholding", **{**ENTRY, "pages": "9"}) == 400
    assert _do(browser, item, "withholding", **{**ENTRY, "defendant": "Nobody"}) == 404
    assert len(_acts(browser, item)["log"]) == 1


def test_a_disclosure_is_recorded_with_its_receipt(copied: Path, browser: TestClient) -> None:
    item = _item(copied, "2024-0311")
    form = {"defendant": "Reed", "on": "2024-05-01", "manner": "inspected"}
    sent = browser.post(f"{ITEMS}/{item}/disclosure", data=form, headers=OWN,
                        files={"receipt": ("receipt.txt", b"received: R. Reed")})  # fmt: skip
    assert sent.status_code == 303
    digest = sha256(b"received: R. Reed").hexdigest()
    with open_matter(copied / "matter") as store:
        assert productions.disclosures_of(store.view(), item) == [
            Disclosure(item, "Reed", "2024-05-01", Manner.INSPECTED, digest, "receipt.txt")
        ]
        assert store.blobs.has(digest)
    assert "inspected" in browser.get(f"{ITEMS}/{item}").text
    assert _do(browser, item, "disclosure", **{**form, "manner": "oral"}) == 303
    for wrong in ({"manner": "shouted"}, {"on": "soon"}, {"receipt": "no file"}):
        assert _do(browser, item, "disclosure", **{**form, **wrong}) == 400, wrong
    assert _do(browser, item, "disclosure", **{**form, "defendant": "Nobody"}) == 404


def test_a_mark_stays_in_the_office(copied: Path, browser: TestClient) -> None:
    item = _item(copied, "report.pdf")
    form = {"favorable": "impeachment", "reason": "he said otherwise"}
    assert _do(browser, item, "mark", **form) == 303
    assert _acts(browser, item)["marks"] == [{**form, "by": "A. Lawyer"}]
    assert _do(browser, item, "mark", **{**form, "reason": " "}) == 400
    assert _do(browser, item, "mark", **{**form, "favorable": "fame"}) == 400
    assert "he said otherwise" in browser.get(f"{ITEMS}/{item}").text
    sheriff = let_in(copied, viewer=custodian("County Sheriff"))
    assert _acts(sheriff, item) is None
    assert "he said otherwise" not in sheriff.get(f"{ITEMS}/{item}").text


def _booked_elsewhere(folder: Path) -> str:
    """A box that another list has under another number, audited."""
    more = folder / "more"
    more.mkdir()
    rows = "Item No,Description,Case No\n9-0001,Box of cartridges,24-1047\n"
    (more / "shop.csv").write_text(rows)
    with open_matter(folder / "matter") as store:
        add(store, more, Addition(holder="City Police"))
        audit(store)
    return _item(folder, "9-0001")


def test_an_item_under_another_incident_is_linked(copied: Path, browser: TestClient) -> None:
    item = _booked_elsewhere(copied)
    told = _acts(browser, item)
    assert (told["is_candidate"], told["links"]) == (True, [])
    assert "Say whether it belongs here" in browser.get(f"{ITEMS}/{item}").text
    assert _do(browser, item, "link", belongs="no", reason="another shop") == 303
    assert _do(browser, item, "link", belongs="yes", reason="the same <b>box</b>") == 303
    assert _do(browser, item, "link", belongs="perhaps") == 400
    assert _acts(browser, item)["links"][-1] == {
        "belongs": True, "reason": "the same <b>box</b>", "by": "A. Lawyer"}  # fmt: skip
    assert "the same &lt;b&gt;box&lt;/b&gt;" in browser.get(f"{ITEMS}/{item}").text
    with open_matter(copied / "matter") as store:
        assert audit(store).audit.links[item].answer is True
    police = let_in(copied, viewer=custodian("City Police"))
    assert _do(police, item, "link", belongs="no") == 404
    assert "the same" not in police.get(f"{ITEMS}/{item}").text


def test_an_item_of_this_matter_is_not_asked_about(copied: Path, browser: TestClient) -> None:
    item = _item(copied, "supplement_2.pdf")
    assert not _acts(browser, item)["is_candidate"]
    assert "Say whether it belongs here" not in browser.get(f"{ITEMS}/{item}").text


@pytest.mark.parametrize("words", ["2024-0311", "supplement_2.pdf"])
def test_a_request_is_the_one_that_a_letter_makes(
    copied: Path, browser: TestClient, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYLES_NOW", "2024-07-16T20:00:00Z")
    item = _item(copied, words)
    with open_matter(copied / "matter") as store:
        letter = {one.label: one for one in ask(audit(store), "Harlan", [], on="2024-07-16")}
    (wanted,) = [one for one in _acts(browser, item)["askable"] if one["defendant"] == "Harlan"]
    assert _do(browser, item, "request", finding=wanted["finding"]) == 303
    with open_matter(copied / "matter") as store:
        (made,) = acts.requests(store.view())
    expected = letter[made.label]
    assert (made.defendant, made.rule, made.subject, made.on, made.number) == (
        "Harlan", expected.rule, expected.subject, "2024-07-16", 1)  # fmt: skip
    told = _acts(browser, item)
    assert [one["number"] for one in told["requests"]] == [1]
    assert "Harlan" not in {one["defendant"] for one in told["askable"]}
    assert _do(browser, item, "request", finding=wanted["finding"]) == 409, "asked already"
    found = browser.get(f"/matters/matter/findings/{wanted['finding']}.json").json()
    assert (found["finding"]["state"], found["history"][-1]["by"]) == ("asked", "A. Lawyer")


def test_what_is_not_revealed_is_not_asked_for(copied: Path, browser: TestClient) -> None:
    item = _item(copied, "2024-0311")
    form = {**ENTRY, "defendant": "Harlan", "existence_revealed": "no"}
    assert _do(browser, item, "withholding", **form) == 303
    assert {one["defendant"] for one in _acts(browser, item)["askable"]} == {"Reed"}


def test_an_item_that_was_given_has_a_mark_alone(copied: Path, browser: TestClient) -> None:
    given = _item(copied, "VOL001.pdf")
    told = _acts(browser, given)
    assert (told["is_held"], told["askable"]) == (False, [])
    page = browser.get(f"{ITEMS}/{given}").text
    assert "Mark as potentially favorable" in page
    assert "Log that it is withheld" not in page
    assert tuple(told["favorable"]) == FAVORABLE


def test_nothing_is_recorded_of_what_an_order_removed(copied: Path, browser: TestClient) -> None:
    item = _item(copied, "report.pdf")
    with open_matter(copied / "matter") as store:
        removals.remove(store, items.one(store.view(), item), order="Order 1", kind="sealing")
    for act, form in FORMS.items():
        assert _do(browser, item, act, **form) == 409, act
        assert _do(browser, "nothing00000", act, **form) == 404, act
    assert _acts(browser, item) is None


@pytest.mark.parametrize(
    "viewer", [defense("Harlan"), COURT, civil(["none"]), custodian("County Sheriff")],
    ids=lambda one: one.role,
)  # fmt: skip
def test_no_other_side_acts_on_an_item(copied: Path, viewer: Viewer) -> None:
    other, item = let_in(copied, viewer=viewer), _item(copied, "VOL001.pdf")
    for act, form in FORMS.items():
        assert _do(other, item, act, **form) == 404, act
    assert "Record a disclosure" not in other.get(f"{ITEMS}/{item}").text
