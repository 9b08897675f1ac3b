"""Sound and film (WAV, MP3, MP4, MOV, AVI, MKV): how long, tags, streams, and a hash of each.

Nothing is played, and what is said in a recording is not read: it has no pages. The hash of a
stream is over its own bytes, so that it is the same in another container and with other metadata.
What is written about a recording in it is told, and pictures in it are files inside. Of FLAC, OGG,
AMR and Windows Media no stream is hashed.
"""

from collections.abc import Iterator
from pathlib import Path

from kyles.formats import Detail, Part, Trouble
from kyles.formats.media import matroska, mp3, mp4, riff, tags
from kyles.model import State

NAME = "Recording"
MEDIA_TYPE = "audio/*"

_SUFFIXES = (".wav", ".mp3", ".mp4", ".m4a", ".m4v", ".mov", ".3gp", ".avi", ".mkv", ".webm",
             ".flac", ".ogg", ".oga", ".opus", ".amr", ".wma", ".wmv", ".aac")  # fmt: skip
_OTHERS = (b"fLaC", b"OggS", b"#!AMR", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")
_RIFF = (b"WAVE", b"AVI ")


def claims(head: bytes, name: str) -> int:
    """3 for the mark of a recording; 2 for a frame of MP3 in a file named so."""
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] in _RIFF):
        return 3
    if head.startswith((b"ID3", matroska.MARK, *_OTHERS)):
        return 3
    named = name.lower().endswith(_SUFFIXES)
    return 2 if named and (mp3.frame(head[:4]) or head[4:8] in _BOXES) else int(named)


def read(path: Path) -> Iterator[Part]:
    """Details only: a recording has no pages."""
    with path.open("rb") as file:
        head, size = file.read(12), path.stat().st_size
        file.seek(0)
        if not head:
            yield Trouble(State.EMPTY, "a file of no bytes")
        elif head.startswith(_OTHERS):
            yield Detail("stream", "sound")
            yield from tags.told(path, length=True)
        elif head.startswith(b"RIFF"):
            yield from riff.film(file, size) if head[8:12] == b"AVI " else riff.wave(file, size)
            yield from tags.told(path) if head[8:12] == b"WAVE" else ()
        elif head.startswith(matroska.MARK):
            yield from matroska.film(file, size)
        elif head[4:8] in _BOXES:
            yield from mp4.film(file, size)
            yield from tags.told(path)
        else:
            yield from mp3.sound(file, size)
            yield from tags.told(path)


_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
