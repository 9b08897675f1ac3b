"""The ledger page: every event once, newest first, with leaves that are those of the log."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.certificate import signed_log
from kyles.store import Store, logs, open_matter
from kyles.store.access import defense
from kyles.web.pages import ledger as page

LEDGER = "/matters/matter/ledger"


def test_every_event_is_there_once(
    browser: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "SHOWN", 7)
    told = browser.get(f"{LEDGER}.json").json()
    seen = list(told["events"])
    while told["after"] is not None:
        told = browser.get(f"{LEDGER}.json", params={"after": told["after"]}).json()
        seen += told["events"]
    size = store.view().size
    assert [one["place"] for one in seen] == list(range(size - 1, -1, -1))
    assert [one["leaf"] for one in reversed(seen)] == [leaf.hex() for leaf in logs.leaves(store)]
    assert told["root"] == store.view().root


def test_a_checkpoint_is_shown_with_who_signed_it(folder: Path, tmp_path: Path) -> None:
    made = shutil.copytree(folder, tmp_path / "desk")
    with open_matter(made / "matter") as store:
        signed_log.sign(store)
        root, size = store.view().root, store.view().size
    told = let_in(made).get(f"{LEDGER}.json").json()
    assert told["checkpoints"][0]["root"] == root
    assert told["checkpoints"][0]["size"] == size
    assert told["checkpoints"][0]["signers"]
    assert "the newest one" in told["says"]


def test_it_is_the_office_s_own(folder: Path) -> None:
    assert let_in(folder, viewer=defense("Harlan")).get(LEDGER).status_code == 404
