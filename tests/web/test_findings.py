"""The list of findings: the audit's, in its order, filtered, paged, and as a table."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.audit import audit
from kyles.model import FindingState
from kyles.store import Store, findings, open_matter
from kyles.web.pages import findings as page

LIST = "/matters/matter/findings"


def test_it_lists_what_the_audit_found_in_its_order(browser: TestClient, store: Store) -> None:
    told = browser.get(f"{LIST}.json").json()
    audited = audit(store, as_of=store.view().size)
    assert [one["id"] for one in told["findings"]] == [one.id for one in audited.findings]
    assert told["total"] == len(audited.findings)
    for one, found in zip(told["findings"], audited.findings, strict=True):
        assert (one["says"], one["state"], one["score"]) == (found.says, found.state, found.score)
    assert browser.get(LIST).status_code == 200


@pytest.mark.parametrize("name", ["rule", "holder", "defendant", "state", "priority"])
def test_each_filter_leaves_as_many_as_it_says(browser: TestClient, name: str) -> None:
    for choice in browser.get(f"{LIST}.json").json()["filters"][name]:
        told = browser.get(f"{LIST}.json", params={name: choice["value"]}).json()
        if name != "priority":  # or worse
            assert told["total"] == choice["count"]
        assert len(told["findings"]) == told["total"]
        assert browser.get(LIST, params={name: choice["value"]}).status_code == 200


def test_its_command_has_the_same_filters(browser: TestClient) -> None:
    words = {"rule": "partly_disclosed", "defendant": "Harlan", "priority": "1"}
    told = browser.get(f"{LIST}.json", params=words).json()
    assert told["command"] == "kyles findings --rule partly_disclosed --for Harlan --priority 1"


def test_pages_follow_one_another_without_gap_or_repetition(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [one["id"] for one in browser.get(f"{LIST}.json").json()["findings"]]
    monkeypatch.setattr(page, "SHOWN", 2)
    forth, told = [], browser.get(f"{LIST}.json").json()
    assert told["before"] is None
    while True:
        forth += [one["id"] for one in told["findings"]]
        if told["after"] is None:
            break
        told = browser.get(f"{LIST}.json", params={"after": told["after"]}).json()
    assert forth == every
    back = [one["id"] for one in told["findings"]]
    while told["before"] is not None:
        told = browser.get(f"{LIST}.json", params={"before": told["before"]}).json()
        back = [*(one["id"] for one in told["findings"]), *back]
    assert back == every


def test_no_cell_of_the_table_is_a_formula(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "matter", tmp_path / "matter")
    browser = let_in(tmp_path)
    first = browser.get(f"{LIST}.json").json()["findings"][0]["id"]
    with open_matter(tmp_path / "matter") as store:
        one = findings.one(store.view(), first)
        formula = '=HYPERLINK("http://evil.example")'
        store.record([findings.decided(first, FindingState.EXPLAINED, formula, one.digest)])
    told = browser.get(f"{LIST}.csv")
    assert told.headers["content-disposition"] == 'attachment; filename="findings-matter.csv"'
    assert told.headers["content-type"] == "application/octet-stream"
    rows = list(csv.reader(io.StringIO(told.text.removeprefix("\ufeff"))))
    assert len(rows) == browser.get(f"{LIST}.json").json()["total"] + 1
    notes = [row[rows[0].index("note")] for row in rows[1:]]
    assert f"'{formula}" in notes
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
