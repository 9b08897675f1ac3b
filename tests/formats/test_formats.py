"""The door: which reader a file goes to, whatever it is called, and that none ever raises."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import tells_of_what_is_wrong

from kyles import formats

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
MAIL = b"Received: from a.test\r\nFrom: a@x.test\r\nSubject: Property\r\n\r\nBody\r\n"
PAGE = b"<!DOCTYPE html><html><body><p>Report</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(200)


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def named(head: bytes, name: str) -> str | None:
    one = formats.identify(head, name)
    return one.NAME if one else None


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (PDF, "report.pdf", "PDF"),
        (PDF, "report.txt", "PDF"),
        (PDF, "report.docx", "PDF"),
        (b"junk\n" + PDF, "report.pdf", "PDF"),
        (b"junk\n" + PDF, "report.txt", "Text"),
        (MAIL, "message.eml", "E-mail"),
        (MAIL, "message.txt", "E-mail"),
        (b"From: Sgt. Roe\nTo: File\nSubject: Rounds\n\nSeen.", "memo.txt", "Text"),
        (PAGE, "index.html", "Web page"),
        (PAGE, "saved.txt", "Web page"),
        (PAGE.decode().encode("utf-16"), "saved.htm", "Web page"),
        (b"A report about <html> pages", "report.txt", "Text"),
        (b"# Report", "report.md", "Markdown"),
        (b"# Report", "report.txt", "Text"),
        (b"a,b\n1,2\n", "list.csv", "Spreadsheet"),
        (zipped("[Content_Types].xml", "word/document.xml"), "report.docx", "Word"),
        (zipped("[Content_Types].xml", "word/document.xml"), "report.bin", "Word"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "list.docx", "Spreadsheet"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "talk.pptx", "PowerPoint"),
        (zipped("photo.jpg"), "photos.zip", "Archive"),
        (zipped("photo.jpg"), "photos.txt", "Archive"),
        (OLE, "old.xls", "Spreadsheet"),
        (OLE, "old.doc", "Word 97 to 2003"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked", "Word"),
        (JPEG, "photo.jpg", "Picture"),
        (JPEG, "photo.txt", "Picture"),
        (b"{\\rtf1 Report}", "report.rtf", "Rich text"),
        (b"", "report.pdf", "PDF"),
        (b"", "photo.jpg", "Picture"),
    ],
)
def test_a_file_goes_to_the_reader_of_its_content_before_that_of_its_name(head, name, kind):
    assert named(head, name) == kind


def test_every_format_says_who_it_is():
    kinds = [one.NAME for one in formats.formats()]
    assert {"PDF", "Word", "E-mail", "Web page", "Spreadsheet", "Text", "Markdown"} <= {*kinds}
    assert len(kinds) == len({*kinds})
    assert all("/" in one.MEDIA_TYPE and one.__doc__ for one in formats.formats())


@pytest.mark.parametrize("one", formats.formats(), ids=lambda one: one.NAME)
def test_a_file_of_no_bytes_is_empty(one, tmp_path):
    path = tmp_path / "empty"
    path.touch()
    assert [part.state for part in one.read(path)] == ["empty"]


STARTS = st.sampled_from([
    b"", PDF, MAIL, PAGE, OLE, b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"a,b\n",
    zipped("word/document.xml"), zipped("xl/workbook.xml"),
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b'<html><meta charset="shift_jis">',
])  # fmt: skip


@pytest.mark.parametrize("one", formats.formats(), ids=lambda one: one.NAME)
@given(start=STARTS, rest=st.binary(max_size=300))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_make_a_reader_raise(one, tmp_path, start, rest):
    path: Path = tmp_path / "file"
    path.write_bytes(start + rest)
    assert tells_of_what_is_wrong(one.read(path))


@given(head=st.binary(max_size=400), name=st.text(max_size=12))
def test_any_bytes_of_any_name_are_claimed_or_not(head, name):
    assert all(one.claims(head, name) in (0, 1, 2, 3) for one in formats.formats())
