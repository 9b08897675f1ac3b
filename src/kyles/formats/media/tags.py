"""What somebody wrote into a recording about it, by tinytag: title, comment, words, pictures."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

from tinytag import TinyTag, TinyTagException, UnsupportedFormatError

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Part, Trouble
from kyles.formats.media.stream import duration
from kyles.model import State

#: What the readers of containers tell better, and what is no word of anybody.
_TECHNICAL = {"filename", "filesize", "mime_type", "is_lossless", "duration", "channels",
              "bitrate", "bitdepth", "samplerate"}  # fmt: skip


def told(path: Path, *, length: bool = False) -> Iterator[Part]:
    """Details and pictures; with `length`, how long it is too."""
    try:
        tag = TinyTag.get(path, image=True)
        words = {name: value for name, value in tag.as_dict().items() if name not in _TECHNICAL}
        pictures = [one for some in tag.images.as_dict().values() for one in some]
    except UnsupportedFormatError:
        return
    except (TinyTagException, ValueError, LookupError, TypeError, OverflowError):
        yield Trouble(State.PARTIAL, "its tags are damaged")
        return
    if length and tag.duration:
        yield duration(tag.duration)
    for name, values in sorted(words.items()):
        for value in values if isinstance(values, list) else [values]:
            if text := encoding.storable(str(value)).strip():
                yield Detail(name, text)
    if pictures:
        yield Expected("children", len(pictures))
    for number, one in enumerate(pictures, 1):
        suffix = mimetypes.guess_extension(one.mime_type or "") or ".bin"
        yield Child(f"picture-{number}{suffix}", "embedded", one.data)
