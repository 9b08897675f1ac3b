"""Sources: who was asked for what, and the empty cells."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.model.inquiry import Answer, Inquiry, Step
from kyles.store import inquiries, open_matter

SOURCES = "/matters/matter/sources"


@pytest.fixture
def asked(folder: Path, tmp_path: Path) -> TestClient:
    made = shutil.copytree(folder, tmp_path / "desk")
    steps = [
        Inquiry(agency="Sheriff", system="dispatch", step=Step.LISTED),
        Inquiry(agency="Sheriff", system="cameras", step=Step.ASKED, on="2024-02-01", person="P"),
        Inquiry(agency="Sheriff", system="cameras", step=Step.ANSWERED, on="2024-02-09",
                person="R. Poe", answer=Answer.NOTHING, says="<b>none</b>"),
    ]  # fmt: skip
    with open_matter(made / "matter") as store:
        store.record([inquiries.stepped(one) for one in steps])
    return let_in(made)


def test_an_empty_register_says_how_it_is_filled(browser: TestClient) -> None:
    assert browser.get(f"{SOURCES}.json").json()["sources"] == []
    assert "kyles sources add" in browser.get(SOURCES).text


def test_each_system_is_a_row_with_its_answer(asked: TestClient) -> None:
    told = asked.get(f"{SOURCES}.json").json()
    assert [(one["system"], one["state"], one["answer"], one["signed"])
            for one in told["sources"]] == [
        ("cameras", "answered", "nothing", "R. Poe"), ("dispatch", "not asked", "", ""),
    ]  # fmt: skip
    assert told["says"] == ("2 systems are in the register; 1 never asked, 0 without an answer.")
    page = asked.get(SOURCES).text
    assert "signed by R. Poe" in page
    assert "<b>none" not in page
