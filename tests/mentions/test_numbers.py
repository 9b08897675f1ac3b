"""Item, exhibit and laboratory numbers."""

import pytest

from kyles.mentions.numbers import find


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Item 2024-0311 was booked", [("item", "2024-311")]),
        ("Evidence Item #7", [("item", "7")]),
        ("Tag#:SJ4324-1 GO", [("item", "SJ4324-1")]),
        ("Property Tag No. 00123", [("item", "123")]),
        ("I collected Items 3, 4 and 7", [("item", "3"), ("item", "4"), ("item", "7")]),
        ("Exhibit 12", [("exhibit", "12")]),
        ("State's Exhibit 4", [("exhibit", "STATE 4")]),
        ("Defendants' Exhibit B", [("exhibit", "DEFENDANT B")]),
        ("Exhibits 2 through 4", [("exhibit", "2"), ("exhibit", "3"), ("exhibit", "4")]),
        ("Lab No. 24-01187", [("lab", "24-1187")]),
        ("Laboratory Case Number: L24-00123", [("lab", "L24-123")]),
    ],
)
def test_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Exhibit List",
        "to exhibit A lot of care",
        "Item 7 of the agenda",
        "Item 7. Management's discussion",
        "Item 503 of Regulation S-K",
        "Items 2021-12-25",
        "items 12%",
        "Evidence 3",
        "Master Minimum Equipment List (MMEL) items 22-10-01B, 22-10-02",
        "the property 24 hours later",
        "call the lab 505-555-0142",
    ],
)
def test_what_no_lawyer_would_take_for_a_number(text: str) -> None:
    assert found(text) == []


def test_the_first_of_a_list_is_cited_with_its_label() -> None:
    assert [one.text for one in find("seized Items 3, 4 and 7")] == ["Items 3", "4", "7"]


def test_one_item_has_one_number() -> None:
    assert found("Item 2024-0311 and 23 people") == [("item", "2024-311")]
