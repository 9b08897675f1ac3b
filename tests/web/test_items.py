"""The list of items: every one once, by path, filtered and paged, as each viewer may see it."""

import pytest
from starlette.testclient import TestClient

from kyles.model import Role
from kyles.store import Store, items
from kyles.web.pages import items as page

LIST = "/matters/matter/items"


def test_it_lists_every_item_once_by_path(browser: TestClient, store: Store) -> None:
    told = browser.get(f"{LIST}.json").json()
    every = [one for one in items.every(store.view()) if one.role not in (Role.IMAGE, Role.TEXT)]
    assert sorted(one["item"] for one in told["items"]) == sorted(one.id for one in every)
    assert told["total"] == len(every)
    paths = [one["path"] for one in told["items"]]
    assert paths == sorted(paths)


@pytest.mark.parametrize("name", ["side", "holder", "volume", "kind", "state", "status"])
def test_each_filter_leaves_as_many_as_it_says(browser: TestClient, name: str) -> None:
    choices = browser.get(f"{LIST}.json").json()["filters"][name]
    assert choices
    for choice in choices:
        told = browser.get(f"{LIST}.json", params={name: choice["value"]}).json()
        assert told["total"] == choice["count"] == len(told["items"])
        assert browser.get(LIST, params={name: choice["value"]}).status_code == 200


def test_statuses_are_those_of_the_audit(browser: TestClient) -> None:
    rows = {one["path"]: one for one in browser.get(f"{LIST}.json").json()["items"]}
    assert rows["sheriff/supplement_2.pdf"]["statuses"] == {
        "Harlan": "in_part", "Reed": "not_disclosed"
    }  # fmt: skip
    assert rows["VOL001/VOL001.pdf"]["statuses"] == {}


@pytest.mark.parametrize("words", ["2024-0311", "SUPPLEMENT_2", "HAR-000012", "reed01"])
def test_words_find_numbers_paths_and_bates_numbers(browser: TestClient, words: str) -> None:
    told = browser.get(f"{LIST}.json", params={"words": words}).json()
    assert told["items"]
    assert told["total"] is None


def test_pages_follow_one_another_without_gap_or_repetition(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [one["item"] for one in browser.get(f"{LIST}.json").json()["items"]]
    monkeypatch.setattr(page, "SHOWN", 2)
    forth, told = [], browser.get(f"{LIST}.json").json()
    while True:
        forth += [one["item"] for one in told["items"]]
        if told["after"] is None:
            break
        told = browser.get(f"{LIST}.json", params={"after": told["after"]}).json()
    assert forth == every
    back = [one["item"] for one in told["items"]]
    while told["before"] is not None:
        told = browser.get(f"{LIST}.json", params={"before": told["before"]}).json()
        back = [*(one["item"] for one in told["items"]), *back]
    assert back == every


@pytest.mark.parametrize(("wanted", "index"), [
    ({}, "INDEX version_path (path>"),
    ({"holder": "County Sheriff"}, "INDEX item_holder (holder=?)"),
    ({"volume": "v1"}, "INDEX item_volume (volume=?)"),
    ({"state": "failed"}, "INDEX version_state (state=? AND path>"),
    ({"status": "not_disclosed"}, "INDEX audited_item_status (defendant=? AND status=?)"),
    ({"status": "in_part", "defendant": "Harlan"}, "INDEX audited_item_status (defendant=?"),
])  # fmt: skip
def test_lists_are_read_by_an_index(store: Store, wanted: dict[str, str], index: str) -> None:
    from kyles.store import item_lists

    plans: list[str] = []
    store.connection.set_trace_callback(plans.append)
    item_lists.listed(store.view(), item_lists.Wanted(**wanted), after=("sheriff", ""))
    store.connection.set_trace_callback(None)
    (sql,) = [one for one in plans if "ORDER BY path" in one]
    steps = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert index in " ".join(steps)
    assert {one for one in steps if "SCAN" in one} <= {"SCAN shown"}, steps  # rows of one page
