"""Transcripts tied to time (SRT, VTT): what was said, a line for each cue, and when.

Each line of a page is one cue; a detail `cues` tells from which second to which it was said:
`page<TAB>1.000-4.000 4.000-7.500`. Who speaks stands before the words, where the file says so.
Notes are kept as comments.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kyles import encoding
from kyles.formats import Detail, Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "Transcript"
MEDIA_TYPE = "text/vtt"

CUES_A_PAGE = 200
_ENGINE = "kyles-transcript"
_SUFFIXES = (".srt", ".vtt")
_CLOCK = r"((?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
_SRT = re.compile(rb"\s*\d+\s*\r?\n\s*\d{1,3}:\d\d:\d\d[.,]\d{1,3}\s*-->")
_ASIDE = ("NOTE", "STYLE", "REGION", "WEBVTT")
_SPEAKER = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]*>|\{\\[^{}]*\}")


def claims(head: bytes, name: str) -> int:
    """3 for the mark of VTT, or a number and a time as SRT begins; 1 by the suffix."""
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")  # UTF-16 too
    if plain.startswith(b"WEBVTT") or _SRT.match(plain):
        return 3
    return int(name.lower().endswith(_SUFFIXES))


@dataclass(slots=True)
class _Read:
    """Cues as they are read: when each was said, and what; and lines that belong to none."""

    times: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    loose: int = 0


def read(path: Path) -> Iterator[Part]:
    """A page for so many cues."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    found = _read(encoding.lines(encoding.decode(data)))
    for page, at in enumerate(range(0, max(len(found.lines), bool(found.notes)), CUES_A_PAGE), 1):
        yield from _page(found, page, at)
    if not found.lines:
        yield Trouble(State.PARTIAL if found.notes else State.EMPTY, "no time is told in it")
    elif found.loose:
        yield Trouble(State.PARTIAL, f"{found.loose} lines of it belong to no time")


def _page(found: _Read, page: int, at: int) -> Iterator[Part]:
    said = "\n".join(found.lines[at : at + CUES_A_PAGE])
    readings = [Reading(Layer.TRANSCRIPT, said, _ENGINE)] if said.strip() else []
    if page == 1 and found.notes:
        readings.append(Reading(Layer.COMMENT, "\n".join(found.notes), _ENGINE))
    yield Page(tuple(readings))
    if found.lines:
        yield Detail("cues", f"{page}\t{' '.join(found.times[at : at + CUES_A_PAGE])}")


def _read(text: str) -> _Read:
    """The blocks of a file: cues, and what stands beside them."""
    found = _Read()
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in block.strip().split("\n")]
        at = next((at for at, line in enumerate(lines[:2]) if _TIMES.fullmatch(line)), None)
        if at is not None:
            _cues(found, lines[at:])
        elif any(lines):
            found.notes += lines
            found.loose += 0 if lines[0].startswith(_ASIDE) else len(lines)
    return found


def _cues(found: _Read, lines: list[str]) -> None:
    """A cue, and others that follow it without an empty line between."""
    said: list[str] = []
    for line in lines:
        times = _TIMES.fullmatch(line)
        if times is None:
            said.append(line)
            continue
        if found.lines and said and said[-1].isdigit():
            said.pop()  # the number of the next one
        _end(found, said)
        said = []
        start, end = sorted((_seconds(times[1]), _seconds(times[2])))
        found.times.append(f"{start:.3f}-{end:.3f}")
    _end(found, said)


def _end(found: _Read, said: list[str]) -> None:
    """The words of the cue that was begun last, in one line."""
    if len(found.lines) < len(found.times):
        words = _SPEAKER.sub(r"\1: ", " ".join(said))
        found.lines.append(" ".join(html.unescape(_TAG.sub("", words)).split()))


def _seconds(clock: str) -> float:
    total = 0.0
    for one in clock.replace(",", ".").split(":"):
        total = total * 60 + float(one)
    return total
