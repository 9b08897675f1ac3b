"""Recordings: what somebody, or a camera, wrote about them into them."""

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats import recording_files
from tests.formats.parts import children, details, expected, only, read, states
from tests.formats.recording_files import box

from kyles.formats import Part, Trouble, media
from kyles.model import State

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
FRAMES = (b"\xff\xfb\x90\x00" + bytes(413)) * 40


def frame(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack(">IH", len(content), 0) + content


def mp3(*frames: bytes) -> bytes:
    body = b"".join(frames)
    size = bytes(len(body) >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + body + FRAMES


def wave(comment: bytes) -> bytes:
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    comment += bytes(len(comment) % 2)
    info = b"INFO" + struct.pack("<4sI", b"ICMT", len(comment)) + comment
    listed = struct.pack("<4sI", b"LIST", len(info)) + info
    body = b"WAVE" + form + listed + struct.pack("<4sI", b"data", 8000) + bytes(8000)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def flac(comment: bytes, seconds: int = 3) -> bytes:
    rate = 8000
    stream = bytes(10) + struct.pack(">Q", rate << 44 | 7 << 36 | rate * seconds) + bytes(16)
    told = struct.pack("<I", 0) + struct.pack("<I", 1) + struct.pack("<I", len(comment)) + comment
    return (
        b"fLaC" + struct.pack(">I", len(stream)) + stream
        + struct.pack(">I", 0x84 << 24 | len(told)) + told
    )  # fmt: skip


@pytest.fixture
def parts_of(tmp_path: Path):
    def parts(data: bytes) -> list[Part]:
        path = tmp_path / "recording"
        path.write_bytes(data)
        return list(read(path))

    return parts


def test_title_comment_words_and_picture_of_an_mp3(parts_of):
    parts = parts_of(mp3(
        frame(b"TIT2", b"\3Interview of R. Tolliver"), frame(b"COMM", b"\3eng\0Docket 21-0886"),
        frame(b"USLT", b"\3eng\0They are live."), frame(b"APIC", b"\3image/png\0\3\0" + PNG),
    ))  # fmt: skip
    assert details(parts, "title") == ["Interview of R. Tolliver"]
    assert details(parts, "comment") == ["Docket 21-0886"]
    assert details(parts, "lyrics") == ["They are live."]
    assert children(parts) == {"picture-1.png": PNG}
    assert expected(parts, "children") == 1
    assert states(parts) == []


def test_the_comment_of_a_wave(parts_of):
    parts = parts_of(wave(b"Radio log"))
    assert details(parts, "comment") == ["Radio log"]
    assert details(parts, "duration") == ["1.00 s"]


def test_what_a_recorder_says_of_its_recording(parts_of):
    told = b"Interview room 2".ljust(256, b"\0") + b"Recorder 7".ljust(64, b"\0")
    chunk = told + b"2024-03-06" + b"15:10:00"
    data = wave(b"x").replace(b"LIST", struct.pack("<4sI", b"bext", len(chunk)) + chunk + b"LIST")
    parts = parts_of(data)
    assert details(parts, "description") == ["Interview room 2"]
    assert details(parts, "originator") == ["Recorder 7"]
    assert details(parts, "created") == ["2024-03-0615:10:00"]


def test_of_a_flac_it_is_told_how_long_it_is_too(parts_of):
    parts = parts_of(flac(b"COMMENT=Radio log"))
    assert details(parts, "comment") == ["Radio log"]
    assert details(parts, "duration") == ["3.00 s"]
    assert states(parts) == []


def tagged(*boxes: bytes, made: int = 0) -> bytes:
    """A film whose header says when it was made, and has further boxes."""
    data = recording_files.mp4()
    head = struct.pack(">4xI", made)
    before, kind, after = data.partition(b"mvhd")
    data = before + kind + head + after[len(head) :]
    at = data.index(b"moov") - 4
    moov = data[at:]
    more = b"".join(boxes)
    return data[:at] + struct.pack(">I", len(moov) + len(more)) + moov[4:] + more


def older(kind: bytes, words: bytes) -> bytes:
    return box(kind, struct.pack(">HH", len(words), 0x15C7), words)


def keyed(**told: bytes) -> bytes:
    """Tags as iPhones write them."""
    names = (box(b"mdta", b"com.apple.quicktime." + name.encode()) for name in told)
    values = (
        box(struct.pack(">I", at), box(b"data", struct.pack(">II", 1, 0), value))
        for at, value in enumerate(told.values(), 1)
    )
    handler = box(b"hdlr", bytes(8) + b"mdta" + bytes(13))
    listed = box(b"keys", struct.pack(">II", 0, len(told)), *names)
    return box(b"meta", handler, listed, box(b"ilst", *values))


def test_when_and_where_a_film_was_made_and_by_what(parts_of):
    place = older(b"\xa9xyz", b"+35.0844-106.6504/")
    parts = parts_of(tagged(box(b"udta", place), keyed(model=b"iPhone 15"), made=3_793_305_600))
    assert details(parts, "created") == ["2024-03-15T00:00:00Z"]
    assert details(parts, "location") == ["+35.0844-106.6504/"]
    assert details(parts, "model") == ["iPhone 15"]
    assert states(parts) == []


def test_a_clock_that_was_never_set_tells_nothing(parts_of):
    assert details(parts_of(tagged(made=0)), "created") == []


def test_tags_change_no_hash_of_a_stream(parts_of):
    plain, more = parts_of(recording_files.mp4()), parts_of(tagged(keyed(model=b"x"), made=1 << 31))
    assert details(plain, "stream_hash") == details(more, "stream_hash")


def test_tags_that_are_damaged_are_told(parts_of):
    parts = parts_of(flac(b"COMMENT=Radio log")[:20])
    assert details(parts, "stream") == ["sound"]
    assert [one.reason for one in only(parts, Trouble)] == ["its tags are damaged"]
    assert states(parts) == [State.PARTIAL]


@given(data=st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.parametrize("made", [mp3(frame(b"TIT2", b"\3a")), wave(b"a"), flac(b"COMMENT=a"),
                                  tagged(keyed(model=b"x"))])  # fmt: skip
def test_damage_anywhere_raises_nothing(tmp_path, made, data):
    bytes_ = bytearray(made)
    bytes_[data.draw(st.integers(0, min(len(made), 600) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "recording"
    path.write_bytes(bytes_)
    list(media.read(path))
