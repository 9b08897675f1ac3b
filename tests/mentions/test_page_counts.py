"""What a page says that it is of how many."""

import pytest

from kyles.mentions.page_counts import find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Page 3 of 5", "3/5"),
        ("PAGE 03 OF 21", "3/21"),
        ("Pg. 2/7", "2/7"),
        ("1 of 3 pages", "1/3"),
    ],
)
def test_pages(text: str, value: str) -> None:
    assert [(one.kind, one.value) for one in find(text)] == [("page", value)]


@pytest.mark.parametrize(
    "text", ["page 5 of 3", "page 3 of the report", "3 of 5 rounds", "0 of 5 pages"]
)
def test_what_is_no_place_of_a_page(text: str) -> None:
    assert list(find(text)) == []
