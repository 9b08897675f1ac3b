"""Marks of one thing alone."""

import pytest

from kyles.mentions.identifiers import find


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("a Colt revolver, serial number AB-12345", "serial", "AB-12345"),
        ("S/N: K22539", "serial", "K22539"),
        ("ammunition lot no. 7X221", "lot", "7X221"),
        ("license plate ABC 123", "plate", "ABC123"),
        ("call 505-555-0134", "phone", "5055550134"),
        ("(505) 555-0134", "phone", "5055550134"),
        ("VIN 1HGCM82633A904352", "vin", "1HGCM82633A904352"),
        ("IMEI 356938035643809", "imei", "356938035643809"),
    ],
)
def test_marks(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    ["parking lot 12", "a lot of rounds", "serial killer", "his registration form", "plate glass",
     "505-555-0134-22", "555.0134"],
)  # fmt: skip
def test_what_is_no_mark(text: str) -> None:
    assert found(text) == []
