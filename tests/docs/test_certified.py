"""The commands of the how-tos about certificates do what the pages say, one after the other."""

import re
import shlex
from pathlib import Path

import pytest
from tests.cli.conftest import Ran, Run, built, case, kyles
from tests.docs.pages import ROOT
from tests.export.matter import SECRET, pdf

__all__ = ["built", "case", "kyles"]

SEALED = (ROOT / "docs/how_to/sealed_addendum.md").read_text("utf-8")
CHECKED = (ROOT / "docs/how_to/check_a_certificate.md").read_text("utf-8")


def lines(page: str) -> list[str]:
    return re.findall(r"^    kyles (.+)$", page, re.MULTILINE)


@pytest.fixture
def sealed(kyles: Run, case: Path) -> list[Ran]:
    """What each command of the first page came to."""
    pdf(case / "unit" / "informant.pdf", [SECRET])
    assert kyles("add", "../unit", "--holder", "Narcotics Unit").code == 0
    return [kyles(*shlex.split(line)) for line in lines(SEALED)]


def test_what_may_not_be_known_of_is_in_the_addendum_alone(case: Path, sealed: list[Ran]) -> None:
    assert [one.code for one in sealed] == [0] * 7, [one.err for one in sealed if one.code]
    _, own, theirs, *_ = sealed
    assert "informant.pdf" in own.out
    assert "informant" not in theirs.out
    defense = (case / "for_defense" / "certificate.kyles-proof").read_text("utf-8")
    court = (case / "for_court" / "sealed_addendum.kyles-proof").read_text("utf-8")
    assert "informant" not in defense
    assert "informant.pdf" in court
    again = case / "for_court_again" / "sealed_addendum.kyles-proof"
    assert again.read_text("utf-8") == court


def test_the_other_side_checks_and_countersigns(kyles: Run, case: Path, sealed: list[Ran]) -> None:
    policy = kyles("ledger", "policy", "--defendant", "Harlan").out
    keys = {"LOG KEY": policy.split()[1]}
    for line in lines(CHECKED):
        for name, key in keys.items():
            line = line.replace(name, key)
        ran = kyles(*shlex.split(line))
        assert ran.code == 0, (line, ran.err)
        if "--init" in line:
            keys["YOUR KEY"] = ran.out.split()[-1]
    again = ("--by", "A. Lawyer", "--delay", "It was asked for later.")
    after = kyles("certificate", "--defendant", "Harlan", "--out", "../next", *again)
    assert after.code == 0, after.err
    bundle = (case / "next" / "certificate.kyles-proof").read_text("utf-8")
    assert "defense.example/harlan" in bundle
