"""The page of matters: each with how it stands, or with why it cannot be opened."""

import shutil
from pathlib import Path

from starlette.testclient import TestClient
from tests.web.conftest import let_in


def test_a_matter_is_told_with_its_findings(browser: TestClient) -> None:
    (one,) = browser.get("/matters.json").json()["matters"]
    assert one["title"] == "State v. Harlan <and Reed>"
    assert one["standing"]["open"] > one["standing"]["first"] > 0
    page = browser.get("/matters").text
    assert "State v. Harlan &lt;and Reed&gt;" in page
    assert "<and Reed>" not in page


def test_several_matters_and_one_that_is_damaged(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "matter", tmp_path / "one")
    shutil.copytree(folder / "matter", tmp_path / "other one")
    (tmp_path / "third").mkdir()
    (tmp_path / "third" / "kyles.toml").write_text("")
    browser = let_in(tmp_path)
    assert browser.get("/").headers["location"] == "/matters"
    rows = browser.get("/matters.json").json()["matters"]
    assert [one["name"] for one in rows] == ["one", "other one", "third"]
    assert "has lost its .kyles folder" in rows[2]["trouble"]
    assert browser.get("/matters").status_code == 200
    assert browser.get("/matters/other%20one").status_code == 200
    assert browser.get("/matters/third").status_code == 500
