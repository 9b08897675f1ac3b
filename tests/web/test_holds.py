"""Holds: each letter as it stands; an agency sees its own, and acknowledges them by itself."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import OWN, let_in

from kyles.audit import audit
from kyles.export.holds import hold_document, standings
from kyles.model.case_event import CaseEvent, Happening
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.model.team import TeamMember
from kyles.store import case_events, holds, items, open_matter, team
from kyles.store.access import COURT, Viewer, civil, custodian, defense

HOLDS = "/matters/matter/holds"
SHERIFF, LAB = custodian("County Sheriff"), custodian("State Crime Laboratory")


@pytest.fixture
def held(folder: Path, tmp_path: Path) -> Path:
    """The matter with a hold to two agencies, one to a person, and a letter served on us."""
    made = shutil.copytree(folder, tmp_path / "desk")
    with open_matter(made / "matter") as store:
        report = items.one(store.view(), "report.pdf").id
        store.record([
            team.joined(TeamMember("P. Reyes", "evidence technician", "County Sheriff",
                                   since="2024-01-01")),
            holds.opened(Hold(id="H-1", side=Side.SENT, scope="dash and body video",
                              systems=("Video store",), sender="A. Lawyer", items=(report,))),
            *(holds.stepped("H-1", HoldStep(Step.SENT, name, "2024-07-12"))
              for name in ("County Sheriff", "State Crime Laboratory")),
            holds.opened(Hold(id="H-2", side=Side.SENT, scope="<b>property</b> sheets")),
            holds.stepped("H-2", HoldStep(Step.SENT, "P. Reyes", "2024-07-13")),
            holds.opened(Hold(id="H-3", side=Side.RECEIVED, scope="phones", sender="Counsel",
                              owner="C. Civil", letter_name="letter.pdf")),
            holds.stepped("H-3", HoldStep(Step.NOTIFIED, "County Sheriff", "2024-07-14")),
        ])  # fmt: skip
    return made


def _seen(browser: TestClient) -> dict[str, list[str]]:
    told = browser.get(f"{HOLDS}.json").json()["holds"]
    return {one["hold"]: [each["name"] for each in one["custodians"]] for one in told}


def _acknowledged(browser: TestClient, hold: str, name: str, **more: str) -> int:
    form = {"custodian": name, **more}
    return browser.post(f"{HOLDS}/{hold}/acknowledgement", data=form, headers=OWN).status_code


def test_the_figures_are_those_of_the_command(held: Path) -> None:
    told = let_in(held).get(f"{HOLDS}.json").json()
    with open_matter(held / "matter") as store:
        expected = [hold_document(one) for one in standings(store.view())]
    names = ("hold", "state", "scope", "letter")
    assert [[one[name] for name in names] for one in told["holds"]] == [
        [one[name] for name in names] for one in expected
    ]
    states = [{each["name"]: each["state"] for each in one["custodians"]} for one in told["holds"]]
    assert states == [one["custodians"] for one in expected]
    assert told["says"] == (
        "0 of 2 holds in force; 3 acknowledgements are to come; 1 letter was served on us."
    )
    page = let_in(held).get(HOLDS).text
    assert "&lt;b&gt;property&lt;/b&gt; sheets" in page
    assert "kyles holds" in page


def test_an_agency_sees_what_went_to_it_and_to_its_people(held: Path) -> None:
    assert _seen(let_in(held, viewer=SHERIFF)) == {"H-1": ["County Sheriff"], "H-2": ["P. Reyes"]}
    lab = let_in(held, viewer=LAB)
    assert _seen(lab) == {"H-1": ["State Crime Laboratory"]}
    assert lab.get(f"{HOLDS}.json").json()["holds"][0]["items"] == []
    assert "County Sheriff" not in lab.get(HOLDS).text
    (report,) = let_in(held, viewer=SHERIFF).get(f"{HOLDS}.json").json()["holds"][0]["items"]
    assert report[1].endswith("report.pdf")


def test_whoever_moves_on_takes_the_letter_along(held: Path) -> None:
    moved = TeamMember("P. Reyes", "analyst", "State Crime Laboratory", since="2024-08-01")
    with open_matter(held / "matter") as store:
        store.record([team.joined(moved)])
    assert "H-2" not in _seen(let_in(held, viewer=SHERIFF))
    assert "H-2" in _seen(let_in(held, viewer=LAB))


@pytest.mark.parametrize(
    "viewer", [defense("Harlan"), COURT, civil(["none"])], ids=lambda one: one.role
)
def test_no_other_side_has_such_a_page(held: Path, viewer: Viewer) -> None:
    browser = let_in(held, viewer=viewer)
    assert browser.get(HOLDS).content == browser.get("/nothing").content
    assert _acknowledged(browser, "H-1", "County Sheriff") == 404


def test_a_custodian_acknowledges_in_its_own_name(
    held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYLES_NOW", "2024-07-16T20:00:00Z")
    sheriff = let_in(held, viewer=SHERIFF, by_password=True)
    assert _acknowledged(sheriff, "H-1", "County Sheriff", note=" by letter ") == 303
    one = sheriff.get(f"{HOLDS}.json").json()["holds"][0]
    assert one["state"] == "in force"
    (told,) = one["custodians"]
    assert (told["state"], told["on"], told["says"]) == ("acknowledged", "2024-07-16", "by letter")
    assert not told["waits"]
    assert (one["steps"][-1]["step"], one["steps"][-1]["by"]) == ("acknowledged", "A. Lawyer")
    assert "Acknowledge<" in sheriff.get(HOLDS).text, "the other one waits"
    told = let_in(held).get(f"{HOLDS}.json").json()
    assert told["says"] == (
        "1 of 2 holds in force; 2 acknowledgements are to come; 1 letter was served on us."
    )


def test_nobody_acknowledges_for_another_agency(held: Path) -> None:
    lab = let_in(held, viewer=LAB)
    assert _acknowledged(lab, "H-1", "County Sheriff") == 404
    assert _acknowledged(lab, "H-2", "P. Reyes") == _acknowledged(lab, "H-9", "P. Reyes") == 404
    assert _acknowledged(let_in(held), "H-1", "Nobody") == 404
    assert _acknowledged(let_in(held), "H-1", "County Sheriff", on="soon") == 400
    assert let_in(held).get(f"{HOLDS}.json").json()["waiting"] == 3


def test_what_is_released_waits_no_more(held: Path) -> None:
    with open_matter(held / "matter") as store:
        store.record([holds.stepped("H-1", HoldStep(Step.RELEASED, "", "2026-01-05", "over"))])
    for viewer in (SHERIFF, LAB):
        one = let_in(held, viewer=viewer).get(f"{HOLDS}.json").json()["holds"][0]
        assert (one["state"], one["custodians"][0]["waits"]) == ("released", False)


def test_what_the_audit_found_on_keeping_is_the_office_s_own(held: Path) -> None:
    with open_matter(held / "matter") as store:
        item = items.one(store.view(), "supplement_2.pdf").id
        recorded = CaseEvent("E-1", Happening.RECORDING, "2024-03-06", item=item)
        store.record([case_events.happened(recorded)])
        rules = {"disposed_under_hold", "retention_running_out"}
        found = [one.id for one in audit(store).findings if one.rule in rules]
    told = let_in(held).get(f"{HOLDS}.json").json()["findings"]
    assert sorted(one["id"] for one in told) == sorted(found) != []
    assert let_in(held, viewer=SHERIFF).get(f"{HOLDS}.json").json()["findings"] == []


def test_without_a_hold_it_teaches_how_one_is_drafted(browser: TestClient, folder: Path) -> None:
    assert browser.get(f"{HOLDS}.json").json()["says"] == "No hold is recorded."
    assert "kyles holds draft" in browser.get(HOLDS).text
    assert "kyles holds draft" not in let_in(folder, viewer=LAB).get(HOLDS).text
