"""One volume: its documents by number, each once, and what is wrong with its numbers and lists."""

import pytest
from starlette.testclient import TestClient

from kyles.store import Store, productions
from kyles.web.pages import volume as page

AT = "/matters/matter/productions"


def _id(browser: TestClient, name: str) -> str:
    rows = browser.get(f"{AT}.json").json()["volumes"]
    return next(str(one["id"]) for one in rows if one["name"] == name)


def test_its_documents_are_its_units(browser: TestClient, store: Store) -> None:
    told = browser.get(f"{AT}/{_id(browser, 'VOL001')}.json").json()
    units = [one for one in productions.units(store.view()) if (one.begin or "").startswith("HAR")]
    assert [(one["begin"], one["end"], one["first"], one["last"]) for one in told["documents"]] == [
        (one.begin, one.end, one.first, one.last) for one in units
    ]  # fmt: skip
    assert told["command"] == 'kyles productions --defendant "Harlan"'


def test_documents_follow_one_another(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    at = f"{AT}/{_id(browser, 'REED01')}.json"
    every = browser.get(at).json()["documents"]
    monkeypatch.setattr(page, "SHOWN", 1)
    found, told = [], browser.get(at).json()
    while True:
        found += told["documents"]
        if told["after"] is None:
            break
        told = browser.get(at, params={"after": told["after"]}).json()
    assert found == every


@pytest.mark.parametrize("volume", ["none", "VOL001", "%2e%2e"])
def test_what_is_no_volume_is_not_there(browser: TestClient, volume: str) -> None:
    assert browser.get(f"{AT}/{volume}").status_code == 404


@pytest.mark.parametrize("after", ["x", "1", "1 2 3", "  ", "99999999999999999999 a b"])
def test_a_place_that_is_none_does_no_harm(browser: TestClient, after: str) -> None:
    at = f"{AT}/{_id(browser, 'VOL001')}"
    assert browser.get(at, params={"after": after}).status_code in (200, 400)
