"""Bundles that earlier versions made are verified for ever; see tests/samples/bundles.

A folder there is a version, a folder in it a bundle with its PDF, the keys that were told, and the
checkpoint that was held. They are never made anew: a release adds a folder.
"""

import json
from pathlib import Path

import pytest

from kyles.verify import check
from kyles.verify.verify import digest

SAMPLES = Path(__file__).parent.parent / "samples" / "bundles"
EVERY = sorted(path.parent for path in SAMPLES.glob("*/*/certificate.kyles-proof"))


def told(folder: Path, name: str) -> str:
    path = folder / name
    return path.read_text("utf-8") if path.is_file() else ""


def test_they_are_there():
    assert len(EVERY) >= 5


@pytest.mark.parametrize("folder", EVERY, ids=lambda one: f"{one.parent.name}/{one.name}")
def test_an_earlier_bundle_holds(folder: Path):
    bundle = (folder / "certificate.kyles-proof").read_bytes()
    pdf = folder / "certificate.pdf"
    report = check(bundle, [(pdf.name, digest(pdf))], policy=told(folder, "policy"),
                   last=told(folder, "last"))  # fmt: skip
    assert report.holds, report.wrong
    assert "certificate.pdf is, byte for byte, the certificate's PDF." in report.shown
    assert any("for Harlan" in line for line in report.shown)


@pytest.mark.parametrize("folder", EVERY, ids=lambda one: f"{one.parent.name}/{one.name}")
def test_an_earlier_bundle_that_was_changed_does_not_hold(folder: Path):
    made = json.loads((folder / "certificate.kyles-proof").read_text("utf-8"))
    made["certificate"]["number"] = "3"
    changed = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    report = check(changed.encode())
    assert report.wrong == ["The certificate's words are not those that the ledger recorded."]
