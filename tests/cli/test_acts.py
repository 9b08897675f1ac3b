"""What people record: decide, mark, disclose, withhold; and what follows from it."""

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


def test_offered_is_not_served(kyles: Run, case: Path):
    def status() -> list[str]:
        told = kyles("coverage", "--json", "--defendant", "Reed").json["items"]
        return [one["status"] for one in told if one["path"].endswith("#2024-0311")]

    words = ("disclose", "2024-0311", "--to", "Reed", "--on", "2024-05-01", "--by")
    assert status() == ["not_disclosed"]
    kyles(*words, "offered")
    assert status() == ["not_disclosed"]
    kyles(*words, "inspected")
    assert status() == ["inspected"]
    kyles(*words, "served")
    assert status() == ["served"]


def test_a_receipt_is_kept(kyles: Run, case: Path):
    receipt = case / "receipt.txt"
    receipt.write_text("Received the box.")
    kyles("disclose", "2024-0311", "--to", "Reed", "--on", "2024-05-01", "--by", "served",
          "--receipt", receipt)  # fmt: skip
    kept = [path for path in (case / "matter" / ".kyles" / "blobs").rglob("*") if path.is_file()]
    assert b"Received the box." in {path.read_bytes() for path in kept}


def test_a_mark_stays_in_this_office(kyles: Run, case: Path):
    ran = kyles("mark", "2024-0311", "--favorable", "guilt", "--reason", "marker-of-the-office")
    assert "marked for review as potentially favorable (guilt)" in ran.out
    kyles("export", "--out", "out", "--served-to", "Harlan")
    assert "marker-of-the-office" not in (case / "matter" / "out" / "served.json").read_text()


def test_the_log_as_each_side_sees_it(kyles: Run, case: Path):
    kyles("withhold", "report.pdf", "--provision", "Rule 11-510", "--reason", "identity",
          "--existence-revealed", "no")  # fmt: skip
    own = kyles("withhold").out
    assert "not revealed" in own
    seen = kyles("withhold", "--log", "harlan")
    assert "Rule 11-510" not in seen.out
    assert "revealed" not in seen.out
    told = kyles("withhold", "--log", "Harlan", "--json").json["withholding_log"]
    assert [one["entry"] for one in told] == ["W-1"]
    assert kyles("withhold", "--log", "Reed", "--json").json["withholding_log"] == []


def test_what_is_not_revealed_changes_no_byte_of_what_is_served(kyles: Run, case: Path):
    def served() -> bytes:
        kyles("export", "--out", "out", "--served-to", "Harlan")
        return (case / "matter" / "out" / "served.json").read_bytes()

    before = served()
    kyles("withhold", "supplement_2.pdf", "--provision", "R", "--reason", "x", "--pages", "2-3",
          "--existence-revealed", "no")  # fmt: skip
    assert served() == before
