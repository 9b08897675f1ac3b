"""One number that two agencies gave to two incidents."""

import pytest

OURS = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      report 21-0886 "Witness Jane Poe spoke at 500 Elm St of the shots that she had heard."
"""


def other(words):
    return f'{OURS}\n    holder   City Police, records\n      report 21-0886 "{words}"'


def test_nothing_in_common_and_two_differences(matter):
    small = matter(other("Witness Karl Moss spoke at 12 Oak Ave of a bicycle that was gone."))
    assert small.lines("number_collision") == ["2 number_collision  report_21-0886.txt"]
    assert small.says("number_collision")[0] == (
        "City Police has records/report_21-0886.txt under Agency case no. 21-0886, as other records"
        " here are; they differ in the people that they name (MOSS, KARL against POE, JANE) and in"
        " the places that they name (12, OAK against 500, ELM), and share no person, place or mark."
        " The same incident?"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Witness Jane Poe spoke at 12 Oak Ave of a bicycle that was gone.",  # a person in common
        "Witness Karl Moss spoke at 500 Elm Street of a bicycle.",  # a place in common
        "Witness Karl Moss spoke of a bicycle that was gone.",  # one difference
        "A bicycle was gone.",  # nothing to compare
    ],
)
def test_what_is_no_collision(matter, words):
    assert matter(other(words)).lines("number_collision") == []


def test_another_number_is_no_collision(matter):
    words = "Witness Karl Moss spoke at 12 Oak Ave of a bicycle that was gone."
    told = f'{OURS}\n    holder   City Police, records\n      report 22-0001 "{words}"'
    assert matter(told).lines("number_collision") == []
