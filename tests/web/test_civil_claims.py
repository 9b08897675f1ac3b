"""Civil claims: the candidate days of the command, each with how far it is away."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.export.civil_claims import civil_claims
from kyles.export.deadlines import claim_document
from kyles.law import DISCLAIMER
from kyles.law.civil import CONFIRM
from kyles.model.case_event import CaseEvent, Happening
from kyles.model.team import TeamMember
from kyles.store import case_events, open_matter, team
from kyles.store.access import COURT, Viewer, civil, custodian, defense

CLAIMS = "/matters/matter/civil-claims"


@pytest.fixture
def dismissed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The matter after a dismissal, on a day in the middle of the candidates."""
    monkeypatch.setenv("KYLES_NOW", "2025-01-10T20:00:00Z")
    made = shutil.copytree(folder, tmp_path / "desk")
    with open_matter(made / "matter") as store:
        store.record([
            case_events.happened(
                CaseEvent("E-1", Happening.DISMISSAL, "2024-07-12", "Harlan", says="<b>in</b>")
            ),
            case_events.happened(CaseEvent("E-2", Happening.ARREST, "2021-10-30", "Harlan")),
            team.joined(TeamMember("A. Lund", "case agent", "County Sheriff", "county",
                                   "Mesa County", "2021-10-01")),
        ])  # fmt: skip
    return made


def _told(folder: Path, **words: str) -> Any:
    return let_in(folder).get(f"{CLAIMS}.json", params=words).json()


def test_the_days_are_those_of_the_command(dismissed: Path) -> None:
    with open_matter(dismissed / "matter") as store:
        found = civil_claims(store.view(), "Harlan")
    expected = [claim_document(one, bodies=list(found.bodies)) for one in found.claims]
    told = _told(dismissed)
    assert told["defendant"] == "Harlan"
    assert len(told["claims"]) == len(expected) > 0
    names = ("start_event", "safe", "raw", "rolled", "disputed", "period", "cite", "mark")
    for row, one in zip(told["claims"], expected, strict=True):
        assert (row["claim"], row["notice"], row["suit"]) == (one["claim"], one["notice_says"],
                                                              one["suit_says"])  # fmt: skip
        assert [[each[name] for name in names] for each in row["candidates"]] == [
            [each[name] for name in names] for each in (*one["notice"], *one["suit"])
        ]
        assert [(need["says"], need["events"]) for need in row["needs"]] == [
            (need["says"], need["in_the_ledger"]) for need in one["needs"]
        ]
    assert told["bodies"] == list(found.bodies)
    assert told["bodies"][0]["agency"] == "County Sheriff"


def test_the_next_safe_day_is_the_bottom_line(dismissed: Path) -> None:
    told = _told(dismissed)
    days = sorted(each["safe"] for one in told["claims"] for each in one["candidates"])
    coming = [one for one in days if one >= "2025-01-10"]
    assert told["says"].startswith("The next safe day is ")
    assert f"{len(days) - len(coming)} of {len(days)} safe days are past" in told["says"]
    away = {each["safe"]: each["days"] for one in told["claims"] for each in one["candidates"]}
    assert sum(days >= 0 for days in away.values()) == len(set(coming))
    page = let_in(dismissed).get(CLAIMS).text
    assert CONFIRM in page
    assert DISCLAIMER in page


def test_a_codefendant_has_events_of_its_own(dismissed: Path) -> None:
    told = _told(dismissed, defendant="reed")
    assert told["says"] == "No event that may start a claim is recorded for Reed."
    assert told["command"] == 'kyles civil-claims --defendant "Reed"'
    assert let_in(dismissed).get(f"{CLAIMS}?defendant=Nobody").status_code == 404


def test_another_court_has_its_own_file(dismissed: Path) -> None:
    told = _told(dismissed, court="us-tx/district")
    assert told["claims"] == []
    assert "No civil claim is in the rule file of us-tx/district" in told["says"]
    assert '--court "us-tx/district"' in told["command"]
    assert let_in(dismissed).get(f"{CLAIMS}?court=nowhere").status_code == 404


def test_without_events_there_are_claims_and_no_days(browser: TestClient) -> None:
    told = browser.get(f"{CLAIMS}.json").json()
    assert {len(one["candidates"]) for one in told["claims"]} == {0}
    assert "nothing recorded" in browser.get(CLAIMS).text


@pytest.mark.parametrize(
    "viewer", [defense("Harlan"), COURT, civil(["none"]), custodian("County Sheriff")],
    ids=lambda one: one.role,
)  # fmt: skip
def test_no_other_side_has_such_a_page(folder: Path, viewer: Viewer) -> None:
    browser = let_in(folder, viewer=viewer)
    assert browser.get(CLAIMS).content == browser.get("/nothing").content
