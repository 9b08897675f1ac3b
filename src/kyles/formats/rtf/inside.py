"""Pictures and objects inside rich text, out of the digits or bytes in which they are written.

An object is kept as OLE 1 keeps it: what program made it, where a linked one leads, and its bytes
([MS-OLEDS] sections 2.2.4 and 2.2.5).
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from kyles import encoding, packager
from kyles.formats import Child, Detail, Part, Trouble
from kyles.model import State

SUFFIXES = {"pngblip": ".png", "jpegblip": ".jpg", "emfblip": ".emf", "wmetafile": ".wmf",
            "macpict": ".pict", "dibitmap": ".dib", "wbitmap": ".ddb"}  # fmt: skip
_NO_DIGIT = re.compile(rb"[^0-9a-fA-F]+")
_LINKED, _EMBEDDED = 1, 2


@dataclass(slots=True)
class Inside:
    """A picture, or an object: its digits and bytes as they come."""

    is_object: bool = False
    suffix: str = ""
    digits: bytearray = field(default_factory=bytearray)
    raw: bytearray = field(default_factory=bytearray)

    def data(self) -> bytes:
        digits = _NO_DIGIT.sub(b"", self.digits)
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")) + bytes(self.raw)

    def parts(self, number: int) -> Iterator[Part]:
        """It as a file, or that it could not be read; `number` is its place in the document."""
        data = self.data()
        if self.is_object:
            yield from _object(number, data)
        elif data:
            yield Child(f"image{number}{self.suffix or '.bin'}", "embedded", data)
        else:
            yield Trouble(State.PARTIAL, "a picture inside has no bytes")


def _object(number: int, data: bytes) -> Iterator[Part]:
    try:
        (kind,) = struct.unpack_from("<I", data, 4)
        made_by, at = _words(data, 8)
        leads_to, at = _words(data, at)
        _, at = _words(data, at)
        (size,) = struct.unpack_from("<I", data, at) if kind == _EMBEDDED else (0,)
    except struct.error:
        yield Trouble(State.PARTIAL, "an object inside could not be read")
        return
    native = data[at + 4 : at + 4 + size]
    if kind == _LINKED:
        yield Detail("link", leads_to)
    elif kind != _EMBEDDED or not native or len(native) < size:
        yield Trouble(State.PARTIAL, "an object inside could not be read")
    if kind == _EMBEDDED and native:
        label, file = packager.unwrapped(native) if made_by == "Package" else ("", native)
        yield Child(label or f"object{number}.bin", "embedded", file)


def _words(data: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends."""
    (size,) = struct.unpack_from("<I", data, at)
    end = at + 4 + size
    if end > len(data):
        raise struct.error
    return encoding.decode(data[at + 4 : end].rstrip(b"\0")), end
