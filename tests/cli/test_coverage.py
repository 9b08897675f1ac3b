"""`kyles coverage`: a line for each item and defendant."""

from pathlib import Path

from tests.cli.conftest import Run

from kyles.errors import Exit


def test_coverage_is_a_line_for_each_item_and_defendant(kyles: Run, case: Path):
    ran = kyles("coverage")
    assert ran.code == Exit.INCOMPLETE
    (line,) = [line for line in ran.out.splitlines()
               if "supplement_2.pdf" in line and "Harlan" in line]  # fmt: skip
    assert line.split()[:2] == ["in", "part"]
    told = kyles("coverage", "--json", "--defendant", "REED").json
    assert {one["defendant"] for one in told["items"]} == {"Reed"}
    assert set(told) == {"matter", "ledger", "items"}
