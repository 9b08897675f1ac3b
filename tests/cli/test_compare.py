"""`kyles compare`: each page, and each gap."""

from pathlib import Path

from tests.cli.conftest import Run

from kyles.errors import Exit


def test_compare_shows_each_page_and_each_gap(kyles: Run, case: Path):
    ran = kyles("compare", "supplement_2.pdf", "--defendant", "Harlan")
    assert ran.code == Exit.DONE
    assert "for Harlan: in part" in ran.out
    assert "p. 2: 0 of " in ran.out
    assert "not found" in ran.out
    assert "HAR-0000" in ran.out
    assert len(kyles("compare", "supplement_2.pdf", "--json").json["items"]) == 2
