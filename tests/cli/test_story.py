"""The story of a case on its public dates, from the waiver of arraignment to the civil claims.

The dates are those of public reports; the people are invented.
"""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

CASE = ("--matter", "m")
SOURCE = r"read\b.* at [\w.]+ on 2026-11-2\d"


@pytest.fixture
def story(kyles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The matter as it stood on the evening of 11 July 2024, the day before the dismissal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KYLES_NOW", "2024-07-11T20:00:00Z")
    room = tmp_path / "property room"
    room.mkdir()
    (room / "inventory.csv").write_text(
        "Item No,Description,Case No,Location\n2024-0311,box of cartridges .45,,C-14\n", "utf-8"
    )
    ran = [
        kyles("new", "m", "--title", "State v. Harlan", "--court", "us-nm/district",
              "--defendant", "Harlan", "--defendant", "Reed", "--incident", "21-0886"),
        kyles("add", room, "--holder", "County Sheriff", *CASE),
        event(kyles, "offense", "2021-10-21"),
        event(kyles, "waiver_of_arraignment", "2024-01-31", "--defendant", "Harlan"),
        event(kyles, "hand_over", "2024-03-06", "--item", "2024-0311",
              "--says", "a retired officer handed in rounds"),
        event(kyles, "verdict", "2024-03-06", "--defendant", "Reed"),
        event(kyles, "recording", "2024-03-06",
              "--says", "any video of the hand-over (whether one existed was not checked)"),
        kyles("team", "add", "A. Poe", "--role", "evidence technician", "--agency",
              "County Sheriff", "--government", "county", "--body", "Santa Fe County",
              "--since", "2021-10-21", *CASE),
    ]  # fmt: skip
    assert [one.code for one in ran] == [0] * len(ran), [one.err for one in ran]
    return tmp_path / "m"


def event(kyles, kind: str, on: str, *words: str):
    return kyles("events", "add", kind, "--on", on, *words, *CASE)


def dismissed(kyles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYLES_NOW", "2026-11-22T20:00:00Z")
    for kind, on in (("dismissal", "2024-07-12"), ("written_order", "2024-07-31"),
                     ("appeal_ended", "2024-12-23")):  # fmt: skip
        assert event(kyles, kind, on, "--defendant", "Harlan").code == 0


def findings(kyles, rule: str) -> list[str]:
    ran = kyles("audit", "--json", *CASE)
    return [one["says"] for one in ran.json["findings"] if one["rule"] == rule]


@pytest.mark.usefixtures("story")
def test_127_days_not_disclosed(kyles) -> None:
    told = findings(kyles, "late")
    assert any("127 days from 2024-03-06" in one for one in told)
    assert all("not legal advice" in one and re.search(SOURCE, one) for one in told)


@pytest.mark.usefixtures("story")
def test_the_retention_date_of_a_video_of_the_hand_over(kyles) -> None:
    (told,) = findings(kyles, "retention_running_out")
    assert told.startswith("any video of the hand-over (whether one existed was not checked): the"
                           " law had it kept until 2024-07-04, which has passed")  # fmt: skip
    (proposed,) = kyles("holds", "propose", "--json", *CASE).json["proposed"]
    assert (proposed["until"], proposed["state"]) == ("2024-07-04", "not in force")


@pytest.mark.usefixtures("story")
def test_duties_of_the_waiver_bear_their_mark(kyles) -> None:
    told = kyles("duties", "--json", "--defendant", "Harlan", *CASE).json
    due = {one["provision"]: one for one in told["duties"]}
    assert due["us-nm.disclosure.initial"]["rolled"] == "2024-02-14"
    assert due["us-nm.disclosure.initial"]["mark"] == "unverified"
    assert due["us-nm.disclosure.continuing"]["period"] == "promptly"
    assert due["us-fed.disclosure.favorable"]["open"][0]["path"].endswith("inventory.csv#2024-0311")
    assert "unverified" in kyles("duties", *CASE).out


@pytest.mark.usefixtures("story")
def test_the_rounds_stay_listed_for_the_codefendant_with_her_verdict(kyles) -> None:
    (item,) = kyles("duties", "--history", "--json", *CASE).json["items"]
    harlan, reed = item["defendants"]
    assert item["first_recorded"] == "2024-03-06"
    assert (harlan["verdict_on"], reed["verdict_on"]) == (None, "2024-03-06")
    assert harlan["review"] == []
    assert reed["review"] == ["ABA Model Rule of Professional Conduct 3.8(g), (h) [unverified]"]
    assert item["for_counsel"] == ["culpability", "prejudice", "lesser sanctions"]


@pytest.mark.usefixtures("story")
def test_letters_to_two_recipients_and_their_receiving_side(kyles, tmp_path: Path) -> None:
    to = ("County Sheriff", "District Attorney")
    drafted = kyles("holds", "draft", "--to", to[0], "--to", to[1], "--scope", "all of it",
                    "--system", "phones", "--system", "mail", "--owner", "A. Counsel",
                    *CASE)  # fmt: skip
    assert drafted.code == 0, drafted.err
    for out in ("letter.docx", "letter.pdf"):
        assert kyles("holds", "letter", "H-1", "--to", to[0], "--out", out, *CASE).code == 0
    assert (tmp_path / "letter.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    kyles("holds", "send", "H-1", "--on", "2024-07-12", *CASE)
    assert _hold(kyles)["state"] == "not in force"
    ran = kyles("holds", "acknowledge", "H-1", "--on", "2024-07-11", *CASE)
    assert ran.code == 2
    assert "named custodian" in ran.err
    for name, on in zip(to, ("2024-07-11", "2024-07-11"), strict=True):
        kyles("holds", "acknowledge", "H-1", "--custodian", name, "--on", on, *CASE)
    assert _hold(kyles)["state"] == "in force"
    assert set(_hold(kyles)["custodians"].values()) == {"acknowledged"}
    received = kyles("holds", "receive", "letter.pdf", "--from", "A. Counsel", "--on", "2024-07-15",
                     "--scope", "all of the incident", "--owner", "County Attorney",
                     "--notify", "A. Poe", *CASE)  # fmt: skip
    assert received.code == 0, received.err
    last = kyles("holds", "--json", *CASE).json["holds"][-1]
    assert (last["side"], last["owner"]) == ("received", "County Attorney")
    assert last["systems"] == ["phones", "mail", "messages"]
    assert last["custodians"] == {"A. Poe": "notified"}


def _hold(kyles) -> dict:
    return kyles("holds", "--json", *CASE).json["holds"][0]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("dismissed-with-prejudice", "Filing again is barred"),
        ("dismissed-without-prejudice", "2026-10-21, passed; safe 2026-10-21"),
    ],
)
def test_the_bar_to_filing_again(kyles, monkeypatch: pytest.MonkeyPatch, kind, says) -> None:
    dismissed(kyles, monkeypatch)
    told = kyles("disposition", "--defendant", "Harlan", "--kind", kind, "--on", "2024-07-12",
                 "--json", *CASE).json["dispositions"][0]  # fmt: skip
    assert says in told["refiling"][0]
    assert "30-1-8(B)" in told["refiling"][0]


@pytest.mark.usefixtures("story")
def test_civil_claims_with_their_candidate_dates(kyles, monkeypatch: pytest.MonkeyPatch) -> None:
    dismissed(kyles, monkeypatch)
    ran = kyles("civil-claims", "--defendant", "Harlan", "--json", *CASE)
    told = {one["claim"].rsplit(".", 1)[1]: one for one in ran.json["claims"]}
    notice = {one["start"]: one for one in told["tort-claims-act"]["notice"]}
    assert notice["hand_over"]["safe"] == "2024-06-04"
    assert notice["dismissal"]["safe"] == "2024-10-10"
    assert told["tort-claims-act"]["safe_notice"] == "2024-06-04"
    assert _rolled(told["tort-claims-act"]["suit"], "dismissal") == ("2026-07-12", "2026-07-13")
    assert _rolled(told["civil-rights-act"]["notice"], "dismissal") == ("2025-07-12", "2025-07-14")
    assert _rolled(told["civil-rights-act"]["suit"], "dismissal") == ("2027-07-12", "2027-07-12")
    assert _rolled(told["section-1983"]["suit"], "dismissal") == ("2027-07-12", "2027-07-12")
    assert _rolled(told["section-1983"]["suit"], "appeal_ended") == ("2027-12-23", "2027-12-23")
    assert {body["sued_as"] for body in told["section-1983"]["sued_as"]} == {
        "Board of County Commissioners of Santa Fe County"
    }
    assert all(
        each["says"] == "attorney to confirm accrual; not legal advice" and each["source"]
        for one in told.values()
        for each in (*one["notice"], *one["suit"])
    )
    assert "unverified" in {each["mark"] for each in told["civil-rights-act"]["suit"]}
    shown = {need["says"]: need["in_the_ledger"] for need in told["tort-claims-act"]["needs"]}
    assert shown["written notice in time, or actual notice of the claim"] == []
    assert "notice: safe 2024-06-04" in kyles("civil-claims", "--defendant", "Harlan", *CASE).out
    assert told["spoliation"]["suit_says"] == "not stated in the rule file; attorney to research"


def _rolled(dates: list[dict], start: str) -> tuple[str, str]:
    (one,) = (each for each in dates if each["start"] == start)
    return one["raw"], one["rolled"]


@pytest.mark.usefixtures("story")
def test_every_date_in_a_calendar(kyles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dismissed(kyles, monkeypatch)
    event(kyles, "trial_date", "2024-07-10", "--defendant", "Harlan")
    assert kyles("holds", "calendar", "--out", "dates.ics", *CASE).code == 0
    text = (tmp_path / "dates.ics").read_bytes().decode()
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    flat = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20240604" in flat
    assert "DTSTART;VALUE=DATE:20240704" in flat
    assert "SUMMARY:Harlan: trial\r\n" in flat
    assert "SUMMARY:Harlan: Appeal by the State (safe)\r\n" in flat
    assert "SUMMARY:Harlan: Defendant's disclosure to the State (safe)\r\n" in flat
    assert flat.count("BEGIN:VEVENT") == flat.count("not legal advice") == flat.count("UID:")
    assert len(set(json.dumps(flat).split("UID:"))) == flat.count("UID:") + 1


@pytest.mark.usefixtures("story")
def test_no_certificate_rests_silently_on_what_was_not_verified(kyles, tmp_path: Path) -> None:
    ran = kyles("certificate", "--defendant", "Harlan", "--out", "out", "--by", "A. Lawyer", *CASE)
    assert ran.code == 0, ran.err
    (made,) = (tmp_path / "out").rglob("*.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made)]
    assert "Under Rule 5-501(A) NMRA [unverified]" in " ".join(" ".join(pages).split())


@pytest.mark.usefixtures("story")
def test_a_letter_after_the_last_day_of_the_video_came_too_late(kyles, monkeypatch) -> None:
    monkeypatch.setenv("KYLES_NOW", "2024-07-17T20:00:00Z")
    kyles("holds", "draft", "--to", "County Sheriff", "--scope", "all of it", *CASE)
    kyles("holds", "acknowledge", "H-1", "--custodian", "County Sheriff", "--on", "2024-07-16",
          *CASE)  # fmt: skip
    (told,) = findings(kyles, "retention_running_out")
    assert "until 2024-07-04, which has passed; no hold was in force; hold H-1 came later" in told
