"""`kyles audit`: the bottom line first, exit codes for scripts, and nothing appended twice."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit


def test_the_bottom_line_and_its_scope_come_first(kyles: Run, case: Path):
    ran = kyles("audit")
    assert ran.code == Exit.INCOMPLETE
    first, *rest = ran.out.splitlines()
    assert first.startswith("State v. Harlan <and Reed>: ")
    assert "findings are open" in first
    assert rest[0].startswith("Compared what County Sheriff holds with the productions loaded")
    assert "1 file could not be read" in " ".join(rest[:3])
    assert ran.err == ""


def test_findings_above_the_asked_priority_outrank_what_was_not_read(kyles: Run, case: Path):
    ran = kyles("audit", "--fail-on", "1", "--json")
    assert ran.code == Exit.FINDINGS
    assert ran.json["counts"]["by_priority"]["1"] > 0
    assert ran.json["scope"]["unread"] == 1


def test_decided_findings_do_not_fail(kyles: Run, case: Path):
    told = kyles("audit", "--json").json["findings"]
    for one in told:
        if one["priority"] == 1:
            kyles("decide", one["id"], "--explain", "known")
    assert kyles("audit", "--fail-on", "1").code == Exit.INCOMPLETE


def test_audited_twice_gives_the_same_bytes_and_appends_nothing(kyles: Run, case: Path):
    first = kyles("audit", "--json")
    assert kyles("audit", "--json").out == first.out
    assert kyles("doctor", "--json").json["ledger"] == first.json["ledger"]


def test_every_answer_is_given_again_at_its_ledger_size(kyles: Run, case: Path):
    first = kyles("audit", "--json")
    coverage = kyles("coverage", "--json")
    size = first.json["ledger"]["size"]
    kyles("decide", "F-0001", "--explain", "known")
    kyles("disclose", "supplement_2.pdf", "--to", "Harlan", "--on", "2024-05-01", "--by", "email")
    (case / "sheriff" / "report.pdf").unlink()
    kyles("add", "../sheriff", "--holder", "County Sheriff")
    assert kyles("audit", "--json").out != first.out
    assert kyles("audit", "--json", "--as-of", size).out == first.out
    assert kyles("coverage", "--json", "--as-of", size).out == coverage.out


def test_findings_that_no_audit_had_recorded_yet_are_told_all_the_same(kyles: Run, case: Path):
    size = kyles("doctor", "--json").json["ledger"]["size"]
    before = kyles("audit", "--json", "--as-of", size).json["findings"]
    assert before
    now = kyles("audit", "--json").json["findings"]
    assert [one["says"] for one in before] == [one["says"] for one in now]
    again = kyles("audit", "--json", "--as-of", size).json["findings"]
    assert [one["id"] for one in again] == [one["id"] for one in now]


def test_a_report_is_written(kyles: Run, case: Path):
    ran = kyles("audit", "--out", "report.html")
    assert ran.err == "Report: report.html\n"
    assert (case / "matter" / "report.html").read_text("utf-8").startswith("<!")


@pytest.mark.parametrize("words", [("audit",), ("findings",), ("coverage", "--json")])
def test_without_quotes_no_word_of_the_evidence_is_told(
    kyles: Run, case: Path, words: tuple[str, ...]
):
    ran = kyles(*words, "--no-quotes")
    assert "Three of the cartridges" not in ran.out


def test_a_matter_without_anything(kyles: Run, tmp_path: Path):
    kyles("new", tmp_path / "m", "--title", "T", "--court", "us-nm/district")
    ran = kyles("audit", "--matter", tmp_path / "m")
    assert ran.code == Exit.DONE
    assert ran.out.startswith("T: No finding is open.")
