"""PDFs that are damaged, endless, huge, or more than they seem."""

import io
import re
import zlib

import pypdfium2 as pdfium
from reportlab.pdfgen.canvas import Canvas
from tests.intake.nasty.archives import MEGABYTE, zipped
from tests.intake.nasty.folder import pdf


def cut_table() -> bytes:
    """The table that leads to the objects is cut off."""
    whole = pdf("Rounds were handed in.", "Page two.")
    return whole[: whole.rindex(b"xref\n0 ") + 40]


def endless_pages() -> bytes:
    """A tree of pages that comes back to its root, and says that it has 999,999."""
    made = pdf("Page one.").replace(b"/Count 1 ", b"/Count 999999 ")
    root = re.search(rb"/Pages (\d+) 0 R", made)
    kids = re.search(rb"/Kids \[ (\d+) 0 R \]", made)
    assert root
    assert kids
    again = b"/Kids [ %s 0 R %s 0 R ]" % (kids[1], root[1])
    return made[: kids.start()] + again + made[kids.end() :]


def endless_content() -> bytes:
    """A page whose content is 1.5 GB of one operator, in some 1.5 MB."""
    packing = zlib.compressobj(9, zlib.DEFLATED, 15)
    piece = b"q 1 0 0 1 0 0 cm Q\n" * (16 * MEGABYTE // 19)
    first = packing.compress(piece) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(piece) + packing.flush(zlib.Z_FULL_FLUSH)
    stream = first + again * 95
    return _one_page(b"<</Filter/FlateDecode/Length %d>>" % len(stream), stream)


def _one_page(about: bytes, stream: bytes) -> bytes:
    """A file of one page with that content, its table of objects left to be found."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<>>>>",
        about + b"stream\n" + stream + b"\nendstream",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size 5>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (table, len(data))
    )


def huge_page() -> bytes:
    """A page of 2,000,000 points, some 700 m, each way."""
    return pdf("Rounds were handed in.", pagesize=(2_000_000, 2_000_000))


def covered() -> bytes:
    """Text under a black box."""
    data = io.BytesIO()
    canvas = Canvas(data, invariant=True)
    canvas.drawString(72, 720, "The witness is T. Doe of Vine Street.")
    canvas.rect(60, 712, 300, 24, stroke=0, fill=1)
    canvas.save()
    return data.getvalue()


def with_attachment() -> bytes:
    """A file attached to a PDF."""
    data = io.BytesIO()
    with pdfium.PdfDocument(pdf("Rounds were handed in.")) as document:
        document.new_attachment("note.txt").set_data(b"live rounds")
        document.save(data)
    return data.getvalue()


def pdf_and_zip() -> bytes:
    """A PDF that is a ZIP too."""
    return pdf("Rounds were handed in.") + zipped({"note.txt": b"live rounds"})
