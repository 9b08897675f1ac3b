"""`kyles export`: the report and its tables; and what one side may be shown."""

import hashlib
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


def test_a_bag_has_the_same_files_and_their_hashes(kyles: Run, case: Path):
    kyles("export", "--out", "plain")
    assert kyles("export", "--out", "bag", "--bag").code == Exit.DONE
    matter = case / "matter"
    names = {path.name for path in (matter / "plain").iterdir()}
    assert {path.name for path in (matter / "bag" / "data").iterdir()} == names
    for algorithm in ("sha256", "sha512"):
        lines = (matter / "bag" / f"manifest-{algorithm}.txt").read_text().splitlines()
        told = dict(reversed(line.split("  ")) for line in lines)
        assert told == {
            f"data/{name}": hashlib.new(
                algorithm, (matter / "bag" / "data" / name).read_bytes()
            ).hexdigest()
            for name in names
        }
    assert kyles("export", "--out", "bag", "--bag").code == Exit.FAILED
