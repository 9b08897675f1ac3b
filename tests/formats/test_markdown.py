"""Markdown, as it is written."""

from pathlib import Path

import pytest
from tests.formats.parts import pages, states

from kyles.formats import markdown
from kyles.model import Layer, State


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.md"


def parts_of(path: Path, data: bytes):
    path.write_bytes(data)
    return list(markdown.read(path))


def test_its_marks_are_part_of_the_text(path):
    source = "# Report\n\n| tag | item |\n|--|--|\n| 1 | **box** |\n"
    assert pages(parts_of(path, source.encode()), Layer.TEXT) == [source]


def test_a_form_feed_begins_a_page_and_a_blank_page_stays_one(path):
    assert pages(parts_of(path, b"one\f\fthree\f"), Layer.TEXT) == ["one", "", "three"]


def test_utf_16(path):
    assert pages(parts_of(path, "Müller".encode("utf-16")), Layer.TEXT) == ["Müller"]


def test_bytes_that_are_no_text_say_so(path):
    assert states(parts_of(path, b"# text" + bytes(range(1, 9)) * 20)) == [State.PARTIAL]
