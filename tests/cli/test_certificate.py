"""Certificates: always issued, five lists, proofs that others check, nothing of what is secret."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.cli.conftest import Run

from kyles.certificate.lists import LISTS
from kyles.errors import Exit
from kyles.verify import check, verify

NOW = "2024-07-12T16:05:00Z"
BUNDLE = "certificate.kyles-proof"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYLES_NOW", NOW)


@pytest.fixture
def issue(kyles: Run, case: Path) -> Callable[..., dict[str, Any]]:
    def issued(*words: object, to: str = "out", name: str = "Harlan") -> dict[str, Any]:
        ran = kyles("certificate", "--defendant", name, "--out", case / to, "--by", "A. Lawyer",
                    "--json", *words)  # fmt: skip
        assert ran.code == Exit.DONE, ran.err
        return ran.json

    return issued


def read(folder: Path) -> dict[str, Any]:
    return json.loads((folder / BUNDLE).read_text("utf-8"))


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_it_always_issues_and_says_that_it_is_incomplete(issue, case: Path):
    told = issue()
    assert told["title"] == "Certificate of Disclosure (incomplete)"
    assert set(told["counts"]) == set(LISTS)
    assert told["counts"]["outstanding"] > 0
    words = words_of(case / "out" / "certificate.pdf")
    for said in ("State v. Harlan", "(incomplete)", "Known, and outstanding", "Inquiries made",
                 "does not prove", "A. Lawyer"):  # fmt: skip
        assert said in words


def test_anybody_verifies_it_with_one_file(issue, case: Path):
    issue()
    ran = subprocess.run(
        [sys.executable, "-I", "-S", verify.__file__, BUNDLE, "certificate.pdf"],
        cwd=case / "out", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "certificate.pdf is, byte for byte, the certificate's PDF." in ran.stdout
    assert "Operator's word only" in ran.stdout


def test_a_received_file_is_found_in_it(issue, case: Path, kyles: Run):
    issue()
    received = next(path for path in (case / "VOL001").rglob("*") if path.is_file()
                    and path.suffix == ".pdf")  # fmt: skip
    ran = kyles("verify", case / "out" / BUNDLE, received)
    assert ran.code == Exit.DONE
    assert "(list: delivered)" in ran.out
    other = case / "other.pdf"
    other.write_bytes(received.read_bytes() + b"\n")
    assert kyles("verify", case / "out" / BUNDLE, other).code == Exit.NOT_VERIFIED


def test_the_lists_partition_the_pages(issue, case: Path):
    issue()
    pages: dict[str, list[int]] = {}
    for each in read(case / "out")["manifest"]:
        entry = each["entry"]
        if entry["list"] in LISTS and "pages" in entry:
            pages.setdefault(entry["title"], []).extend(_numbers(entry["pages"]))
    assert any(len(found) == 3 for found in pages.values())
    for title, found in pages.items():
        assert sorted(found) == list(range(1, len(found) + 1)), title


def _numbers(text: str) -> list[int]:
    from kyles.certificate.pages import parsed

    return list(parsed(text))


def test_a_document_given_in_part_stands_in_two_lists(issue, case: Path):
    issue()
    lists = {each["entry"]["list"] for each in read(case / "out")["manifest"]
             if "supplement_2" in each["entry"]["title"]}  # fmt: skip
    assert lists >= {"served", "outstanding"}


def test_a_supplement_gives_its_reason_and_the_first_stays_as_filed(issue, kyles: Run, case: Path):
    issue()
    before = (case / "out" / "certificate.pdf").read_bytes()
    refused = kyles("certificate", "--defendant", "Harlan", "--out", case / "x", "--by", "B")
    assert refused.code == Exit.USAGE
    assert "--delay" in refused.err
    kyles("disclose", "supplement_2.pdf", "--to", "Harlan", "--on", "2024-07-01", "--by", "email")
    told = issue("--delay", "It was booked under another number.", to="second")
    assert told["number"] == 2
    assert told["title"].startswith("Supplemental Certificate of Disclosure")
    report = check((case / "second" / BUNDLE).read_bytes())
    assert report.holds, report.wrong
    assert "It goes on from the earlier checkpoint of 1 entries." in report.shown
    issue("--number", 1, to="again")
    assert (case / "again" / "certificate.pdf").read_bytes() == before
    assert check((case / "again" / BUNDLE).read_bytes()).holds


def test_the_office_needs_a_named_attorney(kyles: Run, case: Path):
    ran = kyles("certificate", "--defendant", "Harlan", "--out", case / "out")
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert kyles("certificate", "--defendant", "Harlan", "--number", 3, "--out", case / "out",
                 ).code == Exit.USAGE  # fmt: skip


def test_the_readiness_sheet_stands_apart(kyles: Run, issue, case: Path):
    kyles("audit")
    ran = kyles("certificate", "--defendant", "Harlan", "--readiness", case / "sheet.txt")
    assert ran.code == Exit.DONE
    assert "F-0001" in (case / "sheet.txt").read_text()
    issue()
    written = b"".join(path.read_bytes() for path in (case / "out").iterdir())
    assert b"F-0001" not in written


def test_the_sealed_addendum_goes_into_its_own_folder(kyles: Run, issue, case: Path):
    issue("--addendum", case / "court")
    written = {path.name for path in (case / "court").iterdir()}
    assert written == {"sealed_addendum.pdf", "sealed_addendum.kyles-proof"}
    assert not any("addendum" in path.name for path in (case / "out").iterdir())
    ran = kyles("verify", case / "court" / "sealed_addendum.kyles-proof",
                case / "court" / "sealed_addendum.pdf")  # fmt: skip
    assert ran.code == Exit.DONE, ran.out
    before = (case / "court" / "sealed_addendum.kyles-proof").read_bytes()
    again = kyles("certificate", "--defendant", "Harlan", "--addendum", case / "court")
    assert (again.code, again.out) == (Exit.DONE, "")
    assert (case / "court" / "sealed_addendum.kyles-proof").read_bytes() == before
    none = kyles("certificate", "--defendant", "Reed", "--addendum", case / "court")
    assert none.code == Exit.USAGE


def test_a_cosigner_from_outside_is_named_in_it(kyles: Run, issue, case: Path):
    made = kyles("cosign", case / "defense", "--init", "defense.example/doe").out
    key = made.split()[-1]
    kyles("ledger", "cosigner", "defense", key)
    issue()
    (case / "policy").write_text(kyles("ledger", "policy", "--defendant", "Harlan").out)
    log = (case / "policy").read_text().split()[1]
    request = case / "out" / "cosign-request.txt"
    assert kyles("cosign", case / "defense", request).code == Exit.NOT_VERIFIED
    signed = kyles("cosign", case / "defense", request, "--log", log, "--out", case / "note")
    assert signed.code == Exit.DONE, signed.err
    told = kyles("ledger", "cosigned", case / "note", "--defendant", "Harlan")
    assert told.out == "Countersigned by defense.\n"
    issue("--number", 1)
    ran = kyles("verify", case / "out" / BUNDLE, "--policy", case / "policy",
                "--last", case / "note")  # fmt: skip
    assert ran.code == Exit.DONE, ran.out
    assert f"Countersigned by defense (defense.example/doe) on {NOW}." in ran.out
    assert "Operator's word only" not in ran.out
