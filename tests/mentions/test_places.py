"""Places that could be found on a map."""

import pytest

from kyles.mentions.places import find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("at 1700 East Imhoff Road", "1700 E IMHOFF RD"),
        ("115 PARK DR, Norman", "115 PARK DR"),
        ("500 Elm St. NW", "500 ELM ST NW"),
        ("OKMULGEE ST / CLASSEN BLVD", "OKMULGEE ST / CLASSEN BLVD"),
        ("Main Street and Oak Avenue", "MAIN ST / OAK AVE"),
        ("At Juniper Creek Ranch that day", "JUNIPER CREEK RANCH"),
    ],
)
def test_places(text: str, value: str) -> None:
    assert [one.value for one in find(text)] == [value]


@pytest.mark.parametrize(
    "text",
    ["In 2021 Deputy Roe Drive", "the road to the ranch", "Dr. Roe", "24 rounds on the court",
     "Santa Fe, New Mexico", "3.5 Main St"],
)  # fmt: skip
def test_what_is_no_place(text: str) -> None:
    assert list(find(text)) == []
