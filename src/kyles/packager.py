"""Files that became objects in a document of the older Office, as they were."""

from kyles import encoding
from kyles.compound import Storage

_NATIVE = "\x01Ole10Native"


def file_of(inside: Storage) -> tuple[str, bytes] | None:
    """The name and bytes of an object that is a file, if it is one; no name where it has none."""
    for stream in ("Package", "CONTENTS"):
        if stream in inside.streams:
            return "", inside.streams[stream]
    native = inside.streams.get(_NATIVE, b"")
    return unwrapped(native[4:]) if len(native) > 6 else None


def unwrapped(wrapped: bytes) -> tuple[str, bytes]:
    """The label and bytes of a file as Windows' Packager wraps it: behind two bytes the label, its
    path, the path it was taken from, and how long it is. Where that does not fit, no label and all
    the bytes.
    """
    label, _, rest = wrapped[2:].partition(b"\0")
    _path, _, rest = rest.partition(b"\0")
    length = int.from_bytes(rest[4:8], "little")
    rest = rest[8 + length :]
    size = int.from_bytes(rest[:4], "little")
    if 0 < size <= len(rest) - 4:
        return encoding.decode(label), rest[4 : 4 + size]
    return "", wrapped
