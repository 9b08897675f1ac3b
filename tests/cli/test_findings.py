"""`kyles findings`: filtered."""

from pathlib import Path

from tests.cli.conftest import Run


def test_findings_are_filtered(kyles: Run, case: Path):
    every = kyles("findings", "--json").json["findings"]
    for words, fits in (
        (("--rule", "partly_disclosed"), lambda one: one["rule"] == "partly_disclosed"),
        (("--for", "reed"), lambda one: one["for"] == "Reed"),
        (("--priority", "1"), lambda one: one["priority"] == 1),
    ):
        told = kyles("findings", "--json", *words).json["findings"]
        assert told == [one for one in every if fits(one)]
        assert 0 < len(told) < len(every)
