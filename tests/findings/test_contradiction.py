"""Dates of one event that exclude each other; and many pairs that do not."""

from datetime import date
from pathlib import Path

import pytest

from kyles import chronology, dates
from kyles.dates import Known

MATTER = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Press
      file   article.txt "{}"
    produced Harlan, volume 7
      copy   article.txt
"""
ARTICLE = """A judge threw out the case against Dan Harlan after the office did not give what it had
of the fatal 2021 shooting on the set of his play Mesa.

On June 16, 2025, Ann Doe, the painter of Mesa, was shot and killed when a prop Harlan was holding
fired."""
SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"


def told(audit, text):
    return audit(MATTER.format(text), "contradiction")


def test_the_year_of_one_event(matter) -> None:
    small = matter(MATTER.format(ARTICLE))
    found = small.finding("contradiction")
    assert found.says == (
        "press/article.txt dates the shooting to 2021 and to 2025-06-16;"
        " only a writing on 2025-06-16 or later fits all it tells as past"
    )
    assert ["2021" in found.sources[0].quote, "June 16, 2025" in found.sources[1].quote] == [
        True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE.replace("2025", "2021"),
        ARTICLE.replace("2021 shooting", "2021 shooting, and another like it,"),
        "In 2019, Ann Doe was arrested in Mesa. In 2021, Bob Roe was arrested in Mesa.",
        "In March 2020 Harlan was charged in Mesa. In 2021 Harlan was convicted in Mesa.",
        "Bob Roe of Mesa was shot in 2019 by Harlan. Ann Doe was shot and killed on June 16, 2025.",
        "The 2021 shooting in Aurora was reported. In 2019 a shooting in Mesa was reported.",
        "Harlan was arrested on 3/6/24 in Mesa. The arrest of Harlan in Mesa was on June 3, 2024.",
    ],
)
def test_what_may_both_be_true(audit, text: str) -> None:
    assert told(audit, text) == []


def test_what_was_written_before_it_happened() -> None:
    (written,) = dates.read("2024-07")
    events = list(chronology.events(chronology.sentences(1, ARTICLE), written=written))
    assert [one.value for one in chronology.too_late(events, written)] == ["2025-06-16"]
    assert chronology.writing(events) == Known(date(2025, 6, 16), None)


def test_what_is_ahead_is_told_as_ahead() -> None:
    (written,) = dates.read("2024-07")
    text = "Harlan will be sentenced in Mesa; Harlan was convicted, and is due on May 2, 2025."
    events = list(chronology.events(chronology.sentences(1, text)))
    assert list(chronology.too_late(events, written)) == []


@pytest.mark.skipif(not SEED.exists(), reason="the article is not part of the project")
def test_the_article() -> None:
    events = list(chronology.events(chronology.sentences(1, SEED.read_text("utf-8"))))
    ((one, other),) = chronology.conflicts(events)
    assert (one.value, other.value) == ("2021", "2025-06-16")
