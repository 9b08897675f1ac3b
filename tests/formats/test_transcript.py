"""Transcripts: what was said, and when."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import details, pages, read, states

from kyles.formats import transcript
from kyles.model import Layer, State

SAID = "Where were you on the sixth of March?"
SRT = """1
00:00:01,000 --> 00:00:04,250
Where were you on the sixth
of March?

2
00:00:04,250 --> 00:00:07,500
<i>At the front desk.</i>
"""
VTT = """WEBVTT - interview

NOTE made by a vendor

q1
00:01.000 --> 00:04.250 align:start
<v Deputy Poe>Where were you on the sixth of March?</v>

01:00:04.250 --> 01:00:07.500
<v T. Doe>At the front desk &amp; later at home.
"""


def parts_of(path: Path, text: str | bytes):
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_a_line_for_each_cue(tmp_path, encoding, breaks):
    parts = parts_of(tmp_path / "a.txt", SRT.replace("\n", breaks).encode(encoding))
    assert pages(parts, Layer.TRANSCRIPT) == [f"{SAID}\nAt the front desk."]
    assert details(parts, "cues") == ["1\t1.000-4.250 4.250-7.500"]
    assert states(parts) == []


def test_speakers_and_notes(tmp_path):
    parts = parts_of(tmp_path / "a", VTT)
    assert pages(parts, Layer.TRANSCRIPT) == [
        f"Deputy Poe: {SAID}\nT. Doe: At the front desk & later at home."
    ]
    assert details(parts, "cues") == ["1\t1.000-4.250 3604.250-3607.500"]
    assert "made by a vendor" in pages(parts, Layer.COMMENT)[0]


def test_cues_without_an_empty_line_between_are_two(tmp_path):
    parts = parts_of(tmp_path / "a.srt", SRT.replace("\n\n", "\n"))
    assert pages(parts, Layer.TRANSCRIPT)[0].count("\n") == 1


def test_so_many_cues_a_page(tmp_path):
    text = "".join(f"{at}\n00:00:{at % 60:02d},0 --> 00:01:00,0\nword {at}\n\n"
                   for at in range(transcript.CUES_A_PAGE + 1))  # fmt: skip
    parts = parts_of(tmp_path / "a.srt", text)
    assert [page.count("word") for page in pages(parts, Layer.TRANSCRIPT)] == [200, 1]
    assert [one.split("\t")[0] for one in details(parts, "cues")] == ["1", "2"]


def test_words_without_a_time_are_kept_and_told(tmp_path):
    parts = parts_of(tmp_path / "a.srt", f"{SRT}\nThe recording was stopped here.\n")
    assert states(parts) == [State.PARTIAL]
    assert "stopped here" in pages(parts, Layer.COMMENT)[0]


def test_an_empty_file_and_one_without_times(tmp_path):
    assert states(parts_of(tmp_path / "a.vtt", "")) == [State.EMPTY]
    assert states(parts_of(tmp_path / "a.vtt", "WEBVTT\n")) == [State.PARTIAL]


@given(text=st.text(alphabet=st.sampled_from("0123456789:,.->\n <v>ab"), max_size=200))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_each_line_has_its_time(tmp_path, text):
    path = tmp_path / "a.vtt"
    path.write_text(f"WEBVTT\n\n{text}")
    parts = list(transcript.read(path))
    said = pages(parts, Layer.TRANSCRIPT)
    times = [one.split("\t")[1].split() for one in details(parts, "cues")]
    assert all(not page or len(page.split("\n")) == len(one)
               for page, one in zip(said, times, strict=False))  # fmt: skip
