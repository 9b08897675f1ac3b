"""Spellings of one number are equal; and words that say a thing was never made."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.mentions.wording import (
    NUMBER,
    clear,
    denied,
    either,
    is_number,
    normal,
    numbers,
    phrase,
    sort_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("D-101-CR-2024-00013", "D-0101-CR-2024-0013"),
        ("2024-0311", "2024 – 311"),
        ("sj4324-1", "SJ4324—01"),
        ("IMG_0012", "IMG12"),
    ],
)
def test_spellings_of_one_number(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("21-0886", "21-8860"), ("7", "70"), ("A-1", "A-11")])
def test_different_numbers_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text(alphabet="AB01-– _", max_size=20))
def test_a_normal_form_is_its_own(number: str) -> None:
    assert normal(normal(number)) == normal(number)


@given(st.integers(0, 10**6), st.integers(0, 4))
def test_padding_says_nothing(number: int, zeros: int) -> None:
    assert normal("23-" + "0" * zeros + str(number)) == normal(f"23-{number}")


@pytest.mark.parametrize("text", ["505-555-0142", "12-25-2021", "2021-12-25", "1-505-555-0142"])
def test_dates_and_telephones_are_no_numbers(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize("text", ["7", "2024-0311", "SJ4324-1", "CR-21-0886", "2012-122890285"])
def test_numbers_of_the_field(text: str) -> None:
    assert re.fullmatch(NUMBER, text)
    assert is_number(text)


@pytest.mark.parametrize("text", ["No", "A", "3.1", "7%", "-5"])
def test_what_is_no_number(text: str) -> None:
    assert not re.fullmatch(NUMBER, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3, 4 and 7", ["3", "4", "7"]),
        ("2 through 5", ["2", "3", "4", "5"]),
        ("SJ1-1, SJ1-2", ["SJ1-1", "SJ1-2"]),
        ("1 to 900", ["1 to 900"]),
    ],
)
def test_lists_and_ranges(text: str, expected: list[str]) -> None:
    found = re.fullmatch(r".*", text)
    assert found
    assert [number for number, _, _ in numbers(found, 0)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "No @ exists.",
        "There is no @.",
        "The @ was not activated.",
        "He did not record the @.",
        "@ was never written",
        "Deputies had no @, and left.",
        "He failed to complete @.",
        "without @",
        "She didn't write @.",
    ],
)
def test_denied(text: str) -> None:
    assert denied(text, text.index("@"), text.index("@") + 1)


@pytest.mark.parametrize(
    "text",
    [
        "No @ was produced.",
        "No @ has been disclosed to the defense.",
        "We have not received the @.",
        "The @ was not provided.",
        "No report was written. The @ is kept.",
        "The @ shows that no gun was found.",
        "The @ was recorded.",
    ],
)
def test_not_denied(text: str) -> None:
    assert not denied(text, text.index("@"), text.index("@") + 1)


def test_a_blank_is_one_line_end_at_most() -> None:
    assert phrase("statement of").search("statement\n   of")
    assert not phrase("statement of").search("statement\n\nof")


def test_the_sort_that_was_found() -> None:
    sorts = {"CAT": "cats?", "DOG": "dogs?"}
    found = phrase(either(sorts)).search("two dogs")
    assert found
    assert sort_of(found, sorts) == "DOG"


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("2O24-O311", "2024-0311"),
        ("2I-0886", "21-0886"),
        ("23-1O447", "23-10447"),
        ("AB12B45", "AB12845"),
        ("100O", "1000"),
    ],
)
def test_digits_that_ocr_made_letters_of(read: str, written: str) -> None:
    assert clear(read) == normal(written)


@pytest.mark.parametrize("number", ["SJ4324-1", "142061S", "CR-21-0886", "K22539", "12B"])
def test_letters_that_belong_there_stay(number: str) -> None:
    assert clear(number) == normal(number)
