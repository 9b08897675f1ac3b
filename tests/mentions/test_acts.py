"""Acts that leave a record."""

import pytest

from kyles.mentions.acts import find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a breath test", "BREATH-TEST"),
        ("The search warrant was executed", "SEARCH-WARRANT"),
        ("pursuant to a search warrant", "SEARCH-WARRANT"),
        ("I read him his Miranda rights", "INTERROGATION"),
        ("interviewed the suspect", "INTERROGATION"),
        ("Deputies were dispatched", "911-CALL"),
        ("T. Doe called 911", "911-CALL"),
        ("Detective Jane Roe will testify", "OFFICER-TESTIMONY"),
    ],
)
def test_acts(text: str, value: str) -> None:
    assert [(one.kind, one.value) for one in find(text)] == [("act", value)]


@pytest.mark.parametrize("text", ["dispatched to Cuba", "a job interview", "911 Main Street"])
def test_no_acts(text: str) -> None:
    assert list(find(text)) == []
