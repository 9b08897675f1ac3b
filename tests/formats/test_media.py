"""Recordings: how long they are, and what streams they have."""

import io
import struct
import wave
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import details, only, read, states

from kyles.formats import Detail, media
from kyles.model import State


def sound(seconds: int) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as made:
        made.setnchannels(2)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(bytes(8000 * 4 * seconds))
    return data.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def film(seconds: int) -> bytes:
    length = struct.pack(">4x8xII", 600, 600 * seconds).ljust(100, b"\0")
    tracks = [box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + kind + bytes(13))))
              for kind in (b"vide", b"soun")]  # fmt: skip
    moov = box(b"moov", box(b"mvhd", length), *tracks)
    return box(b"ftyp", b"isom", bytes(4)) + moov + box(b"mdat", bytes(5000))


FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s at 44.1 kHz
MP3 = b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) + FRAME * 100


def parts_of(path: Path, data: bytes):
    path.write_bytes(data)
    return read(path)


@pytest.mark.parametrize(
    ("data", "duration", "streams"),
    [(sound(3), "3.00 s", 1), (film(7), "7.00 s", 2), (MP3, "2.61 s", 1),
     (MP3 + b"TAG" + bytes(125), "2.61 s", 1)],
    ids=["wav", "mp4", "mp3", "mp3 with a tag"],
)  # fmt: skip
def test_duration_and_streams(tmp_path, data, duration, streams):
    parts = parts_of(tmp_path / "recording", data)
    assert details(parts, "duration") == [duration]
    assert len(details(parts, "stream")) == streams
    assert states(parts) == []


@pytest.mark.parametrize("data", [sound(3), film(7), MP3], ids=["wav", "mp4", "mp3"])
def test_a_recording_without_its_end_is_partial(tmp_path, data):
    assert states(parts_of(tmp_path / "recording", data[:-300])) == [State.PARTIAL]


def test_a_film_without_its_index_has_failed(tmp_path):
    data = box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", bytes(500))
    assert states(parts_of(tmp_path / "recording", data)) == [State.FAILED]


@pytest.mark.parametrize("made", [sound(1)[:2000], film(1)[:600], MP3[:2000]])
@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_ends_in_a_detail_or_a_state(tmp_path, made, data):
    at = data.draw(st.integers(0, len(made) - 1))
    path = tmp_path / "recording"
    path.write_bytes(made[:at] + data.draw(st.binary(max_size=8)) + made[at + 1 :])
    parts = list(media.read(path))
    assert only(parts, Detail) or states(parts)
