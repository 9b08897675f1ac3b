"""Sentences, captions, whose word it is, and dates that count from the day of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles import chronology, dates
from kyles.chronology.attribution import said_by
from kyles.chronology.kinds import nearest
from kyles.chronology.resolve import meant
from kyles.mentions import dates as mentioned

PAGE = """Det. Roe met Mr. Doe. He left at 5 p.m. on Monday.

Dan Harlan in Mesa wearing a hat

Mesa Painter's Widower Speaks Out About Trial

The trial came to an end.

Why Was It Closed?

The office closed it. Nobody knows why."""


def test_sentences_and_what_is_not_the_documents_own() -> None:
    told = [(one.aside, one.text) for one in chronology.sentences(1, PAGE)]
    assert told == [
        ("", "Det. Roe met Mr. Doe."),
        ("", "He left at 5 p.m."),
        ("", "on Monday."),
        ("caption", "Dan Harlan in Mesa wearing a hat"),
        ("teaser", "Mesa Painter's Widower Speaks Out About Trial"),
        ("teaser", "The trial came to an end."),
        ("heading", "Why Was It Closed?"),
        ("", "The office closed it."),
        ("", "Nobody knows why."),
    ]


@given(st.text(alphabet="Ab. \n?!'9", max_size=80))
def test_every_sentence_stands_where_it_says(text: str) -> None:
    found = list(chronology.sentences(3, text))
    assert all(text[one.start : one.end] == one.text for one in found)
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to a report byHerald, A. Poe has sent letters.", "a report by Herald"),
        ("Prosecutors sayHarlan’s acts were reckless.", "Prosecutors"),
        ("Judge Ann Roe cited that several things went wrong.", "Judge Ann Roe"),
        ("He said that it rained.", ""),
        ("It rained.", ""),
    ],
)
def test_whose_word_it_is(text: str, who: str) -> None:
    assert said_by(text) == who


@pytest.mark.parametrize(
    ("value", "written", "readings"),
    [
        ("last year", "2024-07", ["2023"]),
        ("last month", "2024-01", ["2023-12"]),
        ("next year", "2024", ["2025"]),
        ("last month", "2024", []),
        ("last year", "", []),
        ("--03", "2024-07", ["2024-03"]),
        ("--11", "2024-07", ["2023-11"]),
        ("--07-12", "2024-07-15", ["2024-07-12"]),
        ("--07-12", "2024-07", ["2023-07-12", "2024-07-12"]),
        ("--02-29", "2023", []),
        ("--03", "", []),
        ("2024-03-06 / 2024-06-03", "", ["2024-03-06", "2024-06-03"]),
    ],
)
def test_what_a_date_means(value: str, written: str, readings: list[str]) -> None:
    known = dates.read(written)[0] if written else None
    assert [dates.written(one) for one in meant(value, known)] == readings


@given(st.dates(min_value=dates.date(1901, 1, 1), max_value=dates.date(2080, 1, 1)))
def test_a_day_without_its_year_is_not_ahead(day: dates.date) -> None:
    (found,) = meant(f"--{day:%m}-01", dates.on(day))
    assert found.day is not None
    assert 0 <= (day - found.day).days < 366


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the fatal 2021 shooting in Mesa", "shooting"),
        ("after the shooting, but work resumed in 2021", ""),
        ("was convicted in Mesa in 2021", "conviction"),
        ("It rained in 2021.", ""),
    ],
)
def test_the_event_that_a_date_is_the_date_of(text: str, kind: str) -> None:
    (date,) = mentioned.find(text)
    assert nearest(text, date.start, date.end) == kind


def test_a_caption_is_marked() -> None:
    page = "He left.\n\nDan Harlan pictured in March 2021 in Mesa\n\nOn."
    (event,) = chronology.events(chronology.sentences(1, page))
    assert event.sentence.aside == "caption"
