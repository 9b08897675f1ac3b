"""People, and when two names may be one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.mentions.people import find, same_person

NAMES = st.text(alphabet="ABDENOST", min_size=2, max_size=6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Det. Jane Roe left", "ROE, JANE"),
        ("Det. Roe's report", "ROE"),
        ("received from T. Doe", "DOE, T"),
        ("Received from: DOE, T. The box", "DOE, T"),
        ("collected by Deputy M. Alvarez on Friday", "ALVAREZ, M"),
        ("Mr. O'Neill-Smith said", "O'NEILL-SMITH"),
    ],
)
def test_people(text: str, value: str) -> None:
    assert [one.value for one in find(text) if one.kind == "person"][-1:] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I spoke with witness Jane Poe", "WITNESS POE, JANE"),
        ("Deputy Roe left", "OFFICER ROE"),
        ("received from T. Doe", "GAVE DOE, T"),
        ("released to Det. Roe", "TOOK ROE"),
        ("interview of Karl Moss", "SAID MOSS, KARL"),
        ("the armorer Hanna Poe", "ARMOURER POE, HANNA"),
        ("Property Custodian Ann Lee", "TECHNICIAN LEE, ANN"),
    ],
)
def test_roles(text: str, value: str) -> None:
    assert value in [one.value for one in find(text) if one.kind == "role"]


def test_a_title_is_no_part() -> None:
    assert [one.kind for one in find("Mr. Doe said")] == ["person"]


@pytest.mark.parametrize(
    "text",
    [
        "Officer Involved Shooting",
        "Special Agent in Charge",
        "1301 NEWBURY DR Follow Up",
        "prepared by Production Branch",
        "the officer advised him",
        "STATEMENT OF\n\nFirst of all",
        "Deputy Chief of Staff",
    ],
)
def test_nobody(text: str) -> None:
    assert list(find(text)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("T. Doe", "DOE, THOMAS"),
        ("Det. Roe", "Jane Roe"),
        ("ROE JANE", "Jane Roe"),
        ("Deputy M. Alvarez", "Maria Alvarez"),
        ("José Doe", "DOE, JOSE"),
    ],
)
def test_may_be_one_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("T. Doe", "Jane Doe"), ("Thomas Doe", "Thomas Roe"), ("Doe", "Roe"), ("", ""), ("J.", "J.")],
)
def test_are_two_people(one: str, other: str) -> None:
    assert not same_person(one, other)


@given(NAMES, NAMES)
def test_an_initial_and_the_order_say_nothing_else(first: str, last: str) -> None:
    assert same_person(f"{first} {last}", f"{last}, {first}")
    assert same_person(f"Det. {first[0]}. {last}", f"{last}, {first}")
