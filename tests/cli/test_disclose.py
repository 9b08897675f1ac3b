"""`kyles disclose`: given by other means than a volume; what was offered was not served."""

from pathlib import Path

from tests.cli.conftest import Run


def test_offered_is_not_served(kyles: Run, case: Path):
    def status() -> list[str]:
        told = kyles("coverage", "--json", "--defendant", "Reed").json["items"]
        return [one["status"] for one in told if one["path"].endswith("#2024-0311")]

    words = ("disclose", "2024-0311", "--to", "Reed", "--on", "2024-05-01", "--by")
    assert status() == ["not_disclosed"]
    kyles(*words, "offered")
    assert status() == ["not_disclosed"]
    kyles(*words, "inspected")
    assert status() == ["inspected"]
    kyles(*words, "served")
    assert status() == ["served"]


def test_a_receipt_is_kept(kyles: Run, case: Path):
    receipt = case / "receipt.txt"
    receipt.write_text("Received the box.")
    kyles("disclose", "2024-0311", "--to", "Reed", "--on", "2024-05-01", "--by", "served",
          "--receipt", receipt)  # fmt: skip
    kept = [path for path in (case / "matter" / ".kyles" / "blobs").rglob("*") if path.is_file()]
    assert b"Received the box." in {path.read_bytes() for path in kept}
