"""Contacts and calendars: folded and coded lines are read whole, and files in them taken out."""

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import children, expected, pages, read, states

from kyles.formats import Part, card
from kyles.model import Layer, State

PNG = b"\x89PNG\r\n\x1a\n" + bytes(12)
CODED = base64.b64encode(PNG).decode()


@pytest.fixture
def parts_of(tmp_path: Path):
    def parts(*lines: str) -> list[Part]:
        path = tmp_path / "contacts"
        path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())
        return list(read(path))

    return parts


def calendar(*lines: str) -> list[str]:
    return ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("SUMMARY:Hand over the revol", " ver"), "SUMMARY:Hand over the revolver"),
        (("DESCRIPTION:box 7\\nshelf 2\\, left",), "DESCRIPTION:box 7\nshelf 2, left"),
        (("NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=A9 =", "noir",),
         "NOTE;ENCODING=QUOTED-PRINTABLE:café noir"),
        (("NOTE;CHARSET=iso-8859-1;QUOTED-PRINTABLE:caf=E9",),
         "NOTE;CHARSET=iso-8859-1;QUOTED-PRINTABLE:café"),
        (('ATTENDEE;CN="Ruiz; Ana":mailto:a@x.test',), 'ATTENDEE;CN="Ruiz; Ana":mailto:a@x.test'),
        (("no property at all",), "no property at all"),
    ],
)  # fmt: skip
def test_a_line_as_a_person_reads_it(parts_of, lines, said):
    parts = parts_of(*calendar(*lines))
    assert pages(parts, Layer.TEXT) == [
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{said}\nEND:VEVENT\nEND:VCALENDAR\n"
    ]
    assert states(parts) == []


def test_each_card_is_a_page(parts_of):
    cards = [line for name in ("Ruiz", "Pike")
             for line in ("BEGIN:VCARD", f"FN:{name}", "END:VCARD")]  # fmt: skip
    assert [text.split("\n")[1] for text in pages(parts_of(*cards), Layer.TEXT)] == [
        "FN:Ruiz", "FN:Pike",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"PHOTO;ENCODING=b;TYPE=PNG:{CODED}", "photo.png"),
        (f"PHOTO;PNG;BASE64:{CODED}", "photo.png"),
        (f"PHOTO:data:image/png;base64,{CODED}", "photo.png"),
        (f"ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY;FILENAME=a.png:{CODED}", "a.png"),
        (f"SOUND;ENCODING=BASE64:{CODED}", "sound.bin"),
    ],
)
def test_a_file_in_a_line_is_a_file_inside(parts_of, line, name):
    folded = [line[:60], *(f" {line[at : at + 60]}" for at in range(60, len(line), 60))]
    parts = parts_of("BEGIN:VCARD", *folded, "END:VCARD")
    assert children(parts) == {name: PNG}
    assert expected(parts, "children") == 1
    assert CODED not in pages(parts, Layer.TEXT)[0]
    assert name in pages(parts, Layer.TEXT)[0]


def test_a_file_that_is_damaged_is_told(parts_of):
    parts = parts_of("BEGIN:VCARD", "PHOTO;ENCODING=b:abcde", "END:VCARD")
    assert states(parts) == [State.PARTIAL]
    assert expected(parts, "children") == 1


@given(st.binary(max_size=200))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_make_it_raise(tmp_path, data):
    path = tmp_path / "contacts"
    path.write_bytes(b"BEGIN:VCARD\r\n" + data)
    assert list(card.read(path))


PLAIN = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\\")


@given(st.text(PLAIN | st.just(" "), max_size=200))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_folded_comes_out_whole(tmp_path, text):
    path = tmp_path / "contacts"
    folded = "\r\n ".join(text[at : at + 20] for at in range(0, len(text), 20))
    path.write_bytes(f"BEGIN:VCARD\r\nNOTE:x{folded}\r\nEND:VCARD\r\n".encode())
    (page,) = pages(card.read(path), Layer.TEXT)
    assert f"NOTE:x{text}" in page.split("\n")
