"""Which kinds of pictures there are, how they are told, and how they are opened.

HEIC, as telephones take photographs, is decoded by libheif (the extra `photographs`).
"""

from pathlib import Path

from PIL import Image
from PIL.ImageFile import ImageFile

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".heic", ".heif",
            ".avif", ".jp2", ".j2k", ".jpx")  # fmt: skip
_HEIF = "HEIF"
_KINDS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "AVIF", "JPEG2000")
_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a",
          b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")  # fmt: skip
_BOX = b"ftyp"
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")
_AVIF = (b"avif", b"avis")
_EITHER = (b"mif1", b"msf1")
_NAMED = 64  # bytes from the start within which a file says what it is


class NotInstalled(Exception):
    """The library that opens this kind is not there."""


def is_picture(head: bytes) -> bool:
    """Whether it begins as a picture does."""
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    bmp = head.startswith(b"BM") and head[6:10] == bytes(4) and len(head) > 26
    return head.startswith(_MARKS) or webp or bmp or _brand(head) in (*_HEIC, *_AVIF, *_EITHER)


def opened(path: Path) -> ImageFile:
    """A picture whose pixels are not unpacked yet. Raises what Pillow does, and NotInstalled."""
    with path.open("rb") as stream:
        head = stream.read(_NAMED)
    if not _is_heic(head):
        return Image.open(path, formats=_KINDS)
    try:
        import pi_heif
    except ImportError as error:
        raise NotInstalled("reading it needs libheif: pip install kyles[photographs]") from error
    pi_heif.register_heif_opener()
    return Image.open(path, formats=(_HEIF,))


def _is_heic(head: bytes) -> bool:
    """A brand that is of either kind names the kind behind it."""
    brand = _brand(head)
    return brand in _HEIC or (brand in _EITHER and not any(one in head for one in _AVIF))


def _brand(head: bytes) -> bytes:
    return head[8:12] if head[4:8] == _BOX else b""


def is_cut(kind: str, data: bytes) -> bool:
    """Whether the end of a picture is missing, where the kind has a mark of its end, or boxes."""
    match kind:
        case "PNG":
            return b"IEND" not in data[-65_536:]
        case "JPEG":
            return b"\xff\xd9" not in data[-65_536:]
        case "HEIF" | "AVIF":
            return _boxes_end(data) > len(data)
        case _:
            return False


def _boxes_end(data: bytes) -> int:
    """Where the last box would end; one of size 0 goes to the end of the file."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16])
        if size < 8:
            break
        at += size
    return at
