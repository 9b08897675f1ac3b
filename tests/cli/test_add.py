"""`kyles add`: counts, what could not be read, and exit code 3 where something could not."""

from pathlib import Path

from tests.cli.conftest import Run

from kyles.errors import Exit

ODD = (
    "Kenn,Was,Location,Quantity\nA-11,Box of cartridges,C-14,1\nA-12,Revolver,C-15,1\n"
    "A-13,Holster,C-16,2\n"
)


def folder(case: Path) -> Path:
    lab = case / "lab"
    lab.mkdir()
    (lab / "a.txt").write_text("A report.")
    return lab


def test_counts_of_what_was_added(kyles: Run, case: Path):
    ran = kyles("add", folder(case), "--holder", "Laboratory")
    assert (ran.code, ran.err) == (Exit.DONE, "")
    assert ran.out.startswith("lab: 1 file, 1 item (1 new, 0 changed, 0 gone)\n")
    again = kyles("add", case / "lab", "--holder", "Laboratory")
    assert again.out.startswith("lab: 1 file, 1 item (nothing new)\n")


def test_what_could_not_be_read_is_named_and_ends_with_3(kyles: Run, case: Path):
    (folder(case) / "x.pdf").write_bytes(b"%PDF-1.7\nbroken")
    ran = kyles("add", case / "lab", "--holder", "Laboratory")
    assert ran.code == Exit.INCOMPLETE
    assert "failed: lab/x.pdf: " in ran.err
    told = kyles("add", case / "lab", "--holder", "Laboratory", "--json")
    assert told.code == Exit.INCOMPLETE
    assert told.json["states"] == {"failed": 1, "ok": 1}
    assert [one["path"] for one in told.json["unread"]] == ["lab/x.pdf"]


def test_an_unsure_list_gives_the_line_to_use_and_the_line_works(kyles: Run, case: Path):
    (folder(case) / "odd.csv").write_text(ODD)
    ran = kyles("add", case / "lab", "--holder", "Laboratory")
    assert ran.code == Exit.INCOMPLETE
    assert "--map" in ran.err
    mapped = kyles("add", case / "lab", "--holder", "Laboratory", "--map", "number=Kenn,title=Was")
    assert mapped.code == Exit.DONE
    assert kyles("show", "A-12").code == Exit.DONE


def test_a_defendant_in_any_case_and_a_matter_from_anywhere(kyles: Run, case: Path, monkeypatch):
    monkeypatch.chdir("/")
    ran = kyles("add", folder(case), "--produced-to", "hARLAN", "--on", "2024-05-01",
                "--matter", case / "matter", "--json")  # fmt: skip
    assert (ran.code, ran.json["side"], ran.json["new"]) == (Exit.DONE, "produced", 1)
    monkeypatch.chdir(case / "matter" / ".kyles")
    told = kyles("productions", "--json").json["productions"]
    assert {"volume": "lab", "defendants": ["Harlan"], "on": "2024-05-01"} in told


def test_restricted(kyles: Run, case: Path):
    ran = kyles("add", folder(case), "--holder", "Vault", "--restricted", "--json")
    assert (ran.code, ran.json["states"]) == (Exit.DONE, {"restricted": 1})
    assert kyles("show", "lab/a.txt", "--text").out == ""


def test_a_long_list_of_trouble_is_cut(kyles: Run, case: Path):
    lab = folder(case)
    for number in range(30):
        (lab / f"{number}.pdf").write_bytes(b"%PDF-1.7\n" + bytes([number]))
    ran = kyles("add", lab, "--holder", "Laboratory")
    assert "and 10 more: kyles items --unread" in ran.err
