"""A name on a list of officers is asked about; a name alone never says who it is."""

import pytest

LIST = "Name,Badge No.,Agency,Reason,Date Added"


def matter_with(matter, words, row):
    return matter(f"""
        matter   State v. Harlan, incident 21-0886, defendant Harlan
        holder   County Sheriff, reports
          report 21-0886 "{words}"
        holder   District Attorney, lists
          table  officers.csv "{LIST}" '{row}'
    """.replace("'", '"'))  # fmt: skip


def test_a_name_alone_is_a_question(matter):
    small = matter_with(matter, "Deputy Roe took the box.", "Thomas Roe,4471,City Police,r,2020")
    assert small.lines("officer_listed") == ["4 officer_listed  Thomas Roe"]
    (says,) = small.says("officer_listed")
    assert says.startswith("lists/officers.csv lists Thomas Roe; this matter names Roe; the name")
    assert says.endswith("the name alone does not tell. Is it the same person?")


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("Deputy Thomas Roe took the box.", "first name and agency (County Sheriff)"),
        ("Deputy T. Roe, badge 4471, took the box.", "badge 4471"),
    ],
)
def test_a_second_sign_is_looked_at_first_and_still_asked(matter, words, sign):
    small = matter_with(matter, words, "Thomas Roe,4471,Sheriff of the County,r,2020")
    assert small.lines("officer_listed") == ["2 officer_listed  Thomas Roe"]
    (says,) = small.says("officer_listed")
    assert f"also the same: {sign}. Is it the same person?" in says
    assert [one.reading for one in small.finding("officer_listed").sources] == ["row", "text"]


@pytest.mark.parametrize("words", ["Deputy Jane Roe took the box.", "Deputy Moss took the box."])
def test_another_person(matter, words):
    small = matter_with(matter, words, "Thomas Roe,4471,County Sheriff,r,2020")
    assert small.lines("officer_listed") == []
