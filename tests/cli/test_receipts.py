"""Served, fetched, acknowledged: the defense signs what it received, and others can check it."""

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit

NOW = "2024-07-12T16:05:00Z"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYLES_NOW", NOW)


@pytest.fixture
def defense(kyles: Run, case: Path) -> Path:
    """The defense's folder: its key, which the office was told, and its copy of the volume."""
    made = kyles("cosign", case / "defense", "--init", "defense.example/doe").out
    kyles("ledger", "cosigner", "defense", made.split()[-1])
    shutil.copytree(case / "VOL001", case / "defense" / "received")
    return case / "defense"


def asked(kyles: Run, case: Path) -> Path:
    listed = case / "list.txt"
    ran = kyles("receipts", "ask", "vol001", "--defendant", "harlan", "--out", listed)
    assert ran.code == Exit.DONE, ran.err
    return listed


def signed(kyles: Run, case: Path, defense: Path) -> Path:
    ran = kyles("receipts", "sign", asked(kyles, case), defense / "received", "--key", defense,
                "--on", "2024-03-04", "--out", case / "receipt.txt")  # fmt: skip
    assert ran.code == Exit.DONE, ran.err
    return case / "receipt.txt"


def test_it_is_signed_kept_and_told(kyles: Run, case: Path, defense: Path):
    kept = kyles("receipts", "keep", signed(kyles, case, defense))
    assert (kept.code, kept.out) == (0, "VOL001: Harlan received 1 file on 2024-03-04.\n")
    kyles("receipts", "fetched", "VOL001", "--defendant", "Harlan", "--on", "2024-03-02",
          "--says", "log of the portal")  # fmt: skip
    told = {row["defendant"]: row for row in kyles("receipts", "list", "--json").json["receipts"]}
    assert told["Harlan"].items() >= {
        "given": "2024-03-01", "fetched": "2024-03-02", "received": "2024-03-04", "files": 1,
        "received_files": 1, "says": "log of the portal",
    }.items()  # fmt: skip
    assert "received" not in told["Reed"]
    assert "1 of 1 received" in kyles("receipts", "list", "--defendant", "harlan").out
    assert kyles("ledger", "fsck").out.endswith("nothing wrong.\n")


def test_what_is_not_there_is_left_out_and_named(kyles: Run, case: Path, defense: Path):
    listed = asked(kyles, case)
    listed.write_text(f"{listed.read_text()}file {'0' * 64} VOL001/absent.pdf\n")
    words = ("receipts", "sign", listed, defense / "received", "--key", defense, "--out",
             case / "receipt.txt")  # fmt: skip
    ran = kyles(*words)
    assert ran.code == Exit.INCOMPLETE
    assert "not here, and left out: VOL001/absent.pdf" in ran.out
    assert "absent" not in (case / "receipt.txt").read_text()
    assert "received 2024-07-12" in (case / "receipt.txt").read_text()
    (case / "empty").mkdir()
    none = kyles("receipts", "sign", listed, case / "empty", "--key", defense, "--out", case / "x")
    assert (none.code, none.err.count("\n")) == (Exit.USAGE, 1)


def test_only_the_defense_can_have_signed_it(kyles: Run, case: Path, defense: Path):
    receipt = signed(kyles, case, defense)
    forged = case / "forged.txt"
    forged.write_text(receipt.read_text().replace("2024-03-04", "2024-03-01"))
    assert kyles("receipts", "keep", forged).code == Exit.NOT_VERIFIED
    kyles("cosign", case / "other", "--init", "other.example")
    kyles("receipts", "sign", asked(kyles, case), defense / "received", "--key", case / "other",
          "--out", forged)  # fmt: skip
    refused = kyles("receipts", "keep", forged)
    assert (refused.code, refused.err.count("\n")) == (Exit.NOT_VERIFIED, 1)


def test_a_receipt_of_what_was_not_given_is_refused(kyles: Run, case: Path, defense: Path):
    listed = asked(kyles, case)
    listed.write_text(listed.read_text().replace("VOL001/VOL001.pdf", "VOL001/more.pdf"))
    kyles("receipts", "sign", listed, defense / "received", "--key", defense, "--out", case / "r")
    ran = kyles("receipts", "keep", case / "r")
    assert ran.code == Exit.NOT_VERIFIED
    assert "not given" in ran.err
    assert kyles("receipts", "ask", "REED01", "--defendant", "Harlan", "--out", case / "y",
                 ).code == Exit.USAGE  # fmt: skip


def test_it_stands_in_the_certificate_and_is_verified(kyles: Run, case: Path, defense: Path):
    kyles("receipts", "keep", signed(kyles, case, defense))
    ran = kyles("certificate", "--defendant", "Harlan", "--out", case / "out", "--by", "A. Lawyer")
    assert ran.code == Exit.DONE, ran.err
    pages = pypdfium2.PdfDocument(case / "out" / "certificate.pdf")
    words = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "the defense signed the list of 1 of them" in words.replace("\r\n", " ")
    bundle = case / "out" / "certificate.kyles-proof"
    told = kyles("verify", bundle)
    assert told.code == Exit.DONE
    assert ("defense signed on 2024-03-04 to have received 1 files of VOL001; 1 of them stand in"
            " the list.") in told.out  # fmt: skip
    changed = json.loads(bundle.read_text())
    changed["certificate"]["receipts"][0]["note"] = ""
    bundle.write_text(json.dumps(changed, ensure_ascii=False, sort_keys=True,
                                 separators=(",", ":")))  # fmt: skip
    assert kyles("verify", bundle).code == Exit.NOT_VERIFIED
