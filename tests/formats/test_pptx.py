"""PowerPoint files: what stands on every slide, behind it and beside it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import (
    children,
    details,
    expected,
    pages,
    read,
    states,
    tells_of_what_is_wrong,
)
from tests.formats.slides import Slide, comments, part, shape, table, written

from kyles.formats import Trouble, pptx
from kyles.model import Layer, State

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "briefing.pptx"


def slide(*lines: str) -> Slide:
    return Slide(part("sld", shape(*lines)))


def test_a_slide_is_a_page_in_the_order_in_which_it_is_shown(path):
    made = read(written(path, slide("first made"), slide("second made"), order=[2, 1]))
    assert pages(made, Layer.BODY) == ["second made", "first made"]
    assert expected(made, "pages") == 2
    assert not states(made)


def test_what_stands_on_a_slide_and_what_belongs_to_it(path):
    body = part(
        "sld", shape("Scene", "North door"), table(("Item", "Holder"), ("2024-0311", "Sheriff")),
        shape("21-0886", place="ftr"),
    )  # fmt: skip
    notes = part("notes", shape("He told us of the box.", place="body"))
    told = comments(("2024-03-01T10:00:00", "Is this the right door?"))
    layout = part("sldLayout", shape("Click to add a title", place="title"), shape("DRAFT"))
    made = read(written(path, Slide(body, notes, told, layout)))
    assert pages(made, Layer.BODY) == ["Scene\nNorth door\nItem\tHolder\n2024-0311\tSheriff"]
    assert pages(made, Layer.NOTE) == ["He told us of the box."]
    assert pages(made, Layer.COMMENT) == ["2024-03-01T10:00:00: Is this the right door?"]
    assert pages(made, Layer.FOOTER) == ["21-0886\nDRAFT"]


def test_what_is_in_groups_is_read_once(path):
    grouped = f"<p:grpSp><p:grpSp>{shape('inner')}</p:grpSp>{shape('outer')}</p:grpSp>"
    made = read(written(path, Slide(part("sld", grouped, shape("beside")))))
    assert pages(made, Layer.BODY) == ["inner\nouter\nbeside"]


def test_a_slide_that_is_hidden_or_left_out_is_read_and_told(path):
    hidden = Slide(part("sld", shape("kept back"), more='show="0"'))
    made = read(written(path, slide("shown"), hidden, slide("left out"), order=[1, 2]))
    assert pages(made, Layer.BODY) == ["shown", "kept back", "left out"]
    assert details(made, "hidden_slide") == ["2", "3"]


def test_pictures_are_files_inside_the_file(path):
    made = read(written(path, slide("x"), image1=b"\x89PNG"))
    assert children(made) == {"image1.png": b"\x89PNG"}
    assert expected(made, "children") == 1


def test_what_pictures_are_said_to_show_is_told(path):
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="4" descr="Two boxes on a shelf"/></p:nvPicPr></p:pic>'
    made = read(written(path, Slide(part("sld", shape("Scene"), picture))))
    assert details(made, "picture") == ["Two boxes on a shelf"]
    assert pages(made, Layer.BODY) == ["Scene"]


def test_a_password_and_what_is_none(path):
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert states(read(path)) == [State.LOCKED]
    path.write_bytes(OLE)
    assert states(pptx.read(path)) == [State.FAILED]
    path.write_bytes(b"")
    assert states(pptx.read(path)) == [State.EMPTY]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_anywhere_ends_in_a_state_or_changes_nothing(path, data):
    made = bytearray(written(path, slide("Scene", "North door")).read_bytes())
    at = data.draw(st.integers(0, len(made) - 1))
    if data.draw(st.booleans()):
        made = made[:at]
    else:
        made[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(made)
    parts = list(pptx.read(path))
    assert tells_of_what_is_wrong(parts)


def test_slides_that_nothing_leads_to_are_missed(path):
    """One byte of the archive's directory is damaged: where the slides are is not known."""
    made = written(path, slide("Scene"), slide("North door")).read_bytes()
    name = b"ppt/_rels/presentation.xml.rels"
    path.write_bytes(made[: made.rindex(name)] + made[made.rindex(name) :].replace(b"_", b"-", 1))
    parts = list(pptx.read(path))
    assert states(parts) == [State.PARTIAL]
    assert expected(parts, "pages") == 2
    assert [one.reason for one in parts if isinstance(one, Trouble)] == [
        "2 of the 2 slides that it shows are lost"
    ]


def test_a_part_that_declares_entities_expands_none(path):
    evil = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + part("sld", shape("before &a; after"))
    made = read(written(path, Slide(evil)))
    assert pages(made, Layer.BODY) == ["before &a; after"]
    assert states(made) == [State.PARTIAL]
