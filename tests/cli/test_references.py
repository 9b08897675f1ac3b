"""`kyles references`: what is named, and whether it is here."""

from pathlib import Path

from tests.cli.conftest import Run


def test_references(kyles: Run, case: Path):
    every = kyles("references", "--json").json["references"]
    missing = kyles("references", "--missing", "--json").json["references"]
    assert [one for one in every if not one["items"]] == missing
    assert "here" in kyles("references").out.splitlines()[0]
