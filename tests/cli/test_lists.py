"""coverage, compare, findings, productions, holders, references, export, doctor: their faces."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit


def test_coverage_is_a_line_for_each_item_and_defendant(kyles: Run, case: Path):
    ran = kyles("coverage")
    assert ran.code == Exit.INCOMPLETE
    (line,) = [line for line in ran.out.splitlines()
               if "supplement_2.pdf" in line and "Harlan" in line]  # fmt: skip
    assert line.split()[:2] == ["in", "part"]
    told = kyles("coverage", "--json", "--defendant", "REED").json
    assert {one["defendant"] for one in told["items"]} == {"Reed"}
    assert set(told) == {"matter", "ledger", "items"}


def test_compare_shows_each_page_and_each_gap(kyles: Run, case: Path):
    ran = kyles("compare", "supplement_2.pdf", "--defendant", "Harlan")
    assert ran.code == Exit.DONE
    assert "for Harlan: in part" in ran.out
    assert "p. 2: 0 of " in ran.out
    assert "not found" in ran.out
    assert "HAR-0000" in ran.out
    assert len(kyles("compare", "supplement_2.pdf", "--json").json["items"]) == 2


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


def test_productions_and_the_index_of_one(kyles: Run, case: Path):
    assert [line.split() for line in kyles("productions").out.splitlines()[1:]] == [
        ["VOL001", "2024-03-01", "Harlan"], ["REED01", "2024-03-08", "Reed"]]  # fmt: skip
    index = kyles("productions", "--defendant", "harlan")
    assert "HAR-000011" in index.out
    assert kyles("productions", "--json", "--as-of", 1).json == {"productions": []}


def test_holders_count_by_status(kyles: Run, case: Path):
    told = {one["defendant"]: one["statuses"] for one in kyles("holders", "--json").json["holders"]}
    assert sum(told["Harlan"].values()) == sum(told["Reed"].values())
    assert told["Harlan"]["in_part"] == 1
    assert "1 in part" in kyles("holders").out


def test_references(kyles: Run, case: Path):
    every = kyles("references", "--json").json["references"]
    missing = kyles("references", "--missing", "--json").json["references"]
    assert [one for one in every if not one["items"]] == missing
    assert "here" in kyles("references").out.splitlines()[0]


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


def test_doctor_names_what_is_wrong(kyles: Run, case: Path):
    whole = kyles("doctor")
    assert whole.code == Exit.DONE
    assert "Nothing is wrong." in whole.out
    kept = sorted(p for p in (case / "matter" / ".kyles" / "blobs").rglob("*") if p.is_file())
    kept[0].unlink()
    kept[1].write_bytes(b"altered")
    ran = kyles("doctor", "--json")
    assert ran.code == Exit.FAILED
    assert ran.json["wrong"] == sorted([
        f"contents: {kept[0].name} is missing", f"contents: {kept[1].name} was altered",
    ], key=lambda line: "altered" in line)  # fmt: skip
    assert "2 things are wrong." in kyles("doctor").out


def test_adding_again_mends_what_is_missing(kyles: Run, case: Path):
    for path in (case / "matter" / ".kyles" / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()
    kyles("add", "../sheriff", "--holder", "County Sheriff")
    kyles("add", "../VOL001", "--produced-to", "Harlan")
    kyles("add", "../REED01", "--produced-to", "Reed")
    assert kyles("doctor").code == Exit.DONE


@pytest.mark.parametrize(
    "words",
    [("items",), ("coverage",), ("audit",), ("findings",), ("productions",), ("holders",),
     ("references",), ("withhold",), ("doctor",), ("show", "report.pdf"),
     ("compare", "report.pdf"), ("productions", "--defendant", "Reed")],
    ids=" ".join,
)  # fmt: skip
def test_every_list_has_one_document_of_json(kyles: Run, case: Path, words: tuple[str, ...]):
    ran = kyles(*words, "--json")
    assert isinstance(ran.json, dict)
    assert ran.code in (Exit.DONE, Exit.INCOMPLETE)
