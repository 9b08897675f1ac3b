"""The pictures that older Office files keep among their drawings, as the files they once were.

A drawing is records with a heading of 8 bytes; those of a picture hold one or two digests of it,
which are skipped, and then its bytes. What is packed (metafiles of Windows and of the Macintosh) is
unpacked; bitmaps without a heading of their own are not told.
Source: [MS-ODRAW] 2.2.23 to 2.2.31.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 1 << 28
_HEADING = struct.Struct("<HHI")
_PNG, _JPEG, _TIFF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"II*\0", b"MM\0*")
_RECORD = re.compile(rb"(?=..[\x1a-\x1e\x29\x2a]\xf0.{4})", re.DOTALL)
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class _Kind:
    suffix: str
    tag: int  # bytes between the digests and the picture
    twice: tuple[int, ...]  # instances of the record that hold two digests


_KINDS = {
    0xF01A: _Kind(".emf", 34, (0x3D5,)), 0xF01B: _Kind(".wmf", 34, (0x217,)),
    0xF01C: _Kind(".pict", 34, (0x543,)),
    0xF01D: _Kind(".jpg", 1, (0x46B, 0x6E3)), 0xF01E: _Kind(".png", 1, (0x6E1,)),
    0xF029: _Kind(".tiff", 1, (0x6E5,)), 0xF02A: _Kind(".jpg", 1, (0x46B, 0x6E3)),
}  # fmt: skip
_MARKS = {".jpg": (_JPEG,), ".png": (_PNG,), ".tiff": _TIFF}


def pictures(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The suffix and the bytes of every picture, in order; each content once."""
    seen: set[bytes] = set()
    for found in _RECORD.finditer(data):
        picture = _picture(data, found.start())
        if picture and picture[1] not in seen:
            seen.add(picture[1])
            yield picture


def _picture(data: bytes, at: int) -> tuple[str, bytes] | None:
    """The picture of a record that begins here, if one does."""
    first, kind, length = _HEADING.unpack_from(data, at)
    told = _KINDS[kind]
    start = at + _HEADING.size + _DIGEST * (1 + ((first >> 4) in told.twice)) + told.tag
    body = data[start : at + _HEADING.size + length]
    if told.suffix in _MARKS:
        return (told.suffix, body) if body.startswith(_MARKS[told.suffix]) else None
    unpacked = _unpacked(body)
    return (told.suffix, unpacked) if unpacked else None


def _unpacked(body: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, LARGEST)
    except zlib.error:
        return b""
