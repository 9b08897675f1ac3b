"""What the bytes of a PDF tell without PDFium: whether its end is there, what stands after it, how
often it was saved, which pages stand in the clear, and whether a stream unpacks to too much.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from kyles.formats import Child, Detail, Expected, Part, Trouble
from kyles.model import State

LITTLE_AFTER = 16  # bytes; fewer after the end are no file
LARGEST_STREAM = 1 << 29  # unpacked; PDFium itself reads no more than twice that of one
_LEAST_PACKED = LARGEST_STREAM // 1040  # bytes that can unpack to that, at deflate's best
_HIGH_RATIO = 100
_PIECE = 1 << 16
_END, _PADDING = b"%%EOF", b"\0\t\n\r\x0c \x1a"
_OBJECT = re.compile(rb"\b(\d{1,7})\s+\d{1,5}\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")  # begins with a letter: so it is found fast


def is_whole(path: Path) -> bool:
    """Whether the marks that end a PDF stand in the last part of the file, or what follows them is
    no part of it.
    """
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 65_536))
        tail = stream.read()
    return b"startxref" in tail or b"%%EOF" in tail or bool(_after_the_end(path.read_bytes()))


def around(path: Path) -> Iterator[Part]:
    """How often the file was saved onto its end, and what stands after that."""
    data = path.read_bytes()
    saved = data.count(b"startxref") - (b"/Linearized" in data[:1024])
    if saved > 1:
        yield Detail("revisions", str(saved))
    after = _after_the_end(data)
    if after:
        yield Expected("children", 1)
        yield Child("after the end.bin", "embedded", after)
    if _swells(data):
        yield Trouble(State.PARTIAL, "a stream in it unpacks to more than is allowed")


def _after_the_end(data: bytes) -> bytes:
    """What follows the mark of the end and belongs to no PDF; padding and a damaged rest do not."""
    end = data.rfind(_END)
    after = data[end + len(_END) :] if end >= 0 else b""
    told = after.lstrip(_PADDING)  # what it ends with may be its own
    is_file = len(told.rstrip(_PADDING)) >= LITTLE_AFTER and not _OBJECT.search(told)
    return told if is_file else b""


def _swells(data: bytes) -> bool:
    """Whether a stream unpacks to more than any page needs: looked for where one can.

    Only a stream whose beginning packs very well is unpacked further, piece by piece.
    """
    if len(data) < _LEAST_PACKED:
        return False
    begins = [one.end() for one in _STREAM.finditer(data)
              if not data[one.start() - 1 : one.start()].isalpha()]  # fmt: skip
    return any(
        end - begin >= _LEAST_PACKED and _unpacked(data, begin, end) > LARGEST_STREAM
        for begin, end in pairwise([*begins, len(data)])
    )


def _unpacked(data: bytes, begin: int, end: int) -> int:
    """The size of a deflated stream, as far as it is worth knowing."""
    inflater, size = zlib.decompressobj(), 0
    try:
        for at in range(begin, end, _PIECE):
            rest = data[at : min(at + _PIECE, end)]
            while rest and not inflater.eof:
                size += len(inflater.decompress(rest, 1 << 20))
                rest = inflater.unconsumed_tail
            packed = at + _PIECE - begin
            if inflater.eof or size > LARGEST_STREAM or size < _HIGH_RATIO * packed:
                break
    except zlib.error:
        return size
    return size


def mended(data: bytes) -> bytes:
    """The file with a new page tree at its end, over every page that stands in it in the clear."""
    objects = [(int(one[1]), one) for one in _OBJECT.finditer(data)]
    pages = dict.fromkeys(one[0] for one in objects if _PAGE.search(_dictionary(data, one[1])))
    if not pages:
        raise pdfium.PdfiumError("no pages found", err_code=raw.FPDF_ERR_FORMAT)
    free = max(number for number, _ in objects) + 1
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    return data + (
        b"\nendstream\nendobj\n%d 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj\n"
        b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\ntrailer\n<</Root %d 0 R/Size %d>>\n"
        b"startxref\n0\n%%%%EOF\n" % (free, kids, len(pages), free + 1, free, free + 1, free + 2)
    )


def _dictionary(data: bytes, start: re.Match[bytes]) -> bytes:
    """What an object says of itself, without its stream."""
    return data[start.end() : start.end() + 4096].split(b"endobj", 1)[0].split(b"stream", 1)[0]
