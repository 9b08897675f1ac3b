"""`kyles codefendants`: the items of an incident, for every defendant of every matter of it."""

import shutil
from pathlib import Path

import pytest

REPORT = """INCIDENT REPORT
Agency case no. 21-0886

Deputy Roe photographed the cart and the holster on the bench. Technician Poe collected eleven
casings from the floor of the church building and sealed them in bag four."""
SECRET = "Interview of a confidential source who named the supplier of the crates in the yard."


@pytest.fixture
def cases(kyles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two matters of one incident. Reed was given the report; the rounds are in Harlan's only."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KYLES_NOW", "2024-07-11T20:00:00Z")
    for folder, name, text in (("sheriff", "report.txt", REPORT), ("VOL001", "a.txt", REPORT),
                               ("unit", "source.txt", SECRET)):  # fmt: skip
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, "utf-8")
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "inventory.csv").write_text(
        "Item No,Description,Case No\n2024-0311,box of cartridges .45,21-0886\n", "utf-8"
    )
    new = ("--court", "us-nm/district")
    ran = [
        kyles("new", "cases/h", "--title", "State v. Harlan", *new, "--defendant", "Harlan",
              "--incident", "21-0886"),
        kyles("new", "cases/r", "--title", "State v. Reed", *new, "--defendant", "Reed",
              "--incident", "21-886"),
        kyles("new", "cases/o", "--title", "State v. Other", *new, "--defendant", "Other",
              "--incident", "22-4711"),
        kyles("add", "sheriff", "--holder", "Sheriff", "--matter", "cases/h"),
        kyles("add", "room", "--holder", "Sheriff", "--matter", "cases/h"),
        kyles("add", "unit", "--holder", "Unit", "--defendant", "Reed", "--matter", "cases/r"),
        kyles("add", "VOL001", "--produced-to", "Reed", "--on", "2024-02-20", "--matter",
              "cases/r"),
        kyles("events", "add", "verdict", "--on", "2024-03-06", "--defendant", "Reed", "--matter",
              "cases/r"),
    ]  # fmt: skip
    assert [one.code for one in ran] == [0] * len(ran), [one.err for one in ran]
    return tmp_path / "cases"


def told(kyles, matter: str) -> dict[str, dict[str, dict]]:
    """How each defendant stands, by the item's file or number and the defendant."""
    document = kyles("codefendants", "--json", "--matter", matter).json
    return {one["path"].rsplit("#")[-1].rsplit("/")[-1]:
            {each["defendant"]: each for each in one["defendants"]}
            for one in document["items"]}  # fmt: skip


def test_given_to_one_and_not_found_given_to_the_other(kyles, cases: Path) -> None:
    report = told(kyles, "cases/h")["report.txt"]
    assert (report["Harlan"]["status"], report["Harlan"]["given_on"]) == ("not_disclosed", None)
    assert (report["Reed"]["status"], report["Reed"]["given_on"]) == ("disclosed", "2024-02-20")
    assert report["Reed"]["held_there"] is False
    assert report["Reed"]["review"] == []


def test_an_item_of_one_matter_stays_listed_in_the_other(kyles, cases: Path) -> None:
    rounds = told(kyles, "cases/r")["2024-0311"]
    assert set(rounds) == {"Harlan", "Reed"}
    assert rounds["Reed"]["status"] == "not_disclosed"
    assert rounds["Reed"]["verdict_on"] == "2024-03-06"
    assert "3.8(g), (h)" in rounds["Reed"]["review"][0]
    assert rounds["Harlan"]["verdict_on"] is None
    assert rounds["Harlan"]["review"] == []


def test_both_sides_of_the_link_say_the_same(kyles, cases: Path) -> None:
    assert told(kyles, "cases/h")["2024-0311"] == told(kyles, "cases/r")["2024-0311"]


def test_what_concerns_one_alone_is_listed_for_no_other(kyles, cases: Path) -> None:
    assert set(told(kyles, "cases/h")["source.txt"]) == {"Reed"}


def test_an_item_held_in_both_matters_is_told_once(kyles, cases: Path) -> None:
    kyles("add", "sheriff", "--holder", "Sheriff", "--matter", "cases/r")
    items = kyles("codefendants", "--json", "--matter", "cases/h").json["items"]
    assert len([one for one in items if one["path"].endswith("report.txt")]) == 1
    assert all(one["held_there"] for one in told(kyles, "cases/h")["report.txt"].values())


def test_it_says_which_matters_and_where_was_searched(kyles, cases: Path) -> None:
    ran = kyles("codefendants", "--matter", "cases/h")
    flat = " ".join(ran.out.split())
    assert "State v. Harlan and State v. Reed (Reed) share agency case no. 21-0886." in flat
    assert "not held or listed in State v. Reed: what was given there was searched" in flat
    assert "Other" not in ran.out
    assert "not legal advice" in ran.err


def test_without_a_link_there_are_ones_own_defendants(kyles, cases: Path) -> None:
    kyles("add", "sheriff", "--holder", "Sheriff", "--matter", "cases/o")
    ran = kyles("codefendants", "--matter", "cases/o")
    assert "No matter beside State v. Other names one of its incidents." in ran.out
    assert "Reed" not in ran.out


def test_nothing_of_it_reaches_what_a_side_is_shown(kyles, cases: Path, tmp_path: Path) -> None:
    """With the other matter beside it or alone, what leaves for Harlan's side is the same."""
    shutil.copytree(cases / "h", tmp_path / "alone" / "h")
    beside, alone = (_leaving(kyles, folder / "h") for folder in (cases, tmp_path / "alone"))
    assert beside == alone
    assert b"Reed" not in b"".join(beside)


def _leaving(kyles, matter: Path) -> list[bytes]:
    out = matter.parent / "out"
    for words in (
        ("codefendants",), ("audit",), ("export", "--out", out / "served", "--served-to", "Harlan"),
        ("request", "--defendant", "Harlan", "--out", out / "letter.docx"),
    ):  # fmt: skip
        out.mkdir(exist_ok=True)
        assert kyles(*words, "--matter", matter).code == 0
    told = [one.read_bytes() for one in sorted(out.rglob("*")) if one.is_file()]
    findings = kyles("findings", "--json", "--matter", matter).out.encode()
    assert len(told) == 2
    return [*told, findings]


def test_the_other_matter_is_not_changed(kyles, cases: Path) -> None:
    before = {one: one.read_bytes() for one in (cases / "r").rglob("*") if _is_own(one)}
    kyles("codefendants", "--matter", "cases/h")
    assert {one: one.read_bytes() for one in (cases / "r").rglob("*") if _is_own(one)} == before


def _is_own(path: Path) -> bool:
    return path.is_file() and not path.name.endswith(("-shm", "-wal"))
