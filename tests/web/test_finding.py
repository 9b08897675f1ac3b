"""One finding: held beside given, with the words that are missing marked where they stand."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import OWN, let_in

from kyles.model import FindingState
from kyles.store import findings, open_matter

AT = "/matters/matter/findings"


def _of(browser: TestClient, rule: str, defendant: str = "") -> Any:
    words = {"rule": rule, "defendant": defendant}
    first = browser.get(f"{AT}.json", params=words).json()["findings"][0]["id"]
    return browser.get(f"{AT}/{first}.json").json()


def test_every_finding_has_its_page(browser: TestClient) -> None:
    for one in browser.get(f"{AT}.json").json()["findings"]:
        page = browser.get(f"{AT}/{one['id']}")
        assert page.status_code == 200
        assert f"kyles show {one['id']}" in page.text


def test_missing_words_are_marked_and_a_missing_page_is_a_void(browser: TestClient) -> None:
    told = _of(browser, "partly_disclosed", "Harlan")
    first, second = told["pairs"]
    assert (first["held"]["number"], first["cited"]) == (1, "HAR-000012")
    assert first["given"]["label"] == "HAR-000012"
    assert {mark["kind"] for mark in first["held"]["marks"]} == {"not_produced"}
    for mark in first["held"]["marks"]:
        assert 0 < mark["x"] < mark["x"] + mark["width"] < 100
        assert 0 < mark["y"] < mark["y"] + mark["height"] < 100
    assert (second["held"]["number"], second["given"]) == (2, None)
    assert len(second["held"]["marks"]) >= 5
    assert "No given page has held page 2" in browser.get(f"{AT}/{told['finding']['id']}").text


def test_its_pictures_can_be_fetched(browser: TestClient) -> None:
    told = _of(browser, "partly_disclosed", "Harlan")
    for page in (told["pairs"][0]["held"], told["pairs"][0]["given"]):
        picture = browser.get(page["picture"])
        assert picture.headers["content-type"] == "image/jpeg"
        assert picture.content.startswith(b"\xff\xd8\xff")


def test_the_rule_and_the_history_are_told(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "matter", tmp_path / "matter")
    browser = let_in(tmp_path)
    told = _of(browser, "partly_disclosed", "Harlan")
    assert told["manual"].startswith("Partly disclosed.")
    assert [step["what"] for step in told["history"]] == ["seen"]
    key = told["finding"]["id"]
    with open_matter(tmp_path / "matter") as store:
        digest = findings.one(store.view(), key).digest
        store.record([
            findings.decided(key, FindingState.ASKED, "Asked the Sheriff", digest),
            findings.decided(key, FindingState.WRONG, "Of another case", "of another gap"),
        ])  # fmt: skip
    after = browser.get(f"{AT}/{key}.json").json()
    assert [step["what"] for step in after["history"]] == ["seen", "asked", "wrong"]
    assert after["finding"]["state"] == "open"
    assert after["finding"]["note"] == "changed since decided (wrong: Of another case)"


@pytest.mark.parametrize("state", ["explained", "asked", "answered", "wrong"])
def test_a_decision_is_recorded_with_who_and_when(folder: Path, tmp_path: Path, state: str) -> None:
    made = shutil.copytree(folder, tmp_path / "desk")
    browser = let_in(made, by_password=True)
    key = _of(browser, "partly_disclosed", "Harlan")["finding"]["id"]
    sent = {"state": state, "text": " <b>seen</b> with the Sheriff "}
    answer = browser.post(f"{AT}/{key}/decision", data=sent, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{AT}/{key}")
    told = browser.get(f"{AT}/{key}.json").json()
    assert told["finding"]["state"] == state
    step = told["history"][-1]
    assert (step["what"], step["says"], step["by"]) == (
        state, "<b>seen</b> with the Sheriff", "A. Lawyer",
    )  # fmt: skip
    assert "<b>seen" not in browser.get(f"{AT}/{key}").text


def test_a_decision_needs_words_and_a_kind_that_there_is(browser: TestClient) -> None:
    key = _of(browser, "partly_disclosed", "Harlan")["finding"]["id"]
    for sent in ({"state": "explained", "text": "  "}, {"state": "ended", "text": "x"}, {}):
        assert browser.post(f"{AT}/{key}/decision", data=sent, headers=OWN).status_code == 400
    nothing = browser.post(
        f"{AT}/F-9999/decision", data={"state": "wrong", "text": "x"}, headers=OWN
    )
    assert nothing.status_code == 404


def test_neighbours_lead_through_the_whole_list(browser: TestClient) -> None:
    every = [one["id"] for one in browser.get(f"{AT}.json").json()["findings"]]
    at, walked = every[0], []
    while at:
        walked.append(at)
        at = browser.get(f"{AT}/{at}.json").json()["after"]
    assert walked == every


@pytest.mark.parametrize("key", ["F-9999", "F-0001x", "nothing"])
def test_what_is_no_finding_is_not_there(browser: TestClient, key: str) -> None:
    assert browser.get(f"{AT}/{key}").status_code == 404
    assert browser.get(f"{AT}/{key}").content == browser.get("/nothing").content
