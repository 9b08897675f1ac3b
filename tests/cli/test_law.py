"""`kyles law`: provisions with their marks, and a rule file explained to a lawyer."""

from importlib.resources import files
from pathlib import Path

import pytest

JURISDICTIONS = files("kyles.law") / "jurisdictions"


def test_the_provisions_of_a_court(kyles) -> None:
    told = kyles("law", "list", "--court", "us-nm/district", "--json").json
    marks = {one["provision"]: one["mark"] for one in told["provisions"]}
    assert told["says"] == "not legal advice"
    assert marks["us-nm.disclosure.initial"] == "unverified"
    assert marks["us-nm.tca.notice"] == "verified"
    ran = kyles("law", "list", "--court", "us-nm/district", "--kind", "retention")
    assert "at least 120 days of recording" in ran.out
    assert "not legal advice" in ran.err


def test_an_unknown_court(kyles) -> None:
    ran = kyles("law", "list", "--court", "us-nm/distric")
    assert ran.code == 2
    assert "Did you mean 'us-nm/district'?" in ran.err


def test_every_rule_file_that_ships_is_right(kyles) -> None:
    for file in JURISDICTIONS.iterdir():
        ran = kyles("law", "check", file)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith("all as expected.\n")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("within: 90 days", "within: 90 dayz", "us_nm.yaml, line 394: 'within' of"),
        ("dismissal: 2024-07-12, raw: 2024-10-10", "dismissal: 2024-07-12, raw: 2024-10-11",
         "says raw: 2024-10-11; counted was 2024-10-10."),
        ("kind: notice", "kind: [", "line"),
    ],
)  # fmt: skip
def test_errors_name_line_and_field(kyles, tmp_path: Path, old: str, new: str, says: str) -> None:
    file = tmp_path / "us_nm.yaml"
    text = (JURISDICTIONS / "us_nm.yaml").read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    ran = kyles("law", "check", file)
    assert ran.code == 1
    assert says.replace("394", str(text[: text.index(old)].count("\n") + 1)) in ran.out


def test_what_is_no_file(kyles, tmp_path: Path) -> None:
    assert kyles("law", "check", tmp_path / "none.yaml").code == 2
    (tmp_path / "latin.yaml").write_bytes(b"name: \xe9")
    assert "not UTF-8" in kyles("law", "check", tmp_path / "latin.yaml").out


def test_one_provision_whole(kyles) -> None:
    words = ("law", "show", "us-nm.tca.notice", "--court", "us-nm/district")
    told = kyles(*words).out
    assert "NMSA 1978, § 41-4-16, read at casetext.com on 2026-11-22; not legal advice" in told
    assert "https://casetext.com/" in told
    assert "excused if: actual notice of the claim" in told
    (one,) = kyles(*words, "--json").json["provisions"]
    assert one["when"] == "within 90 days of occurrence"
    ran = kyles("law", "show", "us-nm.tca.notise", "--court", "us-nm/district")
    assert (ran.code, "no provision 'us-nm.tca.notise'" in ran.err) == (2, True)


def test_a_check_for_scripts(kyles, tmp_path: Path) -> None:
    ran = kyles("law", "check", JURISDICTIONS / "us_tx.yaml", "--json")
    assert (ran.code, ran.json) == (0, {"file": "us_tx.yaml", "wrong": []})
    (tmp_path / "x.yaml").write_text("format: kyles-rules/2", "utf-8")
    ran = kyles("law", "check", tmp_path / "x.yaml", "--json")
    assert (ran.code, len(ran.json["wrong"])) == (1, 1)
