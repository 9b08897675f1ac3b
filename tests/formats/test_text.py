"""Plain text in whatever encoding, page by page."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import pages, states

from kyles.formats import text
from kyles.model import Layer, State

WORDS = "Zeuge Müller:\n„Rounds“ – 12\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.txt"


def parts_of(path: Path, data: bytes):
    path.write_bytes(data)
    return list(text.read(path))


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_each_encoding_is_told_from_the_bytes(path, name):
    parts = parts_of(path, WORDS.encode(name))
    assert pages(parts, Layer.TEXT) == [WORDS]
    assert states(parts) == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"one\ftwo", ["one", "two"]),
        (b"one\ftwo\f", ["one", "two"]),
        (b"one\f\fthree", ["one", "", "three"]),
        (b"one\r\ntwo\rthree", ["one\ntwo\nthree"]),
        (b" \n", [""]),
    ],
)
def test_a_form_feed_begins_a_page(path, data, found):
    assert pages(parts_of(path, data), Layer.TEXT) == found


def test_what_cannot_be_decoded_stays_visible(path):
    parts = parts_of(path, b"tag \x81\x8d 4")
    assert pages(parts, Layer.TEXT) == ["tag \\x81\\x8d 4"]


def test_bytes_that_are_no_text_say_so(path):
    assert states(parts_of(path, b"text" + bytes(range(1, 9)) * 20)) == [State.PARTIAL]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=9)))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_lines_come_out_as_they_were_written(path, lines):
    written = "\n".join(lines)
    parts = parts_of(path, b"\xef\xbb\xbf" + written.encode())
    assert pages(parts, Layer.TEXT) == [written if written.strip() else ""]
