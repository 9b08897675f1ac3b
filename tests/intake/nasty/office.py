"""Office files, pages, pictures and mailboxes that ask for too much, or hide something."""

import io
import itertools
import struct
import zipfile
import zlib

import openpyxl
from tests.formats.compound_file import written
from tests.formats.word import p, packed, part, r

SHEET = "xl/worksheets/sheet1.xml"


def with_doctype(declared: str, used: str) -> bytes:
    """A Word file that declares entities and uses one."""
    body = part("document", f"<w:body>{p(r(f'Before &{used}; after'))}</w:body>")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f"<!DOCTYPE x [{declared}]>{body}")
    return data.getvalue()


def billion_laughs() -> bytes:
    names = "abcdefghij"
    more = (
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    return with_doctype('<!ENTITY a "ha">' + "".join(more), "j")


def outside_entity() -> bytes:
    return with_doctype('<!ENTITY b SYSTEM "/etc/hostname">', "b")


def document_in_a_document() -> bytes:
    """A Word file in a Word file, and a deletion that was tracked."""
    deleted = '<w:del w:id="1" w:author="T. Doe"><w:r><w:delText>live</w:delText></w:r></w:del>'
    inner = packed(p(r("Rounds were handed in.")))
    return packed(p(r("They were "), deleted, r(" blank")), {"word/embeddings/one.docx": inner})


def far_apart() -> bytes:
    """Cells at A1 and XFD1048576, and a sheet that is not shown."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "first", "last"
    aside = book.create_sheet("Aside")
    aside["A1"], aside.sheet_state = "set aside", "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def large_picture() -> bytes:
    """60,000 by 60,000 pixels, in no bytes to speak of."""
    header = struct.pack(">2I5B", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def deep_page() -> bytes:
    """200,000 elements, one in another."""
    return b"<html><body>" + b"<div>" * 200_000 + b"Rounds were handed in."


def deep_rtf() -> bytes:
    """200,000 groups, one in another."""
    return rb"{\rtf1 Rounds were handed in." + b"{" * 200_000


def mailbox(*, size: int, real: int) -> bytes:
    """The beginning of an Outlook data file that says it has `size` bytes, and has `real`."""
    made = bytearray(real)
    made[:4] = b"!BDN"
    struct.pack_into("<HH", made, 8, 0x4D53, 23)
    struct.pack_into("<Q", made, 0xB8, size)
    return bytes(made)


def cut_message() -> bytes:
    """An Outlook message without its end."""
    tree = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0037001F": "Rounds".encode("utf-16-le"),
        "__substg1.0_1000001F": ("They are live. " * 400).encode("utf-16-le"),
    }
    whole = written(tree)
    return whole[: len(whole) * 2 // 3]


def one_line() -> bytes:
    """60 MB of a table, in one line."""
    return b"report,23-10447," * (60_000_000 // 16)
