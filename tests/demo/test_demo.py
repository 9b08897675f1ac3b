"""The demo's files and findings: the same everywhere, each rule once, nothing foolish."""

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kyles import demo
from kyles.demo.paper import BLACK, NOTICE, paper
from kyles.findings import rules

NOW = "2024-07-10T12:00:00+00:00"
NOT_SHOWN = {
    "compared_by_picture",
    "disposed_under_hold",
    "missing_time",
}  # the demo has no scans of pages, recordings or holds
RECEIVED_ONLY = {"sequence_gap"}
PRODUCTION = {
    "listed_not_received VOL001/Discovery letter.pdf for Harlan",
    "bates_gap VOL001 for Harlan",
    "bates_gap VOL003 for Harlan",
    "load_file_mismatch VOL001/DATA/VOL001.dat",
    "received_not_listed VOL001/IMAGES/HAR-000009.pdf for Harlan",
    "expected_not_held audit trail",
    "expected_not_held 911 or radio",
    "expected_not_held location track",
}
CUSTODY = "expected_not_held custody record or evidence log or property receipt"
BOX = "property_room.csv#2024-0311"
NOTES = "laboratory/22-1180 bench notes.pdf"
BOTH_SIDES = PRODUCTION | {
    "linked_incident Agency case no. 24-1047",
    f"kind_mismatch {BOX}",
    "count_mismatch property_room.csv#2021-0422",
    *(
        f"held_not_disclosed {path} for {name}"
        for path in (BOX, "sheriff/reports/24-1047.docx", "sheriff/mail/2024-03-07.eml", NOTES)
        for name in ("Harlan", "Ostrow")
    ),
    "owed_to_codefendant sheriff/interviews/Tolliver.pdf for Harlan",
    "partly_disclosed sheriff/reports/21-0886-S2.pdf for Harlan",
    "referenced_not_held Supplement 1 to report 21-0886",
    "retention_running_out property_room.csv#2021-0423",
    f"gone {NOTES}",
    "unreadable laboratory/22-1180 instrument data.pdf",
    "differs sheriff/statements/Ortiz.pdf for Ostrow",
    "contradiction sheriff/reports/21-0886-S2.pdf",
    "discrepancy sheriff/reports/21-0886-S3.pdf",
    f"custody_break {BOX}",
    "disposal_undocumented property_room.csv#2021-0419",
    "location_mismatch property_room.csv#2021-0416",
    "number_collision mesquite_wells.csv#MW-118",
    "officer_listed Carla Moss",
    "shelf_scan property_room.csv#2021-0422",
    "source_not_queried Ocotillo County Sheriff: dispatch recordings",
    f"late {BOX} for Harlan",
    f"late {BOX} for Ostrow",
}
RECEIVED = PRODUCTION | {
    CUSTODY,
    "discrepancy VOL003/HAR-000015.pdf",
    "sequence_gap VOL001/TEXT/HAR-000003.txt for Harlan",
    "referenced_not_held Supplement 1 to report 21-0886 for Harlan",
    *(f"referenced_not_held Item 2021-{number} for Harlan"
      for number in ("0415", "0416", "0419", "0422", "0423", "0424")),
    "expected_not_held bench notes",
    "expected_not_held body worn",
}  # fmt: skip


def kyles(folder: Path, *words: str) -> str:
    """What a command line prints, its clock fixed."""
    told = subprocess.run([sys.executable, "-m", "kyles", *words], cwd=folder, text=True,
                          capture_output=True, env={**os.environ, "KYLES_NOW": NOW})  # fmt: skip
    assert told.returncode in (0, 3), told.stderr
    return told.stdout


def audited(folder: Path, *words: str) -> dict[str, Any]:
    """The demo built in a folder by its command, and its audit without what salts change."""
    kyles(folder, "demo", "demo", "--no-serve", *words)
    told = json.loads(kyles(folder, "audit", "--json", "--matter", "demo/matter"))
    del told["ledger"]["root"]
    return told


@pytest.fixture(scope="module")
def both_sides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return audited(tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return audited(tmp_path_factory.mktemp("received"), "--received")


def short(told: dict[str, Any]) -> list[str]:
    """Every finding as rule, path and defendant."""
    return [f"{one['rule']} {one['about']['path']}" + (f" for {one['for']}" if one["for"] else "")
            for one in told["findings"]]  # fmt: skip


def of(told: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [one for one in told["findings"] if one["rule"] == rule]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("received", [True, False])
def test_the_same_bytes_in_every_folder(tmp_path: Path, received: bool):
    one, other = tmp_path / "one", tmp_path / "elsewhere" / "other"
    assert demo.build(one, received=received) == demo.build(other, received=received)
    assert digests(one) == digests(other) != {}


def test_the_same_audit_in_every_folder(tmp_path: Path, both_sides: dict[str, Any]):
    assert audited(tmp_path) == both_sides


def test_the_findings_are_these_and_no_others(both_sides: dict[str, Any]):
    assert set(short(both_sides)) == BOTH_SIDES


def test_only_the_letter_gives_two_findings(both_sides: dict[str, Any]):
    told = short(both_sides)
    twice = {one for one in told if told.count(one) > 1}
    assert twice == {"listed_not_received VOL001/Discovery letter.pdf for Harlan"}


def test_each_rule_is_shown(both_sides: dict[str, Any]):
    shown = {one["rule"] for one in both_sides["findings"]}
    assert shown == {rule.name for rule in rules()} - NOT_SHOWN - RECEIVED_ONLY


def test_the_other_rules_are_shown_on_the_defense_s_side(received: dict[str, Any]):
    assert {one["rule"] for one in received["findings"]} > RECEIVED_ONLY


def test_the_box_is_live_in_one_source_and_blank_in_another(both_sides: dict[str, Any]):
    (one,) = of(both_sides, "kind_mismatch")
    assert one["says"] == ("Item 2024-0311: BLANK in property_room.csv and LIVE in"
                           " sheriff/reports/24-1047.docx")  # fmt: skip


def test_the_supplement_lacks_a_page_and_three_lines(both_sides: dict[str, Any]):
    (one,) = of(both_sides, "partly_disclosed")
    assert "page 3 of 3 not found" in one["says"]
    assert "47 words blacked out without a log entry" in one["says"]
    blacked_out, page = one["sources"]
    black = [line.removeprefix(BLACK) for line in paper("supplement_2").pages[1]
             if line.startswith(BLACK)]  # fmt: skip
    assert blacked_out["quote"] == " ".join(black).rstrip(".")
    assert page["page"] == 3


def test_an_offer_is_told_and_is_no_service(both_sides: dict[str, Any]):
    (one,) = [one for one in of(both_sides, "held_not_disclosed")
              if one["about"]["path"] == BOX and one["for"] == "Ostrow"]  # fmt: skip
    assert "offered on 6 May 2024 to Ostrow, which is not service" in one["says"]


def test_what_was_withheld_under_a_log_entry_is_no_finding(both_sides: dict[str, Any]):
    assert not any("Order of witnesses" in one for one in short(both_sides))


def test_other_incidents_things_are_left_alone(both_sides: dict[str, Any]):
    told = json.dumps(both_sides["findings"])
    assert not any(word in told for word in ("Bicycle", "Wallet", "Key ring"))


def test_a_received_production_alone(received: dict[str, Any]):
    assert set(short(received)) == RECEIVED
    assert not of(received, "held_not_disclosed")


def test_what_was_asked_stands_as_asked(received: dict[str, Any]):
    asked = {one["rule"] for one in received["findings"] if one["state"] == "asked"}
    assert {"listed_not_received", "referenced_not_held", "bates_gap"} <= asked


def test_every_paper_says_that_it_is_invented(tmp_path: Path):
    import pypdfium2

    demo.build(tmp_path, received=False)
    papers = [path for path in tmp_path.rglob("*.pdf") if "instrument data" not in path.name]
    assert len(papers) > 15
    for path in papers:
        with pypdfium2.PdfDocument(io.BytesIO(path.read_bytes())) as document:
            for page in document:
                assert NOTICE in page.get_textpage().get_text_bounded()


def test_what_is_black_is_nowhere_in_the_volume(tmp_path: Path):
    demo.build(tmp_path, received=True)
    import pypdfium2

    given = b"".join(path.read_bytes() for path in (tmp_path / "VOL001" / "TEXT").iterdir())
    assert b"Wendell Pike" not in given
    with pypdfium2.PdfDocument(tmp_path / "VOL001" / "IMAGES" / "HAR-000004.pdf") as document:
        assert "Wendell Pike" not in document[0].get_textpage().get_text_bounded()
