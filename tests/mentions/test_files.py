"""Names of files."""

import pytest

from kyles.mentions.files import find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("see 23-10447-S2.pdf.", ["23-10447-S2.PDF"]),
        ('the file "Interview Doe.mp4"', ["INTERVIEW DOE.MP4"]),
        ("Attachments: Side by Side.docx; list_2.xlsx", ["SIDE BY SIDE.DOCX", "LIST_2.XLSX"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert sorted({one.value for one in find(text)}) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a_1.pdf",
        "www.example.org/pub/\nspeech_372.pdf",
        "a memo.docx",
        "IMG_0012.jpg",
        "name_1.pdf@example.org",
        "042611.docx",
        '-iname "*.pdf"',
    ],
)
def test_addresses_and_ends_of_names(text: str) -> None:
    assert list(find(text)) == []
