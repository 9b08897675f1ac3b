"""`kyles chronology`: what happened when, as table, JSON and drawing."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.cli.conftest import Run

TOLD = """Prosecutors said that A. Doe was arrested on March 3, 2021 near Harlan Road.

According to a report by The Mesa Herald, Doe was released last year.

The lab closed in 2019.
"""


@pytest.fixture
def told(kyles: Run, case: Path) -> Run:
    folder = case / "press"
    folder.mkdir()
    (folder / "note.txt").write_text(TOLD, "utf-8")
    kyles("add", folder, "--holder", "Press")
    return kyles


def own(kyles: Run) -> list[dict]:
    every = kyles("chronology", "--json").json["events"]
    return [one for one in every if one["source"]["path"] == "press/note.txt"]


def test_events_come_by_date_with_who_says_so(told: Run) -> None:
    assert [(one["value"], one["kind"], one["said_by"]) for one in own(told)] == [
        ("2019", "", ""),
        ("2021-03-03", "arrest", "Prosecutors"),
        ("last year", "", "a report by The Mesa Herald"),
    ]


def test_a_source_is_where_its_words_stand(told: Run) -> None:
    for one in own(told):
        source = one["source"]
        assert TOLD[source["start"] : source["end"]] == source["quote"]


def test_last_year_is_open_until_the_day_of_writing_is_told(told: Run, case: Path) -> None:
    assert own(told)[-1]["readings"] == []
    told("add", case / "press", "--holder", "Press", "--written", "2024-07")
    (found,) = [one for one in own(told) if one["value"] == "last year"]
    assert found["readings"] == [{"first": "2023-01-01", "last": "2023-12-31"}]
    told("add", case / "press", "--holder", "Press")
    assert found in own(told), "adding it again without the date keeps it"


def test_before_it_was_told_it_is_as_it_was(told: Run, case: Path) -> None:
    size = told("audit", "--json").json["ledger"]["size"]
    told("add", case / "press", "--holder", "Press", "--written", "2024-07")
    every = told("chronology", "--as-of", size, "--json").json["documents"]
    (note,) = [one for one in every if one["path"] == "press/note.txt"]
    assert (note["written"], note["written_not_before"]) == ("", "2021-03-03")


def test_the_table_and_the_drawing(told: Run, tmp_path: Path) -> None:
    assert "according to" in told("chronology").out.splitlines()[0]
    assert "a report by The Mesa Herald" not in told("chronology", "--dated", "--out",
                                                     tmp_path / "c.svg").out  # fmt: skip
    drawn = ET.fromstring((tmp_path / "c.svg").read_text("utf-8"))
    assert any("2021-03-03" in (one.text or "") for one in drawn.iter())


def test_the_days_of_writing_that_fit_are_said_until_one_is_told(told: Run, case: Path) -> None:
    fits = "press/note.txt: the day of writing is not told; 2021-03-03 or later fits"
    assert told("chronology").out.splitlines()[-1] == fits
    told("add", case / "press", "--holder", "Press", "--written", "2024-07")
    assert fits not in told("chronology").out


@pytest.mark.parametrize("written", ["July", "2024-13", "3/6/24", "before 2024"])
def test_a_day_of_writing_that_is_none(told: Run, case: Path, written: str) -> None:
    ran = told("add", case / "press", "--holder", "Press", "--written", written)
    assert ran.code == 2
    assert "write it like 2024" in ran.err
