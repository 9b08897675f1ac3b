"""`kyles incidents`: others by how much they have in common, and answers with who and when."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit

ROWS = """Item No,Description,Case No,Received From,Location
2024-0411,box of 24 cartridges .45,23-10447,T. Doe,C-14
2024-0412,receipt for a box,23-10447,,C-14
2024-0413,red bicycle,23-20001,K. Moss,C-15
"""


@pytest.fixture
def others(kyles: Run, case: Path) -> Path:
    """Rows of two other incidents, one of them like this matter's."""
    (case / "annex").mkdir()
    (case / "annex" / "annex.csv").write_text(ROWS, "utf-8")
    note = "Case 21-0886. The clerk said that report 23-10447 has the receipt of the box."
    (case / "annex" / "note.txt").write_text(note, "utf-8")
    kyles("add", "../annex", "--holder", "County Sheriff")
    return case


def listed(kyles: Run) -> list[dict[str, Any]]:
    told = kyles("incidents", "--json").json["incidents"]
    assert isinstance(told, list)
    return told


def test_own_incidents_come_first_then_the_likest(kyles: Run, others: Path):
    numbers = [one["number"] for one in listed(kyles)]
    assert numbers == ["21-0886", "23-10447", "23-20001"]
    like = listed(kyles)[1]
    assert len(like["items"]) == 2
    assert {"attribute", "thing"} <= {one["kind"] for one in like["features"]}
    assert like["score"] == pytest.approx(sum(one["weight"] for one in like["features"]), abs=0.1)
    assert "23-10447" in kyles("incidents").out


def test_an_answer_is_kept_with_who_gave_it(kyles: Run, others: Path):
    ran = kyles("incidents", "answer", "23-10447", "--no", "--reason", "another shop")
    assert (ran.code, ran.out) == (Exit.DONE, "Incident 23-10447 is not related.\n")
    told = next(one for one in listed(kyles) if one["number"] == "23-10447")["answer"]
    assert (told["answer"], told["says"]) == ("no", "another shop")
    assert told["by"]
    kyles("incidents", "answer", "23-10447", "--ask", "Sgt. Roe")
    assert "ask (" in kyles("incidents").out


@pytest.mark.parametrize("words", [(), ("--yes", "--ask", "Roe")])
def test_an_answer_is_one_of_three(kyles: Run, others: Path, words: tuple[str, ...]):
    ran = kyles("incidents", "answer", "23-10447", *words)
    assert (ran.code, ran.err) == (Exit.USAGE, "kyles: Give one of --yes, --no, --ask WHOM.\n")


def test_another_number_of_this_matter(kyles: Run, others: Path):
    assert kyles("incidents", "add", "23-10447").out == "Incident 23-10447 is of this matter.\n"
    assert [one["number"] for one in listed(kyles) if one["own"]] == ["21-0886", "23-10447"]
    again = kyles("incidents", "add", "23-010447")
    assert again.code == Exit.USAGE
    assert again.err.startswith("kyles: Incident 23-010447 is of this matter already.")


def test_a_decision_on_the_question_is_an_answer(kyles: Run, others: Path):
    found = kyles("audit", "--json").json["findings"]
    (asked,) = [one["id"] for one in found if one["rule"] == "linked_incident"]
    kyles("decide", asked, "--wrong", "another shop")
    told = next(one for one in listed(kyles) if one["number"] == "23-10447")["answer"]
    assert (told["answer"], told["says"]) == ("no", "another shop")
