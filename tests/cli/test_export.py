"""`kyles export`: the report and its tables; and what one side may be shown."""

from pathlib import Path

from tests.cli.conftest import Run

from kyles.errors import Exit


def test_export_writes_the_report_and_its_tables(kyles: Run, case: Path):
    ran = kyles("export", "--out", "out")
    assert ran.code == Exit.DONE
    names = {Path(line).name for line in ran.out.splitlines()}
    assert {
        "report.html",
        "findings.csv",
        "findings.json",
        "coverage.csv",
        "coverage.json",
    } <= names
    assert {path.name for path in (case / "matter" / "out").iterdir()} == names


def test_what_is_served_names_only_what_was_given(kyles: Run, case: Path):
    kyles("export", "--out", "out", "--served-to", "Reed")
    served = (case / "matter" / "out" / "served.json").read_text()
    assert "REED01" in served
    assert "supplement" not in served
    assert "VOL001" not in served
