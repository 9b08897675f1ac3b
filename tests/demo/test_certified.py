"""The demo goes on: a certificate incomplete on time, then a complete one, both verified."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run, kyles

from kyles.errors import Exit
from kyles.verify import check

__all__ = ["kyles"]


@pytest.fixture
def demo(kyles: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    monkeypatch.setenv("KYLES_NOW", "2024-07-19T16:00:00Z")
    ran = kyles("demo", tmp_path / "demo", "--certified", "--no-serve")
    assert ran.code == Exit.DONE, ran.err
    return ran.out, tmp_path / "demo" / "certificates"


def test_certificates_and_readiness_sheets_before_and_after(demo: tuple[str, Path]):
    out, folder = demo
    assert out.count("It holds.") == 2
    first, second = (check((folder / n / "certificate.kyles-proof").read_bytes())
                     for n in ("1", "2"))  # fmt: skip
    assert first.holds
    assert second.holds
    assert first.shown[0].startswith("Certificate of Disclosure (incomplete), number 1, for Harlan")
    assert second.shown[0].startswith("Supplemental Certificate of Disclosure, number 2,")
    assert " 0 outstanding." in second.shown[1]
    assert any("goes on from the earlier checkpoint" in line for line in second.shown)
    before, after = ((folder / f"readiness_{n}.txt").read_text("utf-8") for n in (1, 2))
    assert "21-0886-S2" in before
    assert "\nOutstanding\n  none\n" in after
    assert "\nOutstanding\n  none\n" not in before
    certified = b"".join(path.read_bytes() for path in folder.glob("?/*"))
    assert b"INTERNAL" not in certified


def test_a_side_that_received_certifies_nothing(kyles: Run, tmp_path: Path):
    ran = kyles("demo", tmp_path / "demo", "--certified", "--received")
    assert (ran.code, ran.err.count("\n")) == (Exit.USAGE, 1)
