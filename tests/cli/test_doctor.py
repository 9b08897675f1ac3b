"""`kyles doctor`: names what is wrong; adding again mends what is missing."""

from pathlib import Path

from tests.cli.conftest import Run

from kyles.errors import Exit


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
