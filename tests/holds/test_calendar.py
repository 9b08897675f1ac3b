"""The calendar file: whole days, folded lines, escaped words."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from kyles.holds.calendar import Entry, calendar

MADE = datetime(2024, 7, 12, 16, 5, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)


def test_a_day_ends_on_the_next_one() -> None:
    text = calendar([Entry("E-1", date(2024, 12, 31), "Notice; due", "a, b")], made=MADE)
    assert "DTSTART;VALUE=DATE:20241231\r\nDTEND;VALUE=DATE:20250101\r\n" in text
    assert "SUMMARY:Notice\\; due\r\nDESCRIPTION:a\\, b\r\n" in text
    assert "DTSTAMP:20240712T160500Z" in text


def test_entries_come_by_day() -> None:
    some = [Entry(str(day), date(2024, 1, day), "t", "s") for day in (3, 1, 2)]
    text = calendar(some, made=MADE)
    assert [line[4:5] for line in text.split("\r\n") if line.startswith("UID:")] == ["1", "2", "3"]


@given(WORDS)
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(words: str) -> None:
    text = calendar([Entry("E-1", date(2024, 1, 1), words, "s")], made=MADE)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (line,) = [one for one in text.replace("\r\n ", "").split("\r\n") if one[:8] == "SUMMARY:"]
    plain = line[8:].replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\")
    assert plain.replace("\\", "") == " ".join(words.split()).replace("\\", "")


def test_the_source_can_be_opened() -> None:
    entry = Entry("E-1", date(2024, 1, 1), "t", "s", "https://example.org/a,b;c")
    assert "\r\nURL:https://example.org/a,b;c\r\n" in calendar([entry], made=MADE)
    assert "URL:" not in calendar([Entry("E-1", date(2024, 1, 1), "t", "s")], made=MADE)
