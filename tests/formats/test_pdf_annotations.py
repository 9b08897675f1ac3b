"""PDF: what was filled in, noted, stamped or attached upon a page is read with it."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.annotated import FIRST, annotated, written
from tests.formats.parts import children, details, expected, only, pages, read, states

from kyles.formats import Part, Trouble, pdf
from kyles.model import Layer, State

PLAIN = "The witness is T. Doe."
HIDDEN = "/F 2"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "form.pdf"


def parts_of(path: Path, data: bytes) -> list[Part]:
    path.write_bytes(data)
    return list(read(path))


def form(field: str) -> bytes:
    """A page with a field."""
    return annotated(f"/Subtype /Widget {field}", catalog="/AcroForm << /Fields [{fields}] >>")


def test_a_field_that_was_filled_in_is_text_of_the_page(path):
    parts = parts_of(path, form("/FT /Tx /T (serial) /V (30417) {ap}|30417"))
    assert pages(parts, Layer.TEXT) == [f"{PLAIN}\n30417"]
    assert details(parts, "field") == ["p. 1, serial: 30417"]
    assert states(parts) == []


def test_a_value_that_nobody_has_drawn_yet_is_taken_as_it_stands(path):
    parts = parts_of(path, form("/FT /Tx /Ff 4096 /T (serial) /V (30417\\rbox 7)"))
    assert pages(parts, Layer.TEXT) == [f"{PLAIN}\n30417\nbox 7"]
    assert details(parts, "field") == ["p. 1, serial: 30417 box 7"]


def test_a_field_is_called_by_its_own_name(path):
    parts = parts_of(path, form("/FT /Tx /T (form[0].page[0].serial[0]) /V (30417)"))
    assert details(parts, "field") == ["p. 1, serial: 30417"]


def test_a_page_is_drawn_with_what_was_filled_in(path):
    path.write_bytes(form("/FT /Tx /T (serial) /V (30417) /F 4 {ap}|30417"))
    drawn = pdf.draw(path, 1, dpi=72)
    assert drawn.crop((72, 172, 272, 192)).getextrema()[0] < 128


@pytest.mark.parametrize(("value", "told"), [("Yes", ["p. 1, live: Yes"]), ("Off", [])])
def test_a_box_is_told_where_it_is_ticked(path, value, told):
    parts = parts_of(path, form(f"/FT /Btn /T (live) /V /{value} /AS /{value}"))
    assert pages(parts, Layer.TEXT) == [PLAIN]
    assert details(parts, "field") == told


def test_notes_are_comments_with_who_wrote_them(path):
    data = annotated("/Subtype /Text /Contents (Is this so?) /T (A. Ruiz)",
                     "/Subtype /Popup /Contents (Is this so?)",
                     "/Subtype /Highlight /Contents (see box 7)")  # fmt: skip
    assert pages(parts_of(path, data), Layer.COMMENT) == ["A. Ruiz: Is this so?\nsee box 7"]


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        ("/Subtype /Stamp {ap}|EXHIBIT 9", "EXHIBIT 9"),
        ("/Subtype /FreeText /Contents (HAR-000001) {ap}|HAR-000001", "HAR-000001"),
        ("/Subtype /FreeText /Contents (HAR-000001)", "HAR-000001"),
    ],
)
def test_what_is_stamped_or_typed_upon_a_page_is_text_of_it(path, annotation, text):
    parts = parts_of(path, annotated(annotation))
    assert pages(parts, Layer.TEXT) == [f"{PLAIN}\n{text}"]
    assert pages(parts, Layer.COMMENT) == [""]


def test_what_is_not_shown_stands_apart(path):
    data = annotated(f"/Subtype /FreeText /Contents (not for them) {HIDDEN} {{ap}}|not for them",
                     f"/Subtype /Text /Contents (ask Ruiz) {HIDDEN}")  # fmt: skip
    parts = parts_of(path, data)
    assert pages(parts, Layer.TEXT) == [PLAIN]
    assert pages(parts, Layer.HIDDEN) == ["not for them\nask Ruiz"]


def test_where_it_leads_is_told_once(path):
    link = "/Subtype /Link /A << /S /URI /URI (https://x.test/log) >>"
    parts = parts_of(path, annotated(link, link, "/Subtype /Link /Dest [3 0 R /Fit]"))
    assert details(parts, "link") == ["https://x.test/log"]
    assert pages(parts, Layer.TEXT) == [PLAIN]


def test_a_file_that_is_attached_to_a_place_comes_out(path):
    file = b"<< /Type /EmbeddedFile /Length 6 >>\nstream\nrounds\nendstream"
    named = f"<< /Type /Filespec /F (log.txt) /UF (log.txt) /EF << /F {FIRST} 0 R >> >>"
    data = annotated(f"/Subtype /FileAttachment /FS {FIRST + 1} 0 R", objects=(file, named))
    parts = parts_of(path, data)
    assert children(parts) == {"log.txt": b"rounds"}
    assert expected(parts, "children") == 1
    assert states(parts) == []


@pytest.mark.parametrize(
    ("annotation", "reason"),
    [
        ("/Subtype /FileAttachment", "a file that is attached to a place on the page"),
        ("/Subtype /Sound", "a recording or model that is played on the page"),
        ("/Subtype /RichMedia", "a recording or model that is played on the page"),
    ],
)
def test_what_cannot_be_taken_out_is_told(path, annotation, reason):
    parts = parts_of(path, annotated(annotation))
    assert states(parts) == [State.PARTIAL]
    told = [one.reason for one in only(parts, Trouble)]
    assert told == [f"page 1: {reason} could not be taken out"]


@pytest.mark.parametrize(
    ("annotation", "covered"),
    [
        ("/Subtype /Redact", [f"1\t{PLAIN}"]),
        ("/Subtype /Square /IC [0 0 0]", [f"1\t{PLAIN}"]),
        ("/Subtype /Square", []),
        ("/Subtype /Square /IC [0 0 0] /CA 0.3", []),
        (f"/Subtype /Redact {HIDDEN}", []),
    ],
)
def test_text_under_a_redaction_that_was_not_made_is_told(path, annotation, covered):
    data = annotated(annotation).replace(b"/Rect [72 600 272 620]", b"/Rect [60 690 272 720]")
    parts = parts_of(path, data)
    assert details(parts, "text_under_box") == covered
    assert PLAIN in pages(parts, Layer.TEXT)[0]


def xfa(kind: str = "") -> bytes:
    """A form that a program draws; with `/NeedsRendering true` by it alone."""
    filled = b"<xfa:datasets><serial>30417</serial></xfa:datasets>"
    stream = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(filled), filled)
    return annotated(
        text="Please wait...", objects=(stream,),
        catalog=f"{kind} /AcroForm << /Fields [] /XFA [(datasets) {FIRST} 0 R] >>",
    )  # fmt: skip


def test_what_was_filled_in_where_a_program_draws_the_form_is_a_file_inside(path):
    parts = parts_of(path, xfa("/NeedsRendering true"))
    assert b"<serial>30417</serial>" in children(parts)["xfa-datasets.xml"]
    assert expected(parts, "children") == 1
    assert states(parts) == [State.PARTIAL]


def test_a_form_whose_pages_are_drawn_all_the_same_is_whole(path):
    parts = parts_of(path, xfa())
    assert list(children(parts)) == ["xfa-datasets.xml"]
    assert states(parts) == []


def filled_pages(count: int, each: int, field: str) -> bytes:
    """Pages with `each` fields, numbered through; `{at}` in the field stands for its number."""
    objects = ["", "", "<< /FT /Tx >>"]
    kids, fields = [], []
    for page in range(count):
        held = [f"{len(objects) + one + 1} 0 R" for one in range(each)]
        objects += (f"<< /Type /Annot /Subtype /Widget /Rect [72 {9 * one} 272 {9 * one + 9}]"
                    f" {field.format(at=page * each + one)} >>" for one in range(each))  # fmt: skip
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << >>"
                       f" /Annots [{' '.join(held)}] >>")  # fmt: skip
        kids.append(f"{len(objects)} 0 R")
        fields += held
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{' '.join(fields)}] >> >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {count} >>"
    return written(objects)


@pytest.mark.parametrize("of", ["/FT /Tx", "/Parent 3 0 R"])
def test_thousands_of_fields_are_read_in_a_time_that_grows_with_them(path, of):
    """It was 30 seconds, for each page looked at the fields of all pages."""
    began = time.monotonic()
    parts = parts_of(path, filled_pages(200, 50, of + " /T (f{at}) /V (value {at})"))
    assert time.monotonic() - began < 10
    assert len(details(parts, "field")) == 10_000
    assert pages(parts, Layer.TEXT)[199].endswith("value 9999")


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_raises_nothing(path, data):
    made = bytearray(annotated("/Subtype /Stamp {ap}|EXHIBIT 9", "/Subtype /Text /Contents (so?)"))
    made[data.draw(st.integers(0, len(made) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(made)
    list(pdf.read(path))
