"""Incidents: one question for each other incident; an agency answers those about its own items."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import OWN, let_in

from kyles.audit import audit, look
from kyles.intake.add import Addition, add
from kyles.reconcile.related import related
from kyles.store import incident_answers, items, open_matter
from kyles.store.access import COURT, Viewer, civil, custodian, defense
from kyles.web.pages import incidents as page

INCIDENTS = "/matters/matter/incidents"
SHERIFF, LAB = custodian("County Sheriff"), custodian("State Crime Laboratory")
ANNEX = """Item No,Description,Case No,Received From,Location
2024-0411,box of 24 cartridges .45,23-10447,T. Doe,C-14
2024-0412,receipt for a box,23-10447,,C-14
2024-0413,<b>red</b> bicycle,23-20001,K. Moss,C-15
"""
BENCH = """Item No,Description,Case No
L-1,cast of a primer,23-10447
L-2,swab,19-00077
"""


@pytest.fixture(scope="module")
def asked(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The matter with items of three other incidents, at two agencies."""
    made = shutil.copytree(folder, tmp_path_factory.mktemp("incidents") / "desk")
    with open_matter(made / "matter") as store:
        for name, holder, text in (("annex", "County Sheriff", ANNEX),
                                   ("bench", "State Crime Laboratory", BENCH)):  # fmt: skip
            (made / name).mkdir()
            (made / name / f"{name}.csv").write_text(text, "utf-8")
            add(store, made / name, Addition(holder=holder))
        audit(store)
    return made


@pytest.fixture
def copied(asked: Path, tmp_path: Path) -> Path:
    """The same, to be answered in."""
    return shutil.copytree(asked, tmp_path / "desk")


def _told(folder: Path, viewer: Viewer | None = None, **words: str) -> Any:
    browser = let_in(folder, viewer=viewer) if viewer else let_in(folder)
    return browser.get(f"{INCIDENTS}.json", params=words).json()


def _answer(browser: TestClient, question: str, answer: str, **more: str) -> int:
    form = {"question": question, "answer": answer, **more}
    return browser.post(f"{INCIDENTS}/answer", data=form, headers=OWN).status_code


def test_the_questions_are_those_of_the_command_the_likest_first(asked: Path) -> None:
    with open_matter(asked / "matter") as store:
        expected = {one.link.incidents: (set(one.items), round(one.score, 2))
                    for one in related(look(store.view()))}  # fmt: skip
    told = _told(asked)
    found = {tuple(one["numbers"]): ({each[0] for each in one["items"]}, one["score"])
             for one in told["questions"]}  # fmt: skip
    assert found == expected
    assert set(found) == {("23-10447",), ("23-20001",), ("19-00077",)}
    scores = [one["score"] for one in told["questions"]]
    assert scores == sorted(scores, reverse=True)
    assert told["says"] == "3 of 3 questions about other incidents wait for an answer."
    assert told["own"] == ["21-0886"]
    assert told["questions"][0]["features"]
    assert "&lt;b&gt;red&lt;/b&gt; bicycle" in let_in(asked).get(INCIDENTS).text


@pytest.mark.parametrize(
    ("answer", "says"),
    [("yes", "the same box"), ("no", "the same box"), ("ask", "ask a supervisor; the same box")],
)
def test_an_answer_is_kept_with_who_and_when(copied: Path, answer: str, says: str) -> None:
    browser = let_in(copied, by_password=True)
    assert _answer(browser, "23-10447", answer, reason=" the same box ") == 303
    with open_matter(copied / "matter") as store:
        (kept,) = incident_answers.answers(store.view()).values()
    assert (kept.incident, kept.answer, kept.says, kept.by) == ("23-10447", answer, says,
                                                                "A. Lawyer")  # fmt: skip
    told = _told(copied)
    assert told["open"] == (3 if answer == "ask" else 2)
    (one,) = [each for each in told["questions"] if each["question"] == "23-10447"]
    assert (one["answer"]["says"], one["open"]) == (says, answer == "ask")
    if answer != "ask":
        assert told["questions"][-1] == one, "what is answered comes last"


def test_an_agency_sees_its_own_items_and_nothing_of_others(asked: Path) -> None:
    told = _told(asked, LAB)["questions"]
    assert [one["question"] for one in told] == ["19-00077", "23-10447"]
    assert all(len(one["items"]) == one["count"] == 1 for one in told)
    assert all((one["score"], one["features"], one["signals"]) == (0, [], []) for one in told)
    page = let_in(asked, viewer=LAB).get(INCIDENTS).text
    assert "County Sheriff" not in page
    assert "23-20001" not in page
    assert [one["count"] for one in _told(asked, SHERIFF)["questions"]] == [2, 1]
    assert _told(asked, custodian("Nobody"))["says"] == "No item is booked under another incident."


def test_a_custodian_answers_and_sees_that_it_is_answered(copied: Path) -> None:
    lab = let_in(copied, viewer=LAB, by_password=True)
    assert _answer(lab, "23-10447", "ask", whom="Lt. Roe", reason="not our number") == 303
    assert _answer(let_in(copied), "23-20001", "no", reason="a theft") == 303
    assert _told(copied)["questions"][0]["answer"]["says"] == "ask Lt. Roe; not our number"
    (own,) = [one for one in _told(copied, LAB)["questions"] if one["answer"]]
    assert (own["answer"]["answer"], own["answer"]["by"]) == ("ask", "A. Lawyer")
    assert own["answer"]["says"] == ""
    (other,) = [one for one in _told(copied, SHERIFF)["questions"] if not one["open"]]
    assert (other["question"], other["answer"]["says"]) == ("23-20001", "")


def test_nobody_answers_for_what_one_may_not_see(copied: Path) -> None:
    lab = let_in(copied, viewer=LAB)
    assert _answer(lab, "23-20001", "yes") == _answer(lab, "99-1", "yes") == 404
    assert _answer(lab, "23-10447", "perhaps") == 400
    assert _told(copied)["open"] == 3


@pytest.mark.parametrize(
    "viewer", [defense("Harlan"), COURT, civil(["none"])], ids=lambda one: one.role
)
def test_no_other_side_has_such_a_page(asked: Path, viewer: Viewer) -> None:
    browser = let_in(asked, viewer=viewer)
    assert browser.get(INCIDENTS).content == browser.get("/nothing").content
    assert _answer(browser, "23-10447", "yes") == 404


def test_an_item_of_another_agency_changes_nothing(copied: Path, asked: Path) -> None:
    """Two worlds, one with more of another agency's items, are equal to an agency's eyes."""
    more = "Item No,Description,Case No\nD-1,letter,23-10447\nD-2,ledger,18-00001\n"
    (copied / "more").mkdir()
    (copied / "more" / "more.csv").write_text(more, "utf-8")
    with open_matter(copied / "matter") as store:
        add(store, copied / "more", Addition(holder="District Attorney"))
        audit(store)
    assert _told(copied)["total"] == 4
    assert _told(copied, LAB) == _told(asked, LAB)
    assert _told(copied, SHERIFF) == _told(asked, SHERIFF)


def test_an_answer_counts_from_the_next_audit_on(copied: Path) -> None:
    _answer(let_in(copied), "23-20001", "yes")
    with open_matter(copied / "matter") as store:
        bicycle = items.one(store.view(), "2024-0413").id
        assert any(one.about.item == bicycle for one in audit(store).findings)


def test_long_lists_come_some_at_a_time(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "SHOWN", 2)
    first = _told(asked)
    rest = _told(asked, after=first["after"])
    numbers = [one["question"] for one in (*first["questions"], *rest["questions"])]
    assert (len(first["questions"]), len(set(numbers)), rest["after"]) == (2, 3, None)


def test_without_a_question_it_says_when_one_is_asked(browser: TestClient) -> None:
    assert browser.get(f"{INCIDENTS}.json").json()["questions"] == []
    assert "kyles incidents add" in browser.get(INCIDENTS).text
