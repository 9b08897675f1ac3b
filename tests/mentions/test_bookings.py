"""Who chose a booking number, and why, where a text says so."""

import pytest

from kyles.mentions.bookings import find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "It was booked under case no. 23-10447 at the direction of Sgt. Roe for a reason.",
            "23-10447",
        ),
        ("Det. Roe told me to log the rounds under a separate number.", ""),
        ("They were entered under report 23-010447 on the advice of counsel.", "23-10447"),
    ],
)
def test_the_sentence_that_says_so(text: str, value: str) -> None:
    told = f"I took the box. {text} I left at noon."
    (one,) = find(told)
    assert (one.value, one.text, told[one.start : one.end]) == (value, text, text)


@pytest.mark.parametrize(
    "text",
    [
        "The box was booked under case no. 23-10447.",  # nobody is said to have chosen it
        "He was told that it was stored under the bed because of the rain.",
        "It was recorded under 18 because he was told.",
    ],
)
def test_what_says_nothing_of_the_choice(text: str) -> None:
    assert list(find(text)) == []
