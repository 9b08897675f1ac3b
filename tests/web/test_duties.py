"""Duties: those of the last audit, what is due first at the head."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.audit import audit, look
from kyles.law import DISCLAIMER
from kyles.model.case_event import CaseEvent, Happening
from kyles.reconcile.duties import duties
from kyles.store import case_events, open_matter

DUTIES = "/matters/matter/duties"


@pytest.fixture(scope="module")
def arraigned(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The matter with an arraignment, audited once more."""
    made = shutil.copytree(folder, tmp_path_factory.mktemp("duties") / "desk")
    with open_matter(made / "matter") as store:
        store.record([case_events.happened(
            CaseEvent("E-1", Happening.ARRAIGNMENT, "2024-02-01", "Harlan")
        )])  # fmt: skip
        audit(store)
    return made


def test_without_an_event_it_teaches_how_one_is_recorded(browser: TestClient) -> None:
    told = browser.get(f"{DUTIES}.json").json()
    assert told["duties"] == []
    assert "kyles events add" in browser.get(DUTIES).text


def test_duties_are_those_of_the_audit(arraigned: Path) -> None:
    browser = let_in(arraigned)
    told = browser.get(f"{DUTIES}.json").json()
    with open_matter(arraigned / "matter") as store:
        expected = list(duties(look(store.view())))
    assert len(told["duties"]) == len(expected) > 0
    assert {(one["defendant"], one["title"], one["state"], one["open"]) for one in told["duties"]} \
        == {(one.defendant, one.deadline.provision.title, one.state, len(one.open))
            for one in expected}  # fmt: skip
    days = [one["safe"] for one in told["duties"] if one["state"] != "done" and one["safe"]]
    assert days == sorted(days)
    page = browser.get(DUTIES).text
    assert DISCLAIMER in page
    assert all(one["cite"] in page for one in told["duties"])
