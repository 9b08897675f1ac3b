"""Law that a text cites: decisions, codes and rules of court."""

import subprocess
import sys

import pytest

from kyles.mentions.citations import find


def found(text: str) -> list[str]:
    return [one.value for one in find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("See Brady v. Maryland, 373 U.S. 83 (1963).", "373 U.S. 83"),
        ("under 18 U.S.C. § 3500 the State", "18 U.S.C. § 3500"),
        ("State v. Roe, 2021-NMSC-001, held", "2021-NMSC-1"),
        ("Roe v. Doe, 2020 WL 2059848, at *2", "2020 WL 2059848"),
        ("as Rule 5-501(A)(6) NMRA requires", "RULE 5-501 NMRA"),
        ("NMSA 1978, Section 31-1-1", "§ 31-1-1 NMSA"),
        ("Section 29-1-18(A), NMSA 1978", "§ 29-1-18 NMSA"),
        ("Fed. R. Crim. P. 16", "FED. R. CRIM. P. 16"),
        ("Federal Rules of Criminal Procedure\n16", "FED. R. CRIM. P. 16"),
    ],
)
def test_what_is_cited(text: str, value: str) -> None:
    assert found(text) == [value]


def test_offsets_are_those_of_the_text() -> None:
    text = "See Brady v. Maryland, 373 U.S. 83 (1963); Napue v. Illinois, 360 U.S. 264."
    assert [text[one.start : one.end] for one in find(text)] == ["373 U.S. 83", "360 U.S. 264"]


@pytest.mark.parametrize(
    "text",
    [
        "Id. at 5.",
        "Rule 5-501(A)(6)",
        "Item 24 C. 7",
        "Section 31-1-1 of the ordinance",
        "Smith 83",
    ],
)
def test_what_cites_no_law(text: str) -> None:
    assert found(text) == []


def test_eyecite_is_loaded_only_by_a_text_that_may_cite() -> None:
    words = (
        "import sys; from kyles.mentions import find_all;"
        "find_all('Deputy Roe took 24 cartridges, item 2024-0311.');"
        "print('eyecite' in sys.modules); find_all('373 U.S. 83');"
        "print('eyecite' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
