"""Recordings: how long they are, and what streams they have."""

import hashlib
import io
import struct
import wave
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats import recording_files as made_by_hand
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


CONTAINERS = {
    "mp4": made_by_hand.mp4(), "mp4 in fragments": made_by_hand.fragmented(),
    "avi": made_by_hand.avi(), "mkv": made_by_hand.matroska(),
    "mkv with laced blocks": made_by_hand.matroska(laced=True),
}  # fmt: skip


@pytest.mark.parametrize("data", CONTAINERS.values(), ids=CONTAINERS)
def test_streams_have_the_same_hash_in_every_container(tmp_path, data):
    wanted = [
        f"{kind} {hashlib.sha256(b''.join(pieces)).hexdigest()}"
        for kind, pieces in (("film", made_by_hand.FILM), ("sound", made_by_hand.SOUND))
    ]
    parts = parts_of(tmp_path / "recording", data)
    assert details(parts, "stream_hash") == wanted
    assert details(parts, "duration") == ["7.00 s"]
    assert states(parts) == []


@pytest.mark.parametrize("data", CONTAINERS.values(), ids=CONTAINERS)
def test_a_cut_container_is_partial_and_has_no_hash_of_a_whole_film(tmp_path, data):
    parts = parts_of(tmp_path / "recording", data[:-300])
    assert set(states(parts)) <= {State.PARTIAL, State.FAILED}
    assert states(parts)


def test_the_hash_of_sound_is_not_of_its_tags(tmp_path):
    (plain,) = details(parts_of(tmp_path / "a.mp3", FRAME * 100), "stream_hash")
    info = FRAME[:36] + b"Info" + FRAME[40:]
    for other in (MP3, MP3 + b"TAG" + bytes(125), info + FRAME * 100):
        assert details(parts_of(tmp_path / "b.mp3", other), "stream_hash") == [plain]
    assert details(parts_of(tmp_path / "b.mp3", FRAME * 99), "stream_hash") != [plain]


def test_sound_of_another_rate_is_another_stream(tmp_path):
    one = sound(1)
    (plain,) = details(parts_of(tmp_path / "a.wav", one), "stream_hash")
    tagged = one[:12] + b"LIST" + struct.pack("<I", 8) + b"INFOabcd" + one[12:]
    assert details(parts_of(tmp_path / "b.wav", tagged), "stream_hash") == [plain]
    faster = one.replace(struct.pack("<I", 8000), struct.pack("<I", 9000))
    assert details(parts_of(tmp_path / "b.wav", faster), "stream_hash") != [plain]


@pytest.mark.parametrize("made", [sound(1)[:2000], film(1)[:600], MP3[:2000], *CONTAINERS.values()])
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
