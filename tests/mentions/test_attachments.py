"""What goes with a letter."""

import pytest

from kyles.mentions.attachments import find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Attachment B", "ATTACHMENT B"),
        ("Enclosure (2)", "ENCLOSURE 2"),
        ("Encl. 3", "ENCLOSURE 3"),
        ("See attached report.", "REPORT"),
        ("Enclosed is a copy of the lab report.", "LAB REPORT"),
        ("I have attached the property receipt for you", "PROPERTY RECEIPT"),
        ("the attached memorandum of 28 March 1962 in", "MEMORANDUM OF 28 MARCH 1962"),
    ],
)
def test_attachments(text: str, value: str) -> None:
    assert [(one.kind, one.value) for one in find(text)] == [("attachment", value)]


@pytest.mark.parametrize(
    "text",
    [
        "attached to the wall",
        "an attachment a day",
        "Annex 2 Room 7",
        "enclosed yard",
        "SEPARATED FROM\nATTACHMENTS",
        "HOUSE OFFICE BUILDING, ANNEX 2",
    ],
)
def test_what_is_attached_to_no_letter(text: str) -> None:
    assert list(find(text)) == []
