"""Recordings that were given cut, muted or coded again; and what is said where nothing can be."""

import re
import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
from tests.formats import recording_files
from tests.matters.small import Small

from kyles.audit import audit
from kyles.export.requests import requestable, wanted
from kyles.intake.add import Addition, add
from kyles.model import Status
from kyles.model.coverage import Coverage
from kyles.reconcile.recordings import fpcalc

RATE = 11_025
listens = pytest.mark.skipif(not shutil.which("fpcalc"), reason="fpcalc is not installed")


def speech(seconds: int, seed: int) -> np.ndarray:
    """Something like speech: tones of a voice that change six times a second, over some hiss."""
    chance = np.random.default_rng(seed)
    pieces = []
    for _ in range(6 * seconds):
        at = np.arange(RATE // 6 + 1) / RATE
        pitch = chance.uniform(90, 220)
        weights = chance.uniform(0, 1, 12)
        tones = sum(
            weight * np.sin(2 * np.pi * pitch * harmonic * at)
            for harmonic, weight in enumerate(weights, 1)
        )
        pieces.append(tones * chance.uniform(0.2, 1))
    sound = np.concatenate(pieces)[: RATE * seconds]
    return 2000 * sound + chance.normal(0, 40, sound.size)


HELD = speech(60, 1)


def wav(path: Path, sound: np.ndarray, rate: int = RATE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        made.writeframes(np.clip(sound, -32768, 32767).astype("<i2").tobytes())


@pytest.fixture
def small(matter) -> Small:
    """A matter with a minute of interview that is held."""
    small = matter("matter State v. Harlan, incident 21-0886, defendant Harlan")
    wav(small.folder / "interviews" / "interview.wav", HELD)
    with small.store() as store:
        add(store, small.folder / "interviews", Addition(holder="Sheriff"))
    return small


def give(small: Small, name: str, content: np.ndarray | bytes) -> None:
    path = small.folder / "given" / "VOL001" / name
    if isinstance(content, bytes):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    else:
        wav(path, content)
    with small.store() as store:
        addition = Addition(defendants=("Harlan",), on="2024-03-01")
        add(store, path.parent, addition)


def coverage(small: Small, name: str = "interview.wav") -> Coverage:
    with small.store() as store:
        audited = audit(store).audit
        (item,) = [one for one in audited.held.documents() if one.path.endswith(name)]
        return audited.coverage[item.id, "Harlan"]


def between(seconds: np.ndarray, start: float, end: float) -> np.ndarray:
    return seconds[int(start * RATE) : int(end * RATE)]


@listens
@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (between(HELD, 0, 40), (40, 60)),
        (between(HELD, 20, 60), (0, 20)),
        (np.concatenate((between(HELD, 0, 25), between(HELD, 37, 60))), (25, 37)),
        (np.concatenate((between(HELD, 0, 30), np.zeros(10 * RATE), between(HELD, 40, 60))),
         (30, 40)),
    ],
    ids=["end", "start", "middle", "muted"],
)  # fmt: skip
def test_time_that_is_missing_is_told(small, given, missing):
    give(small, "copy.wav", given + np.random.default_rng(5).normal(0, 60, given.size))
    told = coverage(small)
    assert told.status is Status.IN_PART
    (gap,) = told.heard.missing
    assert (gap.start, gap.end) == pytest.approx(missing, abs=1.6)
    assert told.share == pytest.approx(1 - (missing[1] - missing[0]) / 60, abs=0.05)


@listens
def test_what_a_finding_says(small):
    give(small, "copy.wav", between(HELD, 0, 40) * 0.5)
    assert small.lines() == ["1 missing_time  interview.wav  Harlan"]
    one = small.finding("missing_time")
    assert re.fullmatch(
        r"interviews/interview\.wav was given to Harlan in part: produced 00:00:00 to"
        r" 00:00:(39|40|41) of 00:01:00; 00:00:\d\d missing \(00:00:\d\d to 00:01:00\)\."
        r" Found by its sound in VOL001/copy\.wav\. Compared with the production to Harlan .*",
        one.says,
    )
    _, gap, place = one.sources
    assert (gap.reading, gap.page) == ("time", 0)
    assert 38 <= gap.start <= 41
    assert place.path == "VOL001/copy.wav"


@listens
def test_the_same_sound_louder_is_given_and_another_sound_is_not(small):
    give(small, "copy.wav", speech(30, 9))
    assert coverage(small).status is Status.NOT_DISCLOSED
    give(small, "louder.wav", HELD * 1.5)
    assert coverage(small).status is Status.DISCLOSED


def test_the_same_streams_in_another_container_are_the_same_recording(small):
    folder = small.folder / "films"
    folder.mkdir()
    (folder / "camera.mp4").write_bytes(recording_files.mp4())
    with small.store() as store:
        add(store, folder, Addition(holder="Sheriff"))
    give(small, "clip.mkv", recording_files.matroska())
    told = coverage(small, "camera.mp4")
    assert (told.status, told.heard.by, told.share) == (Status.DISCLOSED, "stream", 1.0)
    assert [place.cited() for place in told.heard.produced] == ["VOL001/clip.mkv"]


def test_where_no_recording_was_given_none_was_disclosed(small):
    give(small, "transcript.txt", b"DEPUTY POE: Where were you on the sixth of March?")
    assert small.lines() == ["1 held_not_disclosed  interview.wav  Harlan"]


def test_without_the_program_nothing_is_claimed(small, monkeypatch):
    monkeypatch.setattr(fpcalc, "version", lambda: "")
    give(small, "copy.wav", between(HELD, 0, 40))
    told = coverage(small)
    assert (told.status, told.share) == (Status.UNREADABLE, None)
    (says,) = small.says("unreadable")
    assert "fpcalc is not installed" in says


@listens
def test_what_cannot_be_heard_is_not_claimed_either(small):
    give(small, "damaged.mp3", b"ID3" + bytes(500))
    assert coverage(small).status is Status.UNREADABLE
    assert "could not be compared" in " ".join(small.says("unreadable"))


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
@listens
def test_coded_again_by_another_program(small):
    path = small.folder / "interview.m4a"
    source = small.folder / "interviews" / "interview.wav"
    subprocess.run(["ffmpeg", "-loglevel", "error", "-i", source, "-b:a", "32k", path], check=True)
    give(small, "interview.m4a", path.read_bytes())
    told = coverage(small)
    assert (told.status, told.heard.by) == (Status.DISCLOSED, "sound")


@listens
def test_a_letter_asks_for_the_whole_recording(small):
    give(small, "copy.wav", between(HELD, 0, 40))
    audited = small.audited()
    (one,) = requestable(audited, "Harlan")
    assert wanted(audited.audit, one, "Harlan") == (
        "the whole of the recording of which VOL001/copy.wav was given"
    )


@listens
def test_what_is_too_short_to_be_told_by_its_sound_is_not_claimed(small):
    wav(small.folder / "calls" / "call.wav", speech(6, 3))
    with small.store() as store:
        add(store, small.folder / "calls", Addition(holder="Sheriff"))
    give(small, "call.wav", speech(6, 3) * 0.7)
    told = coverage(small, "call.wav")
    assert told.status is Status.UNREADABLE
    assert "too little is to be heard" in told.heard.note
