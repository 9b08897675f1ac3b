"""`kyles mark`: a mark stays in this office."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_mark_stays_in_this_office(kyles: Run, case: Path):
    ran = kyles("mark", "2024-0311", "--favorable", "guilt", "--reason", "marker-of-the-office")
    assert "marked for review as potentially favorable (guilt)" in ran.out
    kyles("export", "--out", "out", "--served-to", "Harlan")
    assert "marker-of-the-office" not in (case / "matter" / "out" / "served.json").read_text()
