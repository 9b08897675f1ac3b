"""What a picture says of itself beside EXIF: comments, captions, XMP; and what follows its end."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from PIL import IptcImagePlugin
from PIL.ImageFile import ImageFile

from kyles import encoding
from kyles.formats import Child, Detail, Part

LITTLE_AFTER = 16  # bytes; fewer after the end are no file
_LONGEST = 4000  # characters of one detail
_IPTC = {5: "title", 25: "keywords", 40: "instructions", 55: "date", 60: "time", 80: "author",
         90: "city", 92: "place", 95: "state", 101: "country", 103: "reference",
         105: "headline", 110: "credit", 115: "source", 116: "copyright", 120: "caption",
         122: "caption_by"}  # fmt: skip
#: What people write into XMP; the rest is how a program made the picture.
_XMP = {"description", "title", "creator", "subject", "rights", "Headline", "Instructions",
        "CaptionWriter", "City", "State", "Country", "Location", "Source", "Credit", "UserComment",
        "PersonInImage", "Label", "CreateDate", "CreatorTool", "DateCreated"}  # fmt: skip
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SCAN, _END = 0xDA, 0xD9
_PNG_END = b"IEND\xaeB`\x82"
_FILM = re.compile(rb"....ftyp", re.DOTALL)


def told(picture: ImageFile) -> Iterator[Detail]:
    """Comments, captions and XMP; each said once."""
    every = [*_comments(picture), *_captions(picture), *_xmp(picture.info)]
    shown = ((name, " ".join(encoding.storable(text).split())[:_LONGEST]) for name, text in every)
    yield from (Detail(name, text) for name, text in dict.fromkeys(shown) if text)


def _comments(picture: ImageFile) -> Iterator[tuple[str, str]]:
    """The comment of a JPEG or GIF; the texts of a PNG, each under a name of its own."""
    comment = picture.info.get("comment", b"")
    yield "comment", encoding.decode(comment) if isinstance(comment, bytes) else str(comment)
    for name, value in picture.info.items() if picture.format == "PNG" else ():
        if isinstance(value, str) and "xmp" not in str(name).lower():
            yield f"text_{name}", value


def _captions(picture: ImageFile) -> Iterator[tuple[str, str]]:
    for key, value in (IptcImagePlugin.getiptcinfo(picture) or {}).items():
        if key[0] == 2 and key[1] in _IPTC:
            for one in value if isinstance(value, list) else [value]:
                yield f"iptc_{_IPTC[key[1]]}", encoding.decode(one)


def _xmp(info: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    raw = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
    data = raw.encode() if isinstance(raw, str) else raw
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data.strip(b"\0 \r\n"), parser) if data else None
    for one in () if root is None else root.iter():
        name = _word(one.tag)
        text = " ".join("".join(map(str, one.itertext())).split())
        if name in _XMP and text:
            yield f"xmp_{name}", text
        for key, value in one.attrib.items():
            if _word(key) in _XMP:
                yield f"xmp_{_word(key)}", str(value)


def _word(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def behind(kind: str, data: bytes) -> Iterator[Part]:
    """What stands after the end of a picture, and the film in it that a telephone keeps there."""
    end = {"JPEG": _end_of_jpeg, "PNG": _end_of_png}.get(kind, len)(data)
    after = data[end:]
    if len(after.strip(b"\0\r\n ")) < LITTLE_AFTER:
        return
    film = _FILM.search(after)
    if film and film.start():
        yield Child("after the end.bin", "embedded", after[: film.start()])
    suffix = "mp4" if film else "bin"
    yield Child(f"after the end.{suffix}", "embedded", after[film.start() if film else 0 :])


def _end_of_jpeg(data: bytes) -> int:
    """Behind the mark of its end, past thumbnails inside its own parts."""
    at = 2
    while marker := _MARKER.search(data, at):
        kind = marker[0][1]
        if kind == _END:
            return marker.end()
        if kind == 0xD8 or kind == 0x01:
            at = marker.end()
        else:
            at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2], "big")
    return len(data)


def _end_of_png(data: bytes) -> int:
    at = data.find(_PNG_END)
    return at + len(_PNG_END) if at >= 0 else len(data)
