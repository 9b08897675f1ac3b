"""Pictures (JPEG, PNG, TIFF, HEIC, AVIF, WebP, GIF): a page for each, EXIF, captions, comments.

A picture is opened and never shown: its size is taken from its header, so that one that would fill
the memory is told and not unpacked.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from kyles import encoding
from kyles.formats import Detail, Expected, Page, Part, Trouble
from kyles.formats.image import kinds, told
from kyles.model import State

NAME = "Picture"
MEDIA_TYPE = "image/*"

MOST_PIXELS = 500_000_000
MOST_PAGES = 20_000
LONGEST = 400  # characters of one detail
_PAGED = ("TIFF", "HEIF")
_EXIF, _GPS = 0x8769, 0x8825


def claims(head: bytes, name: str) -> int:
    """3 for the mark of a picture."""
    return 3 if kinds.is_picture(head) else int(name.lower().endswith(kinds.SUFFIXES))


def read(path: Path) -> Iterator[Part]:
    """Details of the first picture, then a page for every one of the file."""
    if not path.stat().st_size:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    try:
        with warnings.catch_warnings(), kinds.opened(path) as picture:
            warnings.simplefilter("ignore")  # Pillow's, of sizes and of damage in EXIF
            yield from _picture(picture, path)
    except kinds.NotInstalled as error:
        yield Trouble(State.UNSUPPORTED, str(error))
    except Image.DecompressionBombError:
        yield Trouble(State.FAILED, "it has more pixels than is allowed")
    except UnidentifiedImageError:
        yield Trouble(State.FAILED, "it is damaged, or no picture of a kind that is known")
    except Exception as error:  # noqa: BLE001 - Pillow raises whatever a header leads it to
        yield Trouble(State.FAILED, f"it is damaged: {encoding.storable(str(error))[:LONGEST]}")


def draw(path: Path, page: int, *, dpi: int) -> Image.Image:  # noqa: ARG001 - as every format
    """A picture in grey, pixel by pixel whatever `dpi` says, upright and with square pixels."""
    with warnings.catch_warnings(), kinds.opened(path) as picture:
        warnings.simplefilter("ignore")
        picture.seek(page - 1)
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("it has more pixels than is allowed")
        down, across = _density(picture)
        grey = ImageOps.exif_transpose(picture).convert("L")
    if down == across:
        return grey
    return grey.resize((grey.width, max(1, round(grey.height * across / down))))


def _density(picture: Image.Image) -> tuple[float, float]:
    """Pixels an inch down and across; they differ in a fax of the coarse kind."""
    told = picture.info.get("dpi", (1, 1))
    across, down = (float(one) for one in told) if isinstance(told, tuple) else (1.0, 1.0)
    odd = not (across > 0 and down > 0 and 0.4 < down / across < 2.5)
    return (1.0, 1.0) if odd else (down, across)


def _picture(picture: ImageFile, path: Path) -> Iterator[Part]:
    yield Detail("size", f"{picture.width} x {picture.height}")
    yield from _exif(picture)
    try:
        yield from told.told(picture)
    except Exception:  # noqa: BLE001 - see read
        yield Trouble(State.PARTIAL, "what is written in it about it is damaged")
    if picture.width * picture.height > MOST_PIXELS:
        yield Trouble(State.PARTIAL, "it has more pixels than is allowed")
        return
    yield from _pages(picture) if picture.format in _PAGED else (Page((), image=True),)
    data, kind = path.read_bytes(), picture.format or ""
    if picture.format != "MPO":  # behind the end of the first picture of several stand the others
        files = list(told.behind(kind, data))
        yield from (Expected("children", len(files)), *files) if files else ()
    if kinds.is_cut(kind, data):
        yield Trouble(State.PARTIAL, "the end of the file is missing")


def _pages(picture: Image.Image) -> Iterator[Part]:
    """The pages of a file of several, as far as one leads to the next."""
    number = 0
    try:
        while number < MOST_PAGES:
            picture.seek(number)
            yield Page((), image=True)
            number += 1
    except EOFError:
        yield Expected("pages", number)
        return
    except Exception:  # noqa: BLE001 - see read
        yield Trouble(State.PARTIAL, f"what follows page {number} is damaged")
        return
    yield Trouble(State.PARTIAL, f"it has more than {MOST_PAGES:,} pages")


def _exif(picture: Image.Image) -> Iterator[Part]:
    """What the camera wrote: when, by which device, where."""
    try:
        exif = picture.getexif()
        told = [(ExifTags.TAGS, exif), (ExifTags.TAGS, exif.get_ifd(_EXIF)),
                (ExifTags.GPSTAGS, exif.get_ifd(_GPS))]  # fmt: skip
        named = [(names[tag], value) for names, found in told for tag, value in found.items()
                 if tag in names]  # fmt: skip
        yield from (Detail(f"exif_{name}", _shown(value)) for name, value in named)
    except Exception:  # noqa: BLE001 - see read
        yield Trouble(State.PARTIAL, "its EXIF is damaged")


def _shown(value: object) -> str:
    text = encoding.decode(value) if isinstance(value, bytes) else encoding.storable(str(value))
    return " ".join(text.split())[:LONGEST]
