"""Things and what is said of them."""

import pytest

from kyles.mentions.things import Thing, describe, find


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("box of 24 cartridges", Thing("ROUNDS", 24)),
        ("24 blanks", Thing("ROUNDS", 24, "BLANK")),
        ("24 live rounds", Thing("ROUNDS", 24, "LIVE")),
        ("two dozen .45 caliber dummy rounds", Thing("ROUNDS", 24, "DUMMY", ".45")),
        ("twenty-four (24) spent casings", Thing("CASINGS", 24, "SPENT")),
        ("ammunition (24), blank", Thing("ROUNDS", 24, "BLANK")),
        ("Cartridges, qty 24", Thing("ROUNDS", 24)),
        ("9mm ammunition", Thing("ROUNDS", None, "", "9MM")),
        ("24 rounds of .45 Colt ammunition", Thing("ROUNDS", 24, "", ".45", "COLT")),
        (
            "a Pietta .45 revolver, serial no. E52277",
            Thing("REVOLVER", 1, "", ".45", "PIETTA", "E52277"),
        ),
        ("PISTOL REVOLVER COLT", Thing("REVOLVER", None, "", "", "COLT")),
        ("12 gauge shotgun", Thing("SHOTGUN", None, "", "12GA")),
        ("an Apple iPhone, S/N C39XX123", Thing("PHONE", 1, "", "", "APPLE", "C39XX123")),
        ("live and blank rounds in a box of 24", Thing("ROUNDS")),
        ("2 boxes of .45 ammunition", Thing("ROUNDS", None, "", ".45")),
    ],
)
def test_described(text: str, thing: Thing) -> None:
    expected = () if thing == Thing("ROUNDS") else (thing,)
    assert describe(text) == expected


def test_two_things_keep_their_own_counts() -> None:
    assert describe("24 live rounds and 6 blanks") == (
        Thing("ROUNDS", 24, "LIVE"),
        Thing("ROUNDS", 6, "BLANK"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "the first round of talks",
        "bullet points",
        "fill in the blanks",
        "on the first 2 bullets",
        "a round hole in the box",
        "a gun",
        "cocaine (9041)",
        "45 5 2,236,457\nFirearm checks",
        "toner cartridge",
        "they made a casing of the site",
    ],
)
def test_what_is_no_thing_to_look_for(text: str) -> None:
    assert list(find(text)) == []


def test_a_value_is_one_line() -> None:
    (one,) = find("24 live .45 caliber cartridges")
    assert one.value == "ROUNDS LIVE .45 x24"
    assert one.text == "24 live .45 caliber cartridges"
