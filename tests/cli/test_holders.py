"""`kyles holders`: counts by status."""

from pathlib import Path

from tests.cli.conftest import Run


def test_holders_count_by_status(kyles: Run, case: Path):
    told = {one["defendant"]: one["statuses"] for one in kyles("holders", "--json").json["holders"]}
    assert sum(told["Harlan"].values()) == sum(told["Reed"].values())
    assert told["Harlan"]["in_part"] == 1
    assert "1 in part" in kyles("holders").out
