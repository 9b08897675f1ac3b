"""Intake: what came in by how far it was read, with the reasons of the command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.intake.add import Addition, add
from kyles.model.item import NOT_READ
from kyles.store import Store, item_lists, items, open_matter
from kyles.store.access import COURT, custodian, defense

PAGE = "/matters/matter/intake"


def test_states_and_reasons_are_those_of_the_items(browser: TestClient, store: Store) -> None:
    told = browser.get(f"{PAGE}.json").json()
    every = list(items.every(store.view()))
    counts = {one["state"]: one["count"] for one in told["states"]}
    assert sum(counts.values()) == len(every)
    assert counts == {state: sum(one.version.state.value == state for one in every)
                      for state in counts}  # fmt: skip
    unread = [one for one in every if one.version.state in NOT_READ]
    assert {(one["item"], one["reason"]) for one in told["unread"]} \
        == {(one.id, one.version.reason) for one in unread} != set()  # fmt: skip
    page = browser.get(PAGE).text
    assert "broken.pdf" in page
    assert all(one.version.reason in page for one in unread)


def test_a_state_is_shown_alone(browser: TestClient) -> None:
    told = browser.get(f"{PAGE}.json", params={"state": "ok"}).json()
    assert {one["state"] for one in told["unread"]} == {"ok"}
    assert browser.get(f"{PAGE}.json", params={"state": "green"}).status_code == 400


def test_sources_tell_whether_they_came_to_their_end(browser: TestClient) -> None:
    told = browser.get(f"{PAGE}.json").json()
    assert {one["name"] for one in told["sources"]} >= {"sheriff", "VOL001", "REED01"}
    assert all(one["completed"] for one in told["sources"])
    assert told["job"] is None


def test_the_job_that_runs_is_told(folder: Path, tmp_path: Path) -> None:
    made = shutil.copytree(folder, tmp_path / "desk")
    client = let_in(made)
    with open_matter(made / "matter") as store, store.job("audit"):
        assert client.get(f"{PAGE}.json").json()["job"]["what"] == "kyles audit"
        assert "Look again" in client.get(PAGE).text
    assert client.get(f"{PAGE}.json").json()["job"] is None


def test_a_job_that_was_killed_does_not_run(folder: Path, tmp_path: Path) -> None:
    made = shutil.copytree(folder, tmp_path / "desk")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    told = {"job": "add", "pid": ended.pid, "since": "2024-03-01T09:00:00Z"}
    place = made / "matter/.kyles/job.lock"
    place.write_text(json.dumps(told))
    assert let_in(made).get(f"{PAGE}.json").json()["job"] is None
    place.write_text(json.dumps({**told, "pid": os.getpid()}))
    assert let_in(made).get(f"{PAGE}.json").json()["job"]["since"] == "2024-03-01T09:00:00Z"


def test_pages_lead_on_and_back(folder: Path, tmp_path: Path) -> None:
    made = shutil.copytree(folder, tmp_path / "desk")
    (tmp_path / "many").mkdir()
    for number in range(60):
        (tmp_path / "many" / f"{number:02}.bin").write_bytes(bytes([number, 0, 200]) * 9)
    with open_matter(made / "matter") as store:
        add(store, tmp_path / "many", Addition(holder="County Sheriff"))
        wanted = item_lists.Wanted(states=tuple(sorted(NOT_READ)))
        every = [one.id for one in item_lists.listed(store.view(), wanted, limit=1000)]
    client = let_in(made)
    first = client.get(f"{PAGE}.json").json()
    second = client.get(f"{PAGE}.json", params={"after": first["after"]}).json()
    assert [one["item"] for one in (*first["unread"], *second["unread"])] == every
    assert second["after"] is None
    back = client.get(f"{PAGE}.json", params={"before": second["before"]}).json()
    assert back["unread"] == first["unread"]


@pytest.mark.parametrize("viewer", [COURT, defense("Harlan"), custodian("County Sheriff")])
def test_to_others_it_is_not_there(folder: Path, viewer) -> None:
    client = let_in(folder, viewer=viewer)
    assert client.get(PAGE).content == client.get("/matters/matter/nothing").content
