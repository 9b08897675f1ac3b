"""`kyles withhold`: the log, as each side sees it."""

from pathlib import Path

from tests.cli.conftest import Run


def test_the_log_as_each_side_sees_it(kyles: Run, case: Path):
    kyles("withhold", "report.pdf", "--provision", "Rule 11-510", "--reason", "identity",
          "--existence-revealed", "no")  # fmt: skip
    own = kyles("withhold").out
    assert "not revealed" in own
    seen = kyles("withhold", "--log", "harlan")
    assert "Rule 11-510" not in seen.out
    assert "revealed" not in seen.out
    told = kyles("withhold", "--log", "Harlan", "--json").json["withholding_log"]
    assert [one["entry"] for one in told] == ["W-1"]
    assert kyles("withhold", "--log", "Reed", "--json").json["withholding_log"] == []


def test_what_the_log_tells_of_all_the_same_is_said(kyles: Run, case: Path):
    entry = ("--provision", "Rule 11-510", "--reason", "identity")
    secret = (*entry, "--existence-revealed", "no")
    assert kyles("withhold", "report.pdf", *entry, "--from", "Reed").err == ""
    assert kyles("withhold", "report.pdf", *secret, "--from", "Harlan").err == ""
    assert "tells of it openly, in W-2" in kyles("withhold", "report.pdf", *secret).err
    kyles("audit")
    kyles("certificate", "--defendant", "Reed", "--readiness", "sheet.txt")
    sheet = (case / "matter" / "sheet.txt").read_text("utf-8")
    assert sheet.count("[but the log tells of the item: W-2]") == 1


def test_what_is_not_revealed_changes_no_byte_of_what_is_served(kyles: Run, case: Path):
    def served() -> bytes:
        kyles("export", "--out", "out", "--served-to", "Harlan")
        return (case / "matter" / "out" / "served.json").read_bytes()

    before = served()
    kyles("withhold", "supplement_2.pdf", "--provision", "R", "--reason", "x", "--pages", "2-3",
          "--existence-revealed", "no")  # fmt: skip
    assert served() == before
