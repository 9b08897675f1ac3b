"""PowerPoint files of the older kind: slides in their order, notes, comments, what is inside."""

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.compound_file import written
from tests.formats.old_office import picture, presentation, record, string, text
from tests.formats.parts import (
    children,
    details,
    expected,
    pages,
    read,
    states,
    tells_of_what_is_wrong,
)

from kyles.formats import ppt
from kyles.model import Layer, State

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture
def parts_of(tmp_path: Path):
    def parts(data: bytes, name: str = "briefing.ppt"):
        path = tmp_path / name
        path.write_bytes(data)
        return read(path)

    return parts


def test_a_slide_has_its_outline_and_what_is_drawn_on_it(parts_of):
    made = parts_of(presentation(
        ("Scene", text("Scene") + record(0x040C, text("North door"))), ("Second", b""),
        notes={0: "He told us of the box."},
    ))  # fmt: skip
    assert pages(made, Layer.BODY) == ["Scene\nNorth door", "Second"]
    assert pages(made, Layer.NOTE) == ["He told us of the box.", ""]
    assert expected(made, "pages") == 2
    assert not states(made)


def test_comments_say_who_wrote_them(parts_of):
    told = record(0x2EE0, string("R. Poe", 0), string("Which door?", 1))
    made = parts_of(presentation(("Scene", told)))
    assert pages(made, Layer.COMMENT) == ["R. Poe: Which door?"]


def test_a_hidden_slide_is_read_and_told(parts_of):
    hidden = record(0x03F9, bytes(10) + struct.pack("<H", 4) + bytes(4), atom=True)
    made = parts_of(presentation(("shown", b""), ("kept back", hidden)))
    assert pages(made, Layer.BODY) == ["shown", "kept back"]
    assert details(made, "hidden_slide") == ["2"]


def test_footers_are_margins(parts_of):
    made = parts_of(presentation(("x", record(0x0FD9, string("21-0886", 2)))))
    assert pages(made, Layer.FOOTER) == ["21-0886"]


def test_pictures_and_objects_are_files_inside(parts_of):
    made = parts_of(presentation(("x", b""), more={"Pictures": picture(PNG)}))
    assert children(made) == {"image1.png": PNG}


def test_without_its_directory_every_slide_that_is_listed_is_told(parts_of):
    data = written({"PowerPoint Document": record(0x03E8, record(0x0FF0, record(
        0x03F3, struct.pack("<5I", 2, 0, 0, 256, 0), atom=True), text("Scene")))})  # fmt: skip
    made = parts_of(data)
    assert pages(made, Layer.BODY) == ["Scene"]
    assert set(states(made)) == {State.PARTIAL}


def test_a_password_and_what_is_none(parts_of, tmp_path):
    locked = bytes(12) + b"\xdf\xc4\xd1\xf3" + bytes(4)
    data = written({"PowerPoint Document": b"x" * 8, "Current User": locked})
    assert states(parts_of(data)) == [State.LOCKED]
    path = tmp_path / "none.ppt"
    for data, state in ((b"", State.EMPTY), (b"no compound file", State.FAILED)):
        path.write_bytes(data)
        assert states(ppt.read(path)) == [state]


def test_without_a_slide_it_says_so(parts_of):
    assert states(parts_of(presentation())) == [State.EMPTY]
    made = bytearray(presentation(("Scene", text("North door"))))
    damaged = made.replace(b"\xf0\x0f", b"\0\x0f", 1)  # the list of slides
    assert states(parts_of(bytes(damaged))) == [State.PARTIAL]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_anywhere_ends_in_a_state_or_in_text(tmp_path, data):
    made = bytearray(presentation(("Scene", text("North door")), notes={0: "told"}))
    for _ in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "briefing.ppt"
    path.write_bytes(made[: data.draw(st.integers(0, len(made)))])
    assert tells_of_what_is_wrong(ppt.read(path))
