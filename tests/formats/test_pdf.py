"""PDF: every page, also of a damaged file, with its own number and what the outline calls it."""

import io
import re
import zipfile
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.formats.parts import children, details, expected, only, pages, read, states

from kyles.formats import Page, Trouble, pdf
from kyles.formats.pdf import by_bytes
from kyles.model import Layer, State

PAGES = ("Rounds were handed in.", "They were booked elsewhere.", "SFDA-0003")


def made(*texts: str, **canvas: object) -> bytes:
    data = io.BytesIO()
    drawing = Canvas(data, invariant=True, pageCompression=0, **canvas)
    for number, text in enumerate(texts, 1):
        drawing.bookmarkPage(f"p{number}")
        drawing.addOutlineEntry(f"Part {number}", f"p{number}", level=min(number - 1, 1))
        drawing.drawString(72, 700, text)
        drawing.showPage()
    drawing.setTitle("Supplement")
    drawing.save()
    return data.getvalue()


def scanned(coverage: float, text: str = "") -> bytes:
    """A page with an image over a share of its height."""
    data = io.BytesIO()
    drawing = Canvas(data, pagesize=(600, 800))
    picture = pdfium.PdfBitmap.new_native(8, 8, 1).to_pil()
    drawing.drawImage(ImageReader(picture), 0, 0, 600, 800 * coverage)
    drawing.drawString(10, 10, text)
    drawing.save()
    return data.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.pdf"


def parts_of(path: Path, data: bytes):
    path.write_bytes(data)
    return read(path)


def test_pages_details_and_bookmarks(path):
    parts = parts_of(path, made(*PAGES))
    assert [text.strip() for text in pages(parts, Layer.TEXT)] == list(PAGES)
    assert details(parts, "title") == ["Supplement"]
    assert details(parts, "bookmark") == ["1\t1\tPart 1", "2\t2\tPart 2", "3\t2\tPart 3"]
    assert expected(parts, "pages") == 3
    assert states(parts) == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("D:20160914230014-05'00'", "2016-09-14 23:00:14-05:00"),
        ("D:20160914230014Z00'00'", "2016-09-14 23:00:14+00:00"),
        ("D:201609142300", "2016-09-14 23:00"),
        ("D:2016", "2016"),
        ("14 September 2016", "14 September 2016"),
    ],
)
def test_times_are_told_as_iso(path, written, told):
    data = re.sub(rb"/CreationDate \([^)]*\)", b"/CreationDate (%b)" % written.encode(), made("x"))
    assert details(parts_of(path, data), "created") == [told]


def test_a_word_that_is_broken_at_the_end_of_a_line_keeps_its_hyphen(path):
    data = io.BytesIO()
    drawing = Canvas(data)
    text = drawing.beginText(72, 700)
    text.textLines("a box of car-\ntridges, tag 2024-\n0311")
    drawing.drawText(text)
    drawing.save()
    found = pages(parts_of(path, data.getvalue()), Layer.TEXT)[0]
    assert found.split("\n") == ["a box of car-", "tridges, tag 2024-", "0311"]


def test_a_page_has_its_own_number_where_that_is_not_its_place(path):
    data = made(*PAGES).replace(
        b"/Type /Catalog", b"/PageLabels <</Nums [0 <</S /r>> 2 <</P (SFDA-) /S /D /St 7>>]>>"
        b" /Type /Catalog",
    )  # fmt: skip
    assert [page.label for page in only(parts_of(path, data), Page)] == ["i", "ii", "SFDA-7"]
    assert [page.label for page in only(parts_of(path, made(*PAGES)), Page)] == [None] * 3


def test_an_attached_file_comes_out_byte_for_byte(path):
    document = pdfium.PdfDocument(made("text"))
    document.new_attachment("log.csv").set_data(b"a,b\n1,2\n")
    document.save(path)
    document.close()
    parts = read(path)
    assert children(parts) == {"log.csv": b"a,b\n1,2\n"}
    assert expected(parts, "children") == 1


@pytest.mark.parametrize(
    ("coverage", "text", "is_scan"),
    [(1, "", True), (0.6, "", True), (0.4, "", False), (1, "SFDA-0001", True),
     (1, "A whole paragraph that is read well enough.", False)],
)  # fmt: skip
def test_a_page_is_a_scan_if_an_image_covers_it_and_little_can_be_read(
    path, coverage, text, is_scan
):
    assert [page.image for page in only(parts_of(path, scanned(coverage, text)), Page)] == [is_scan]


def test_a_password_locks_and_the_owners_alone_does_not(path):
    locked = pdfencrypt.StandardEncryption("secret", canPrint=0)
    assert states(parts_of(path, made("text", encrypt=locked))) == [State.LOCKED]
    owned = pdfencrypt.StandardEncryption("", "owner", canCopy=0)
    parts = parts_of(path, made("text", encrypt=owned))
    assert [text.strip() for text in pages(parts, Layer.TEXT)] == ["text"]


def test_a_file_without_its_end_keeps_every_page_that_is_in_it(path):
    data = made(*PAGES)
    parts = parts_of(path, data[: data.rindex(b"xref\n0 ")])
    assert [text.strip() for text in pages(parts, Layer.TEXT)] == list(PAGES)
    assert states(parts) == [State.PARTIAL]


def test_pages_are_searched_for_where_nothing_leads_to_them(path):
    data = made(*PAGES).replace(b"/Type /Catalog", b"/Type /Junk   ").replace(b"/Root ", b"/Toor ")
    parts = parts_of(path, data[: data.rindex(b"xref\n0 ")])
    assert [text.strip() for text in pages(parts, Layer.TEXT)] == list(PAGES)
    assert states(parts) == [State.PARTIAL]


def test_a_file_without_any_page_has_failed(path):
    assert states(parts_of(path, b"%PDF-1.7\n" + b"junk " * 100)) == [State.FAILED]


def test_a_page_that_is_named_and_not_there_keeps_the_numbers_of_the_others(path):
    data = made(*PAGES)
    kids = re.search(rb"/Kids \[ (\d+) 0 R (\d+) 0 R", data)
    assert kids is not None
    broken = data[: kids.start(2)] + b"9" * len(kids[2]) + data[kids.end(2) :]
    parts = parts_of(path, broken)
    found = [text.strip() for text in pages(parts, Layer.TEXT)]
    assert found == [PAGES[0], "", PAGES[2]]
    assert [one.reason for one in only(parts, Trouble)] == ["1 of 3 pages could not be read (2)"]


def test_a_count_of_pages_that_is_a_lie_ends_soon(path):
    data = made(*PAGES).replace(b"/Count 3 ", b"/Count 999999 ")
    parts = parts_of(path, data)
    assert len(only(parts, Page)) < 2 * pdf.TOO_MANY_BAD_PAGES
    assert states(parts) == [State.PARTIAL]


@pytest.mark.parametrize("at", range(0, 2000, 97))
def test_a_file_cut_anywhere_is_read_or_says_why(path, at):
    data = made(*PAGES)
    parts = parts_of(path, b"%PDF-1.3" + data[8 : at % len(data)])
    assert only(parts, Page) or states(parts)
    assert states(parts)


def test_text_under_a_box_is_read_and_told(path):
    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(72, 720, "The witness is T. Doe of Vine Street.")
    canvas.rect(60, 712, 300, 24, stroke=0, fill=1)
    canvas.drawString(72, 640, "Shaded, and written upon, is no box.")
    canvas.showPage()
    canvas.setFillGray(0.8)
    canvas.rect(60, 712, 300, 24, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(72, 720, "A heading on a shaded ground.")
    canvas.save()
    found = read(path)
    assert "T. Doe" in pages(found, Layer.TEXT)[0]
    assert details(found, "text_under_box") == ["1\tThe witness is T. Doe of Vine Street."]


@pytest.mark.parametrize("size", [20, 100_000])
def test_what_stands_after_the_end_is_a_file_inside(path, size):
    path.write_bytes(made("Report"))
    after = b"PK\x03\x04" + bytes(range(1, 255)) * (size // 254 + 1)
    path.write_bytes(path.read_bytes() + after)
    found = read(path)
    assert children(found) == {"after the end.bin": after}
    assert not states(found)
    assert pages(found, Layer.TEXT) == ["Report"]


def test_padding_after_the_end_is_nothing(path):
    path.write_bytes(made("Report"))
    path.write_bytes(path.read_bytes() + b"\r\n\0\0\0 \x1a")
    assert not children(read(path))


def test_a_file_that_was_saved_onto_its_end_tells_how_often(path):
    path.write_bytes(made("Report"))
    once = path.read_bytes()
    assert not details(read(path), "revisions")
    trailer = once[once.rindex(b"trailer") :]
    path.write_bytes(once + b"\n" + trailer)
    assert details(read(path), "revisions") == ["2"]


def test_a_page_larger_than_any_wall_is_read(path):
    canvas = Canvas(str(path), invariant=True, pagesize=(2_000_000, 2_000_000))
    canvas.drawString(72, 720, "Report of the scene, in full.")
    canvas.save()
    assert pages(read(path), Layer.TEXT) == ["Report of the scene, in full."]
    assert pdf.draw(path, 1, dpi=300).size[0] < 10_000


def test_an_archive_after_the_end_comes_out_to_its_last_byte(path):
    after = io.BytesIO()
    with zipfile.ZipFile(after, "w") as archive:
        archive.writestr("note.txt", b"live rounds")
    path.write_bytes(made("Report") + after.getvalue())
    assert children(read(path)) == {"after the end.bin": after.getvalue()}


@pytest.mark.parametrize("size", [1 << 16, 1 << 22])
def test_a_stream_that_unpacks_to_too_much_is_told(path, monkeypatch, size):
    monkeypatch.setattr(by_bytes, "LARGEST_STREAM", 1 << 20)
    monkeypatch.setattr(by_bytes, "_LEAST_PACKED", 64)
    packed = zlib.compress(b"q Q " * (size // 4))
    stream = b"9 0 obj\n<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream\nendobj\n"
    whole = made("Report")
    at = whole.rindex(b"xref\n0 ")
    path.write_bytes(whole[:at] + stream + whole[at:])
    reasons = [one.reason for one in only(read(path), Trouble)]
    assert ("a stream in it unpacks to more than is allowed" in reasons) == (size > 1 << 20)
