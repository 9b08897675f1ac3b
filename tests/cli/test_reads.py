"""`kyles reads`: what the State's people looked at in the browser; of nobody else."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.web.sides import Sides, desk


def test_the_state_s_reads_are_listed(
    kyles: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = Sides(desk(built, tmp_path / "desk"))
    monkeypatch.chdir(sides.folder / "matter")
    assert kyles("reads", "--json").json == {"reads": []}
    for name, path in (("office", "/items"), ("court", "/withholding"), ("harlan", "/items"),
                       ("sheriff", "/search?words=box")):  # fmt: skip
        assert sides.enter(name).get(f"/matters/matter{path}").status_code == 200
    told = kyles("reads", "--json").json["reads"]
    assert [(one["by"], one["address"]) for one in told] == [
        ("sheriff", "/search?words=box"), ("office", "/items")
    ]  # fmt: skip
    assert set(told[0]) == {"at", "by", "kind", "page", "address"}
    assert len(kyles("reads", "--kind", "search", "--json").json["reads"]) == 1
    ran = kyles("reads", "--most", "1")
    assert "words=box" in ran.out
    assert ran.err == "1 read\n"
