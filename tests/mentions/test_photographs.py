"""Photographs by number, file name and count."""

import pytest

from kyles.mentions.photographs import find


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("photographs 1-24", "photograph", "1-24"),
        ("Photos 1 through 24", "photograph", "1-24"),
        ("photo 7", "photograph", "7"),
        ("IMG_0012.jpg", "photograph", "IMG-12"),
        ("IMG-20120716-00044.jpg", "photograph", "IMG-20120716-44"),
        ("I took twenty-four (24) photographs.", "photograph", "x24"),
        ("24 photos were taken", "photograph", "x24"),
        ("the photo log", "record", "PHOTO-LOG"),
    ],
)
def test_photographs(text: str, kind: str, value: str) -> None:
    assert [(one.kind, one.value) for one in find(text)] == [(kind, value)]


@pytest.mark.parametrize("text", ["photographs 2021", "photo25.jpg", "image 3", "pictures 10%"])
def test_what_is_no_photograph(text: str) -> None:
    assert list(find(text)) == []
