"""Pictures as telephones take them: read with the extra `photographs`, told without it."""

import struct
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.formats.heic_pictures import ONE, TWO
from tests.formats.parts import details, expected, only, read, states

from kyles import formats
from kyles.formats import Page, Trouble, image
from kyles.formats.image import kinds
from kyles.model import State


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pytest.importorskip("pi_heif")
    one = tmp_path / "IMG_0014.HEIC"
    one.write_bytes(ONE)
    return one


def test_a_photograph_of_a_telephone_is_a_page_with_what_the_camera_wrote(path):
    parts = read(path)
    assert only(parts, Page) == [Page((), image=True)]
    assert details(parts, "size") == ["64 x 48"]
    assert details(parts, "exif_ImageDescription") == ["Item 14, bench"]
    assert details(parts, "exif_DateTime") == ["2024:03:05 10:20:30"]
    assert states(parts) == []


def test_each_picture_of_several_is_a_page(path):
    path.write_bytes(TWO)
    parts = read(path)
    assert len(only(parts, Page)) == expected(parts, "pages") == 2
    assert image.draw(path, 2, dpi=100).getpixel((20, 20)) == pytest.approx(128, abs=9)


def test_it_is_drawn(path):
    drawn = formats.draw(path, 1, dpi=100)
    assert drawn.size == (64, 48)
    assert drawn.getpixel((20, 20)) < 40 < 215 < drawn.getpixel((55, 40))


def test_one_without_its_end_is_read_in_part(path):
    path.write_bytes(ONE + struct.pack(">I4s", 100, b"mdat") + bytes(91))
    assert states(read(path)) == [State.PARTIAL]
    path.write_bytes(ONE + struct.pack(">I4s", 100, b"mdat") + bytes(92))
    assert states(read(path)) == []


@pytest.mark.parametrize("less", [1, 60, 500])
def test_one_without_the_picture_is_damaged(path, less):
    path.write_bytes(ONE[:-less])
    assert states(read(path)) == [State.FAILED]


def test_without_the_library_it_says_what_to_install(path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    (trouble,) = only(read(path), Trouble)
    assert trouble == Trouble(
        State.UNSUPPORTED, "reading it needs libheif: pip install kyles[photographs]"
    )


@pytest.mark.parametrize("name", ["IMG_0014.HEIC", "clip.mp4", "0014"])
def test_it_is_no_film_whatever_its_name(name):
    assert formats.identify(ONE, name) is image


@pytest.mark.parametrize(("brand", "others", "is_picture"), [
    (b"heix", b"mif1", True), (b"mif1", b"heic", True), (b"avif", b"mif1", True),
    (b"isom", b"mp42", False), (b"qt  ", b"", False),
])  # fmt: skip
def test_a_picture_is_told_by_its_brand(brand, others, is_picture):
    head = b"\0\0\0\x18ftyp" + brand + bytes(4) + others
    assert kinds.is_picture(head) == is_picture


def test_one_of_either_kind_is_opened_as_what_it_says_behind(tmp_path):
    path = tmp_path / "either"
    Image.new("RGB", (40, 30), "red").save(path, "AVIF")
    path.write_bytes(path.read_bytes().replace(b"ftypavif", b"ftypmif1", 1))
    assert details(read(path), "size") == ["40 x 30"]


@given(data=st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_raises_nothing(path, data):
    made = bytearray(ONE)
    made[data.draw(st.integers(0, len(made) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(made[: data.draw(st.integers(1, len(made)))])
    list(image.read(path))
