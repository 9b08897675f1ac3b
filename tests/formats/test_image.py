"""Pictures: pages without words, and what the camera wrote."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.formats.parts import details, expected, only, read, states

from kyles.formats import Page, image
from kyles.model import State

KINDS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "AVIF", "JPEG2000")


def picture(kind: str, **how) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, kind, **how)
    return data.getvalue()


def parts_of(path: Path, data: bytes):
    path.write_bytes(data)
    return read(path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_a_page_without_words(tmp_path, kind):
    parts = parts_of(tmp_path / "picture", picture(kind))
    assert only(parts, Page) == [Page((), image=True)]
    assert details(parts, "size") == ["40 x 30"]
    assert states(parts) == []


def test_every_page_of_a_tiff(tmp_path):
    more = [Image.new("L", (9, 9)) for _ in range(4)]
    parts = parts_of(tmp_path / "fax", picture("TIFF", save_all=True, append_images=more))
    assert len(only(parts, Page)) == expected(parts, "pages") == 5


def test_what_the_camera_wrote(tmp_path):
    exif = Image.Exif()
    exif[0x0110] = "Camera 3"
    exif.get_ifd(0x8769)[0x9003] = "2024:03:01 10:00:00"
    parts = parts_of(tmp_path / "photo.txt", picture("JPEG", exif=exif))
    assert details(parts, "exif_Model") == ["Camera 3"]
    assert details(parts, "exif_DateTimeOriginal") == ["2024:03:01 10:00:00"]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_picture_of_very_many_pixels_is_told_and_not_unpacked(tmp_path):
    header = struct.pack(">2I5B", 60_000, 60_000, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")
    parts = parts_of(tmp_path / "large.png", data)
    assert {*states(parts)} <= {State.PARTIAL, State.FAILED}
    assert "pixels" in str(parts[-1])


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_without_its_end_is_partial(tmp_path, kind):
    parts = parts_of(tmp_path / "picture", picture(kind)[:-20])
    assert states(parts) == [State.PARTIAL]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_ends_in_a_page_or_a_state(tmp_path, kind, data):
    made = picture(kind)
    at = data.draw(st.integers(0, len(made) - 1))
    path = tmp_path / "picture"
    path.write_bytes(made[:at] + data.draw(st.binary(max_size=4)) + made[at + 1 :])
    parts = list(image.read(path))
    assert only(parts, Page) or states(parts)
