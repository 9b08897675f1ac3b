"""Holders: each with what it holds and what every defendant was given, as the audit says."""

from starlette.testclient import TestClient

from kyles.store import Store, audited, items

HOLDERS = "/matters/matter/holders"


def test_counts_are_those_of_the_audit(browser: TestClient, store: Store) -> None:
    told = browser.get(f"{HOLDERS}.json").json()["holders"]
    assert [one["holder"] for one in told] == items.holders(store.view())
    for one in told:
        for to in one["given"]:
            counted = sum(number for holder, name, _, number in audited.by_holder(store.view())
                          if (holder, name) == (one["holder"], to["defendant"]))  # fmt: skip
            assert to["items"] == sum(to["counts"].values()) == counted


def test_a_holder_leads_to_its_items_and_its_systems(browser: TestClient) -> None:
    page = browser.get(HOLDERS).text
    assert "/matters/matter/items?holder=County%20Sheriff" in page
    assert "/matters/matter/sources" in page
