"""Rich text: what it says, in whatever code it is written."""

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import pages, read, states

from kyles.formats import Child, Detail, Expected, Trouble, rtf
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


PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


def words(text: bytes) -> bytes:
    return struct.pack("<I", len(text) + 1) + text + b"\0"


def ole(native: bytes, *, made_by: bytes = b"Word.Document.8", kind: int = 2) -> bytes:
    """An object as OLE 1 keeps it."""
    head = struct.pack("<II", 0x501, kind) + words(made_by) + words(b"C:\\lab.doc") + words(b"")
    return head + (struct.pack("<I", len(native)) + native if kind == 2 else b"")


def packaged(name: bytes, data: bytes) -> bytes:
    """A file in the wrapping of the Packager."""
    place = b"C:\\" + name + b"\0"
    lengths = b"\0\0\3\0" + struct.pack("<I", len(place)) + place
    return b"\2\0" + name + b"\0" + place + lengths + struct.pack("<I", len(data)) + data


@pytest.mark.parametrize(
    ("written", "name", "data"),
    [
        (rb"a{\pict\pngblip\picw3 {\*\blipuid 00ff}" + b"\r\n" + PNG.hex().encode() + b"}c",
         "image1.png", PNG),
        (rb"a{\pict\jpegblip\bin16 " + PNG + b"}c", "image1.jpg", PNG),
        (rb"a{\*\shppict{\pict\pngblip " + PNG.hex().encode() + rb"}}{\nonshppict{\pict 00}}c",
         "image1.png", PNG),
        (rb"a{\object\objemb{\*\objclass Word.Document.8}{\*\objdata "
         + ole(b"\xd0\xcf").hex().encode() + b"}}c", "object1.bin", b"\xd0\xcf"),
        (rb"a{\object\objemb{\*\objdata "
         + ole(packaged(b"lab.txt", b"live"), made_by=b"Package").hex().encode() + b"}}c",
         "lab.txt", b"live"),
    ],
)  # fmt: skip
def test_pictures_and_objects_are_files_inside(tmp_path, written, name, data):
    parts = parts_of(tmp_path / "a", rb"{\rtf1 " + written + b"}")
    assert pages(parts, Layer.BODY) == ["ac"]
    assert states(parts) == []
    assert [(one.name, one.role, one.data) for one in parts if isinstance(one, Child)] == [
        (name, "embedded", data)
    ]
    assert Expected("children", 1) in parts


def test_what_shows_an_object_is_text_and_picture_of_the_document(tmp_path):
    data = ole(b"\xd0\xcf").hex()
    written = (
        rf"{{\rtf1 a{{\object{{\*\objdata {data}}}{{\result 12 rounds {{\pict\pngblip 89}}}}}}c}}"
    )
    parts = parts_of(tmp_path / "a", written)
    assert pages(parts, Layer.BODY) == ["a12 rounds c"]
    assert [one.name for one in parts if isinstance(one, Child)] == ["object1.bin", "image2.png"]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (r"a{\object\objemb{\*\objdata 0105}}c", "an object inside could not be read"),
        (rf"a{{\object{{\*\objdata {ole(b'12345').hex()[:-4]}}}}}c",
         "an object inside could not be read"),
        (r"a{\pict\pngblip }c", "a picture inside has no bytes"),
    ],
)  # fmt: skip
def test_a_picture_or_object_that_cannot_be_read_is_told(tmp_path, written, reason):
    parts = parts_of(tmp_path / "a", r"{\rtf1 " + written + "}")
    assert pages(parts, Layer.BODY) == ["ac"]
    assert states(parts) == [State.PARTIAL]
    assert [one.reason for one in parts if isinstance(one, Trouble)] == [reason]


def test_where_a_linked_object_leads_is_told(tmp_path):
    linked = ole(b"", kind=1).hex()
    parts = parts_of(tmp_path / "a", rf"{{\rtf1 a{{\object{{\*\objdata {linked}}}}}c}}")
    assert Detail("link", "C:\\lab.doc") in parts
    assert states(parts) == []


def test_what_the_document_says_of_itself(tmp_path):
    written = (
        r"{\rtf1{\info{\title Lab \'e9}{\author A. Ruiz}{\*\company County}{\vern3}"
        r"{\creatim\yr2024\mo3\dy6\hr15\min7}}text}"
    )
    parts = parts_of(tmp_path / "a", written)
    assert [one for one in parts if isinstance(one, Detail)] == [
        Detail("title", "Lab é"), Detail("author", "A. Ruiz"), Detail("company", "County"),
        Detail("created", "2024-03-06 15:07"),
    ]  # fmt: skip
    assert pages(parts, Layer.BODY) == ["text"]


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
