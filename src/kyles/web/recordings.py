"""Recordings as they are played: of which kind, with which captions, and what of them was given.

The kind is told by the first bytes, and only what browsers play is played; the name is not asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.findings.missing_time import what
from kyles.formats import media
from kyles.formats.media import matroska, mp3
from kyles.model import Item
from kyles.model.coverage import Heard
from kyles.store import View, audited, items, readings
from kyles.web import captions
from kyles.web.capability import What
from kyles.web.door import Ask

HEAD = 4096


@dataclass(frozen=True, slots=True)
class Gap:
    """Time that was not given, in seconds from the beginning."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Given:
    """What one defendant was given of a recording: `says` tells it in words."""

    defendant: str
    says: str
    seconds: float
    missing: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording, with the address at which it is played; `why` says why it is not."""

    address: str
    is_film: bool
    captions: str
    why: str
    given: tuple[Given, ...]


def recording(ask: Ask, item: Item) -> Recording | None:
    """A recording as its page shows it; None for anything else."""
    if item.version.media_type != media.MEDIA_TYPE:
        return None
    played = kind(ask.view, item)
    told = captions.beside(ask.view, item)
    address = ask.as_it_came(item.id, What.RECORDING) if played else ""
    return Recording(
        address, _is_film(ask.view, item, played),
        ask.at(f"/items/{item.id}/captions.vtt") if told else "", _why(played, address),
        tuple(_given(ask.view, item)),
    )  # fmt: skip


def _why(played: str | None, address: str) -> str:
    if played is None:
        return "Browsers do not play this kind of recording. Fetch the file."
    return "" if address else "It is not played from this server. Fetch the file."


def kind(view: View, item: Item) -> str | None:
    """The media type that a recording is sent as; None for what is not played, or not here."""
    sha256 = item.version.sha256
    fits = item.version.media_type == media.MEDIA_TYPE
    if not fits or sha256 is None or not view.store.blobs.has(sha256):
        return None
    with view.store.blobs.path(sha256).open("rb") as file:
        return played_as(file.read(HEAD))


def played_as(head: bytes) -> str | None:
    """One of the kinds that browsers play, by how a file begins."""
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:12] in (b"M4A ", b"M4B ") else "video/mp4"
    if head.startswith(matroska.MARK):
        return "video/webm" if b"webm" in head[:64] else None
    if head.startswith(b"OggS"):
        return "video/ogg" if b"\x80theora" in head else "audio/ogg"
    if head.startswith(b"fLaC"):
        return "audio/flac"
    return "audio/mpeg" if head.startswith(b"ID3") or mp3.frame(head[:4]) else None


def _is_film(view: View, item: Item, played: str | None) -> bool:
    """Whether there is something to look at: what the file tells of its streams, else its kind."""
    streams = [value for name, value in _details(view, item) if name == "stream"]
    told = any(one.startswith("film") for one in streams)
    return told or (not streams and (played or "").startswith("video/"))


def _details(view: View, item: Item) -> list[tuple[str, str]]:
    content = items.content(view, item)
    return readings.details(view, content) if content else []


def _given(view: View, item: Item) -> Iterator[Given]:
    """What the last audit heard of it in what each defendant was given."""
    for one in audited.given(view, [item.id]):
        heard: Heard | None = one.coverage.heard if one.coverage else None
        if heard and heard.by and (heard.missing or heard.lacks):
            gaps = tuple(Gap(each.start, each.end) for each in heard.missing)
            yield Given(one.defendant, what(heard), heard.seconds, gaps)
