"""Pictures: what is written in them beside EXIF, and what stands behind their end."""

import io
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from tests.formats.parts import children, details, expected, read, states

from kyles.formats import Part, image

RED = Image.new("RGB", (64, 64), "red")
FILM = struct.pack(">I4s", 24, b"ftyp") + b"mp42" + b"mdat" * 100
NOTE = b"a note that nobody was to find"
XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/' xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:p='http://ns.adobe.com/photoshop/1.0/'>"
    "<r:RDF><r:Description p:Headline='Exhibit 9'><dc:description><r:Alt><r:li>North door</r:li>"
    "</r:Alt></dc:description><p:History>cropped</p:History></r:Description></r:RDF></x:xmpmeta>"
)


def saved(kind: str, **more: object) -> bytes:
    data = io.BytesIO()
    RED.save(data, kind, **more)
    return data.getvalue()


def captioned(**told: bytes) -> bytes:
    """A JPEG with captions as news agencies write them; `n120` is the caption."""
    records = b"".join(struct.pack(">BBBH", 0x1C, 2, int(name[1:]), len(text)) + text
                       for name, text in told.items())  # fmt: skip
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records
    block += bytes(len(block) % 2)
    plain = saved("JPEG")
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + plain[2:]


@pytest.fixture
def parts_of(tmp_path: Path):
    def parts(data: bytes) -> list[Part]:
        path = tmp_path / "picture"
        path.write_bytes(data)
        return list(read(path))

    return parts


@pytest.mark.parametrize("kind", ["JPEG", "GIF"])
def test_the_comment(parts_of, kind):
    assert details(parts_of(saved(kind, comment=b"Taken by A. Ruiz")), "comment") == [
        "Taken by A. Ruiz"
    ]


def test_the_texts_of_a_png(parts_of):
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "A. Ruiz", zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP)
    parts = parts_of(saved("PNG", pnginfo=told))
    assert details(parts, "text_Author") == ["A. Ruiz"]
    assert details(parts, "xmp_description") == ["North door"]
    assert details(parts, "xmp_Headline") == ["Exhibit 9"]
    assert details(parts, "xmp_History") == []


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "TIFF"])
def test_what_people_write_into_xmp(parts_of, kind):
    more = {"tiffinfo": {700: XMP.encode()}} if kind == "TIFF" else {"xmp": XMP.encode()}
    parts = parts_of(saved(kind, **more))
    assert details(parts, "xmp_description") == ["North door"]
    assert states(parts) == []


def test_captions_and_keywords(parts_of):
    parts = parts_of(captioned(n120=b"The north door", n25=b"door", n80=b"A. Ruiz"))
    assert details(parts, "iptc_caption") == ["The north door"]
    assert details(parts, "iptc_keywords") == ["door"]
    assert details(parts, "iptc_author") == ["A. Ruiz"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("after", "found"),
    [
        (b"", []),
        (bytes(500), []),
        (FILM, [("after the end.mp4", FILM)]),
        (NOTE + FILM, [("after the end.bin", NOTE), ("after the end.mp4", FILM)]),
        (NOTE, [("after the end.bin", NOTE)]),
    ],
)
def test_what_stands_behind_the_end_is_a_file_inside(parts_of, kind, after, found):
    parts = parts_of(saved(kind) + after)
    assert list(children(parts).items()) == found
    assert expected(parts, "children") == len(found)
    assert states(parts) == []


def test_a_thumbnail_inside_does_not_end_the_picture(parts_of):
    small = saved("JPEG")[:300] + b"\xff\xd9"
    plain = saved("JPEG")
    with_one = plain[:2] + b"\xff\xe2" + struct.pack(">H", len(small) + 2) + small + plain[2:]
    assert children(parts_of(with_one)) == {}


@given(data=st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_raises_nothing(tmp_path, data):
    made = bytearray(data.draw(st.sampled_from([captioned(n120=b"a"), saved("JPEG", xmp=b"<a/>")])))
    made[data.draw(st.integers(0, len(made) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "picture"
    path.write_bytes(made)
    list(image.read(path))
