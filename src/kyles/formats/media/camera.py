"""What a camera wrote into an MP4 or MOV beside its streams: when and where it was made, by what.

Tags stand in boxes whose names begin with a copyright sign, or under keys of their own, as iPhones
write them; both are told under the names of the keys.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from kyles import encoding
from kyles.formats import Detail

LARGEST = 1 << 20  # bytes of a list of keys
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_FIRST_YEAR = 1970  # what is before was never set
_NAMES = {b"\xa9xyz": "location", b"\xa9mak": "make", b"\xa9mod": "model", b"\xa9swr": "software",
          b"\xa9day": "date", b"\xa9cmt": "comment", b"\xa9nam": "title"}  # fmt: skip
_TEXT = 1  # the kind of a value that is UTF-8


def created(data: bytes) -> Iterator[Detail]:
    """When the film was made, as its header has it: by the device's clock, told as UTC."""
    seconds = struct.unpack_from(">Q" if data[0] == 1 else ">I", data, 4)[0]
    try:
        at = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return
    if at.year >= _FIRST_YEAR:
        yield Detail("created", at.strftime("%Y-%m-%dT%H:%M:%SZ"))


def tag(kind: bytes, data: bytes) -> Iterator[Detail]:
    """One tag of the older kind: its length, its language, its words."""
    if kind in _NAMES and len(data) > 4:
        length = struct.unpack_from(">H", data)[0]
        yield from _detail(_NAMES[kind], data[4 : 4 + length])


def keys(data: bytes) -> Iterator[Detail]:
    """The tags of a `meta` box that have keys of their own."""
    at = 0 if data[4:8] == b"hdlr" else 4
    inside = dict(_boxes(data, at))
    names = [name.rpartition(b"quicktime.")[2].decode("utf-8", "replace")
             for _, name in _boxes(inside.get(b"keys", b""), 8)]  # fmt: skip
    for kind, entry in _boxes(inside.get(b"ilst", b""), 0):
        number = int.from_bytes(kind, "big")
        for _, value in _boxes(entry, 0):
            if 0 < number <= len(names) and value[:4] == struct.pack(">I", _TEXT):
                yield from _detail(names[number - 1], value[8:])


def _boxes(data: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8:
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def _detail(name: str, raw: bytes) -> Iterator[Detail]:
    if text := " ".join(encoding.decode(raw.rstrip(b"\0")).split()):
        yield Detail(encoding.storable(name), text)
