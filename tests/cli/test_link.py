"""`kyles link`: an answer for one item comes before what is said of its incident."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.audit import look
from kyles.store import open_matter


def _answers(case: Path) -> list[bool | None]:
    with open_matter(case / "matter") as store:
        return [one.answer for one in look(store.view()).links.values()]


@pytest.fixture
def booked(kyles: Run, case: Path) -> Path:
    """A box that another list has under another number."""
    (case / "more").mkdir()
    rows = "Item No,Description,Case No\n9-0001,Box of cartridges,24-1047\n"
    (case / "more" / "shop.csv").write_text(rows)
    kyles("add", case / "more", "--holder", "City Police")
    return case


def test_the_last_answer_for_an_item_counts(kyles: Run, booked: Path):
    assert _answers(booked) == [None]
    ran = kyles("link", "9-0001", "--yes", "--reason", "the same box")
    assert ran.out.endswith("9-0001 belongs to this matter, from the next audit on.\n")
    assert _answers(booked) == [True]
    assert "does not belong" in kyles("link", "9-0001", "--no").out
    assert _answers(booked) == [False]


def test_an_answer_is_needed(kyles: Run, booked: Path):
    ran = kyles("link", "9-0001")
    assert (ran.code, _answers(booked)) == (2, [None])
    assert "An answer is missing." in ran.err
