"""Captions of a recording: the transcript that lies beside it, told anew as WebVTT."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import PurePosixPath

from kyles.formats import transcript
from kyles.model import Item, Layer, Reading
from kyles.store import View, items, readings

ENDS = (".vtt", ".srt")


def beside(view: View, item: Item) -> Item | None:
    """The transcript of a recording's name in the same folder."""
    path = PurePosixPath(item.path)
    names = [str(one) for end in ENDS for one in (path.with_suffix(end), f"{path}{end}")]
    found = items.at_places(view, item.source, names)
    return next((one for one in found if one.version.media_type == transcript.MEDIA_TYPE), None)


def web_vtt(view: View, transcribed: Item) -> str:
    """A transcript as WebVTT: made of what was read of it, never of its own bytes."""
    content = items.content(view, transcribed)
    cues = _cues(view, readings.current(view, content)) if content else ()
    return "\n\n".join(("WEBVTT", *cues)) + "\n"


def _cues(view: View, content: str) -> Iterator[str]:
    told = (value for name, value in readings.details(view, content) if name == "cues")
    times = dict(one.split("\t", 1) for one in told)
    for page, some in readings.of(view, content).items():
        for span, line in zip(times.get(str(page), "").split(), _lines(some), strict=False):
            start, _, end = span.partition("-")
            said = escape(line, quote=False)  # so that no tag, and no arrow of a time, is in it
            yield f"{_clock(start)} --> {_clock(end)}\n{said}"


def _lines(some: Sequence[Reading]) -> list[str]:
    said = (one for one in some if one.layer is Layer.TRANSCRIPT)
    return [line for one in said for line in one.text.split("\n")]


def _clock(seconds: str) -> str:
    thousandths = round(float(seconds) * 1000)
    whole = thousandths // 1000
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths % 1000:03}"
