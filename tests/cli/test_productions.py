"""`kyles productions`: the volumes, and the index of what one defendant was given."""

from pathlib import Path

from tests.cli.conftest import Run


def test_productions_and_the_index_of_one(kyles: Run, case: Path):
    assert [line.split() for line in kyles("productions").out.splitlines()[1:]] == [
        ["VOL001", "2024-03-01", "Harlan"], ["REED01", "2024-03-08", "Reed"]]  # fmt: skip
    index = kyles("productions", "--defendant", "harlan")
    assert "HAR-000011" in index.out
    assert kyles("productions", "--json", "--as-of", 1).json == {"productions": []}
