"""Search: what is said is found with its place, filtered and paged; nothing of it is markup."""

import pytest
from starlette.testclient import TestClient

from kyles.store import Store
from kyles.store import search as index
from kyles.web.pages import search as page

SEARCH = "/matters/matter/search"


def asked(browser: TestClient, **words: object) -> dict:
    return browser.get(f"{SEARCH}.json", params=words).json()


def test_pages_are_found_with_what_they_say(browser: TestClient, store: Store) -> None:
    told = asked(browser, words="cartridges")
    hits = index.pages(store.view(), "cartridges").hits
    assert [(one["item"], one["page"]) for one in told["hits"]] == [
        (one.item, one.page) for one in hits
    ]
    assert told["total"] == len(hits) > 0
    assert all(one["says"][1].lower() == "cartridges" for one in told["hits"])
    drawn = browser.get(SEARCH, params={"words": "cartridges"}).text
    assert drawn.lower().count("<mark>cartridges</mark>") >= len(hits)


@pytest.mark.parametrize("name", ["side", "holder", "volume"])
def test_each_filter_leaves_as_many_as_it_says(browser: TestClient, name: str) -> None:
    for choice in asked(browser, words="cartridges")["filters"][name]:
        told = asked(browser, words="cartridges", **{name: choice["value"]})
        assert told["total"] == choice["count"]


def test_numbers_find_their_items(browser: TestClient) -> None:
    assert asked(browser, words="2024-0311")["named"]
    assert asked(browser, words="HAR-000012")["named"]


def test_pages_follow_one_another(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [(one["item"], one["page"]) for one in asked(browser, words="the")["hits"]]
    monkeypatch.setattr(page, "SHOWN", 2)
    seen, told = [], asked(browser, words="the")
    while True:
        seen += [(one["item"], one["page"]) for one in told["hits"]]
        if told["after"] is None:
            break
        told = asked(browser, words="the", after=told["after"])
    assert seen == every


@pytest.mark.parametrize("words", ["", '"', "<script>alert(1)</script>", "* -", "AND ("])
def test_whatever_is_typed_is_answered_and_escaped(browser: TestClient, words: str) -> None:
    answer = browser.get(SEARCH, params={"words": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
