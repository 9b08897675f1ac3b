"""Word files of the older kind: every story in its layer, and a state for whatever is wrong."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.old_office import DELETED, HIDDEN, INSERTED, Run, picture, word
from tests.formats.parts import children, details, pages, read, states, tells_of_what_is_wrong

from kyles.formats import doc
from kyles.model import Layer, State

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
REAL = os.environ.get("KYLES_OFFICE_FILES")


@pytest.fixture
def parts_of(tmp_path: Path):
    def parts(data: bytes, name: str = "report.doc"):
        path = tmp_path / name
        path.write_bytes(data)
        return read(path)

    return parts


def test_every_story_is_in_its_layer(parts_of):
    made = parts_of(word(
        body=[Run("T. Doe offered a box.\r")], notes=[Run("See page 3.\r")],
        headers=[Run("Case 21-0886\r")], comments=[Run("Whose box?\r")],
        endnotes=[Run("By phone.\r")], boxes=[Run("Draft\r")],
    ))  # fmt: skip
    assert pages(made, Layer.BODY) == ["T. Doe offered a box.\nDraft"]
    assert pages(made, Layer.NOTE) == ["See page 3.\nBy phone."]
    assert pages(made, Layer.HEADER) == ["Case 21-0886"]
    assert pages(made, Layer.COMMENT) == ["Whose box?"]
    assert not states(made)


def test_pieces_of_both_widths_stand_in_their_order(parts_of):
    made = parts_of(word(body=[Run("Łódź, ", wide=True), Run("12 café "), Run("→ 9", wide=True)]))
    assert pages(made, Layer.BODY) == ["Łódź, 12 café → 9"]


def test_what_was_deleted_or_is_hidden_is_no_body(parts_of):
    made = parts_of(word(body=[
        Run("He said "), Run("no", DELETED), Run("yes", INSERTED), Run(" at noon"),
        Run(" to his brother", HIDDEN),
    ]))  # fmt: skip
    assert pages(made, Layer.BODY) == ["He said yes at noon"]
    assert pages(made, Layer.DELETED) == ["no"]
    assert pages(made, Layer.INSERTED) == ["yes"]
    assert pages(made, Layer.HIDDEN) == [" to his brother"]


def test_pages_break_where_somebody_broke_them(parts_of):
    made = parts_of(word(body=[Run("one\r\x0ctwo\r\x0c")], notes=[Run("last\r")]))
    assert pages(made, Layer.BODY) == ["one", "two"]
    assert pages(made, Layer.NOTE) == ["", "last"]


def test_a_table_is_cells_and_rows(parts_of):
    made = parts_of(word(body=[Run("Item\x07Holder\x07\x07A-1\x07Sheriff\x07\x07after\r")]))
    assert pages(made, Layer.BODY) == ["Item\tHolder\nA-1\tSheriff\nafter"]


def test_a_field_shows_what_it_shows_and_leads_where_it_leads(parts_of):
    link = '\x13 HYPERLINK "https://cad.test/21" \x14the call\x15'
    made = parts_of(word(body=[Run(f"See {link}, page \x13 PAGE \x143\x15.\r")]))
    assert pages(made, Layer.BODY) == ["See the call, page 3."]
    assert details(made, "link") == ["https://cad.test/21"]


def test_pictures_and_files_inside(parts_of):
    note = b"seized.txt\0C:\\seized.txt\0" + bytes(4) + b"\4\0\0\0C:\\\0" + b"\5\0\0\0exhib"
    pool = {"_1": {"\x01Ole10Native": bytes(6) + note}, "_2": {"Equation": b"x"}}
    made = parts_of(word(body=[Run("x\r")], more={"Data": picture(PNG), "ObjectPool": pool}))
    assert children(made) == {"image1.png": PNG, "seized.txt": b"exhib"}
    assert states(made) == [State.PARTIAL]


def test_a_password_and_what_is_none(parts_of, tmp_path):
    assert states(parts_of(word(flags=0x0300, body=[Run("x")]))) == [State.LOCKED]
    path = tmp_path / "none.doc"
    for data, state in ((b"", State.EMPTY), (b"no compound file", State.FAILED)):
        path.write_bytes(data)
        assert states(doc.read(path)) == [state]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_anywhere_ends_in_a_state_or_in_text(tmp_path, data):
    made = bytearray(word(body=[Run("one\r"), Run("two", DELETED)], more={"Data": picture(PNG)}))
    for _ in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "report.doc"
    path.write_bytes(made[: data.draw(st.integers(0, len(made)))])
    assert tells_of_what_is_wrong(doc.read(path))


@pytest.mark.skipif(not REAL, reason="KYLES_OFFICE_FILES names no folder of real files")
def test_real_files_end_in_text_or_in_a_state():
    for path in sorted(Path(str(REAL)).glob("*.doc")):
        assert tells_of_what_is_wrong(doc.read(path)), path.name
