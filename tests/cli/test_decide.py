"""`kyles decide`: a decision holds until its gap changes."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.export.matter import SUPPLEMENT, pdf

from kyles.errors import Exit


def findings(kyles: Run) -> dict[str, Any]:
    return {one["id"]: one for one in kyles("audit", "--json").json["findings"]}


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (("--explain", "a copy of another"), "explained"),
        (("--wrong", "not ours"), "wrong"),
        (("--asked", "the sheriff"), "asked"),
        (("--answered", "destroyed", "--note", "in 2022"), "answered"),
    ],
)
def test_a_decision_holds(kyles: Run, case: Path, words: tuple[str, ...], state: str):
    findings(kyles)
    ran = kyles("decide", "F-0001", *words)
    assert (ran.code, ran.out) == (Exit.DONE, f"F-0001 is {state}.\n")
    assert findings(kyles)["F-0001"]["state"] == state
    assert kyles("findings", "--state", state, "--json").json["findings"][0]["id"] == "F-0001"


def test_a_decision_reopens_when_the_gap_grows(kyles: Run, case: Path):
    (gap,) = [one for one in findings(kyles).values() if one["rule"] == "partly_disclosed"]
    kyles("decide", gap["id"], "--explain", "a draft")
    more = "A fourth page that nobody was given\nhas the lot number of the cartridges K-7731\n"
    pdf(case / "sheriff" / "supplement_2.pdf", [*SUPPLEMENT, more * 4])
    kyles("add", "../sheriff", "--holder", "County Sheriff")
    again = findings(kyles)[gap["id"]]
    assert again["state"] == "open"
    assert again["note"].startswith("changed since decided (explained: a draft)")


def test_a_finding_that_is_not_made_any_more_has_ended(kyles: Run, case: Path):
    (gap,) = [one for one in findings(kyles).values() if one["rule"] == "partly_disclosed"]
    ran = kyles("disclose", "supplement_2.pdf", "--to", "harlan", "--on", "2024-05-01",
                "--by", "email")  # fmt: skip
    assert ran.out == "sheriff/supplement_2.pdf: email, Harlan, 2024-05-01.\n"
    assert findings(kyles)[gap["id"]]["state"] == "ended"
