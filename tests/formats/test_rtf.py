"""Rich text: what it says, in whatever code it is written."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import pages, read, states

from kyles.formats import rtf
from kyles.model import Layer, State


def parts_of(path: Path, text: str | bytes):
    path.write_bytes(text if isinstance(text, bytes) else text.encode("ascii"))
    return read(path)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"They are {\b live}.\par End", "They are live.\nEnd"),
        (r"M\'fcller \u8211?12 \emdash  \{x\}\~y", "Müller –12 — {x}\u00a0y"),
        (r"{\fonttbl{\f0 Arial;}}{\*\generator Word;}{\info{\title t}}text", "text"),
        (r"{\fonttbl{\f1\fcharset204 Arial;}}{\f1 \'c4\'e0}", "Да"),
        (r"{\fonttbl{\f1\fcharset128 Gothic;}}{\f1 \'93\'fa\'96\'7b}", "日本"),
        (r"\uc0\u-10179\u-8704 end", "\U0001f600end"),
        (r"Tag\cell Item\cell\row 1\cell box\cell\row", "Tag\tItem\t\n1\tbox\t\n"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}", "shown"),
    ],
)
def test_what_it_says(tmp_path, written, text):
    parts = parts_of(tmp_path / "a", r"{\rtf1\ansi " + written + "}")
    assert pages(parts, Layer.BODY) == [text]
    assert states(parts) == []


@pytest.mark.parametrize(
    "written",
    [r"a{\pict\bin3 }}}b}c", r"a{\object\objemb{\*\objdata 0105}{\result{\pict 00}}}c",
     r"a{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}c"],
)  # fmt: skip
def test_a_picture_or_object_inside_is_told(tmp_path, written):
    parts = parts_of(tmp_path / "a", r"{\rtf1 " + written + "}")
    assert pages(parts, Layer.BODY) == ["ac"]
    assert states(parts) == [State.PARTIAL]
    assert parts[-1].reason == "1 picture or object inside could not be read"


def test_margins_notes_and_what_is_not_shown_stand_apart(tmp_path):
    parts = parts_of(tmp_path / "a", r"{\rtf1{\header Case 21}{\v secret}text{\footnote why}}")
    found = [pages(parts, one) for one in (Layer.HEADER, Layer.HIDDEN, Layer.BODY, Layer.NOTE)]
    assert found == [["Case 21"], ["secret"], ["text"], ["why"]]


def test_a_page_break_begins_a_page(tmp_path):
    assert pages(parts_of(tmp_path / "a", r"{\rtf1 one\page two}"), Layer.BODY) == ["one", "two"]


@pytest.mark.parametrize("text", [r"{\rtf1 text", r"{\rtf1 text" + "{" * 20_000])
def test_what_is_cut_or_nested_too_deep_is_partial(tmp_path, text):
    parts = parts_of(tmp_path / "a", text)
    assert states(parts) == [State.PARTIAL]
    assert pages(parts, Layer.BODY) == ["text"]


@given(st.binary(max_size=200))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_make_it_raise(tmp_path, data):
    path = tmp_path / "a"
    path.write_bytes(b"{\\rtf1 " + data)
    assert pages(rtf.read(path), *Layer)
