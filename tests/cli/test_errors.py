"""What goes wrong is one line on stderr, with the right exit code; stdout stays empty."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit
from kyles.store import open_matter_folder

NEW = ("new", "x", "--title", "State v. X", "--court", "us-nm/district")
HELD = ("--holder", "Sheriff")
GIVEN = ("--produced-to", "Harlan")

#: words of a command in a matter, its exit code, and a part of what it says
MISUSES: list[tuple[Sequence[str], Exit, str]] = [
    (("audti",), Exit.USAGE, "There is no command 'audti'. Did you mean 'kyles audit'?"),
    (("frobnicate",), Exit.USAGE, "'kyles --help' lists them."),
    (("--frob",), Exit.USAGE, "--frob"),
    (("audit", "--fial-on", "1"), Exit.USAGE, "--fail-on"),
    (("audit", "--fail-on", "9"), Exit.USAGE, "1<=x<=4"),
    (("audit", "--fail-on", "high"), Exit.USAGE, "'kyles audit --help'"),
    (("audit", "--as-of", "0"), Exit.USAGE, "the ledger has"),
    (("audit", "--as-of", "100000"), Exit.USAGE, "the ledger has"),
    (("coverage", "--as-of", "-3"), Exit.USAGE, "the ledger has"),
    (("items", "--as-of", "x"), Exit.USAGE, "'x' is not a valid integer"),
    (("items", "--state", "bla"), Exit.USAGE, "unsupported"),
    (("add",), Exit.USAGE, "Missing argument 'PATH'"),
    (("add", "../sheriff"), Exit.USAGE, "either --holder or --produced-to"),
    (("add", "../sheriff", *HELD, *GIVEN), Exit.USAGE, "either --holder or --produced-to"),
    (("add", "../sheriff", "--holder", " "), Exit.USAGE, "--holder"),
    (("add", "../nowhere", *HELD), Exit.USAGE, "no such file or folder"),
    (("add", "../VOL001", "--produced-to", "Nobody"), Exit.USAGE, "Defendants: Harlan, Reed."),
    (("add", "../sheriff", *HELD, "--defendant", "Nobody"), Exit.USAGE, "no defendant 'Nobody'"),
    (("add", "../VOL001", *GIVEN, "--on", "03/01/2024"), Exit.USAGE, "write it like 2024-03-01"),
    (("add", "../VOL001", *GIVEN, "--on", "2024-02-30"), Exit.USAGE, "write it like 2024-03-01"),
    (("add", "../sheriff", *HELD, "--on", "2024-03-01"), Exit.USAGE, "--on goes with"),
    (("add", "../sheriff", *HELD, "--map", "nonsense"), Exit.USAGE, "--map"),
    (("add", "../sheriff", "--holder", "County Sheriff", "--restricted"), Exit.FAILED,
     "its bytes are kept"),
    ((*NEW[:3], "", *NEW[4:]), Exit.USAGE, "--title is empty"),
    ((*NEW[:3], " \n ", *NEW[4:]), Exit.USAGE, "--title is empty"),
    (NEW[:4], Exit.USAGE, "Missing option '--court'"),
    ((*NEW[:5], "us-nm/distrct"), Exit.USAGE, "Did you mean 'us-nm/district'?"),
    ((*NEW, "--defendant", "Doe", "--defendant", "doe"), Exit.USAGE, "same defendant twice"),
    ((*NEW, "--defendant", ""), Exit.USAGE, "--defendant is empty"),
    (("new", ".", *NEW[2:]), Exit.FAILED, "matter already"),
    (("new", "../sheriff/report.pdf", *NEW[2:]), Exit.FAILED, "report.pdf"),
    (("show", "nothing.pdf"), Exit.USAGE, "There is no item 'nothing.pdf'"),
    (("show", "F-9999"), Exit.USAGE, "There is no finding 'F-9999'"),
    (("show", "inventory.csv#2021-1187", "--page", "1"), Exit.USAGE, "--page goes with --text"),
    (("show", "report.pdf", "--text", "--page", "7"), Exit.USAGE, "has 1 page"),
    (("show", "report.pdf", "--text", "--reading", "sung"), Exit.USAGE, "no reading 'sung'"),
    (("compare", "2021-1187"), Exit.USAGE, "no held document"),
    (("compare", "VOL001/VOL001.pdf"), Exit.USAGE, "no held document"),
    (("compare", "report.pdf", "--defendant", "Nobody"), Exit.USAGE, "no defendant"),
    (("decide", "F-0001", "--explain", "x"), Exit.USAGE, "no finding"),
    (("decide", "F-0001"), Exit.USAGE, "Give one of --explain"),
    (("decide", "F-0001", "--explain", "x", "--wrong", "y"), Exit.USAGE, "Give one of"),
    (("decide", "F-0001", "--explain", " "), Exit.USAGE, "with words"),
    (("mark", "report.pdf", "--favorable", "guilt", "--reason", " "), Exit.USAGE, "needs a reason"),
    (("mark", "report.pdf", "--favorable", "x", "--reason", "y"), Exit.USAGE, "impeachment"),
    (("withhold", "report.pdf", "--reason", "x"), Exit.USAGE, "needs a provision"),
    (("withhold", "report.pdf", "--provision", "R", "--reason", "x", "--pages", "two"),
     Exit.USAGE, "write it like 2-3,5"),
    (("withhold", "report.pdf", "--provision", "R", "--reason", "x", "--pages", "3-2"),
     Exit.USAGE, "write it like 2-3,5"),
    (("withhold", "report.pdf", "--provision", "R", "--reason", "x", "--pages", "2"),
     Exit.USAGE, "has 1 page"),
    (("disclose", "report.pdf", "--to", "Nobody", "--on", "2024-01-01", "--by", "email"),
     Exit.USAGE, "no defendant"),
    (("disclose", "report.pdf", "--to", "Reed", "--on", "2024-01-01", "--by", "pigeon"),
     Exit.USAGE, "inspected"),
    (("disclose", "report.pdf", "--to", "Reed", "--on", "2024-01-01", "--by", "email",
      "--receipt", "nowhere.pdf"), Exit.USAGE, "no such file"),
    (("export", "--out", "kyles.toml"), Exit.USAGE, "kyles.toml"),
    (("export", "--out", "out", "--served-to", "Nobody"), Exit.USAGE, "no defendant"),
    (("findings", "--rule", "nonsense"), Exit.USAGE, "held_not_disclosed"),
    (("items", "--matter", "../sheriff"), Exit.NO_MATTER, "is not a matter"),
    (("items", "--matter", "../nowhere"), Exit.NO_MATTER, "is not a matter"),
]  # fmt: skip


def one_line(told: str) -> None:
    assert told.startswith("kyles: ")
    assert told.count("\n") == 1
    assert "Traceback" not in told
    assert "made a mistake" not in told


@pytest.mark.parametrize(
    ("words", "code", "says"), MISUSES, ids=[" ".join(words)[:60] for words, _, _ in MISUSES]
)
def test_a_misuse(kyles: Run, case: Path, words: Sequence[str], code: Exit, says: str):
    with open_matter_folder(case / "matter") as store:
        before = store.view().root
    ran = kyles(*words)
    one_line(ran.err)
    assert says in ran.err
    assert (ran.code, ran.out) == (code, "")
    with open_matter_folder(case / "matter") as store:
        assert store.view().root == before


def drop(folder: Path) -> None:
    (folder / "matter.db").unlink()


def overwrite(folder: Path) -> None:
    (folder / "matter.db").write_bytes(b"this was a matter\n" * 1000)


def truncate(folder: Path) -> None:
    data = (folder / "matter.db").read_bytes()
    (folder / "matter.db").write_bytes(data[: len(data) // 2])


def outdate(folder: Path) -> None:
    with sqlite3.connect(folder / "matter.db") as raw:
        raw.execute("PRAGMA user_version = 77")
    raw.close()


@pytest.mark.parametrize("command", ["items", "audit", "coverage", "doctor", "add ../sheriff"])
@pytest.mark.parametrize("damage", [drop, overwrite, truncate, outdate, shutil.rmtree])
def test_a_matter_that_cannot_be_read(
    kyles: Run, case: Path, command: str, damage: Callable[[Path], None]
):
    damage(case / "matter" / ".kyles")
    ran = kyles(*command.split(), *(HELD if command.startswith("add") else ()))
    assert ran.code == Exit.FAILED
    if command != "doctor" or not ran.out:
        one_line(ran.err)
        assert ran.out == ""


@pytest.mark.parametrize("command", ["items", "audit", "doctor", "findings", "withhold"])
def test_outside_of_a_matter(
    kyles: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
):
    monkeypatch.chdir(tmp_path)
    ran = kyles(command)
    one_line(ran.err)
    assert (ran.code, ran.out) == (Exit.NO_MATTER, "")
    assert "kyles new" in ran.err


def test_a_second_job_ends_with_who_runs(kyles: Run, case: Path):
    with open_matter_folder(case / "matter") as store, store.job("add"):
        for words in (("audit",), ("add", "../sheriff", *HELD)):
            ran = kyles(*words)
            one_line(ran.err)
            assert (ran.code, ran.out) == (Exit.BUSY, "")
            assert "'kyles add' is running (process" in ran.err


def test_single_acts_and_reads_succeed_beside_a_job(kyles: Run, case: Path):
    assert kyles("audit").code == Exit.INCOMPLETE
    with open_matter_folder(case / "matter") as store, store.job("add"):
        for words in (
            ("decide", "1", "--explain", "a copy"), ("items",), ("show", "F-0001"), ("doctor",),
            ("mark", "report.pdf", "--favorable", "guilt", "--reason", "x"),
            ("withhold", "report.pdf", "--provision", "R", "--reason", "x"),
            ("disclose", "report.pdf", "--to", "Reed", "--on", "2024-01-01", "--by", "email"),
        ):  # fmt: skip
            assert kyles(*words).code == Exit.DONE, words


def test_a_volume_that_points_outside_is_refused_whole(kyles: Run, case: Path):
    volume = case / "VOL002"
    volume.mkdir()
    (volume / "a.opt").write_text("H-1,VOL002,..\\..\\etc\\passwd,Y,,,1\n")
    (volume / "a.txt").write_text("words")
    ran = kyles("add", volume, *GIVEN)
    one_line(ran.err)
    assert (ran.code, ran.out) == (Exit.FAILED, "")
    assert kyles("items", "--json").out.count("VOL002") == 0


def test_a_row_with_a_field_too_many_is_told_and_kept(kyles: Run, case: Path):
    heads = ["BegBates", "EndBates", *(f"F{number}" for number in range(21))]
    row = ["HAR-000101", "HAR-000101", *("x" for _ in range(22))]
    volume = case / "VOL003"
    volume.mkdir()
    lines = ["\x14".join(f"\u00fe{cell}\u00fe" for cell in cells) for cells in (heads, row)]
    assert (len(heads), len(row)) == (23, 24)
    (volume / "a.dat").write_text("\r\n".join(lines) + "\r\n", "utf-8")
    ran = kyles("add", volume, *GIVEN, "--json")
    assert ran.json["new"] == 2
    told = kyles("audit", "--json").json["findings"]
    problems = [one for one in told if one["rule"] == "load_file_mismatch"]
    assert any("24" in one["says"] and "23" in one["says"] for one in problems), problems
    index = kyles("productions", "--defendant", "Harlan", "--json").json["documents"]
    assert "HAR-000101" in [one["begin"] for one in index]


def test_a_mistake_of_our_own_is_one_line_too(
    kyles: Run, case: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of\nthis")

    monkeypatch.setattr("kyles.cli.commands.items.items.every", broken)
    ran = kyles("items")
    assert ran.err.startswith("kyles: Kyles made a mistake: ZeroDivisionError: of this.")
    assert (ran.code, ran.out, ran.err.count("\n")) == (Exit.FAILED, "", 1)
    monkeypatch.setenv("KYLES_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        kyles("items")


def test_a_report_that_cannot_be_written(kyles: Run, case: Path):
    ran = kyles("audit", "--out", "kyles.toml/report.html")
    one_line(ran.err)
    assert (ran.code, ran.out) == (Exit.FAILED, "")


def test_a_report_in_a_folder_that_is_not_there_yet(kyles: Run, case: Path):
    kyles("audit", "--out", "for court/first/report.html")
    assert Path("for court/first/report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
