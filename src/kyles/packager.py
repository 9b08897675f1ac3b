"""The wrapping that Windows' Packager puts around a file that becomes an object in a document."""

from kyles import encoding


def unwrapped(wrapped: bytes) -> tuple[str, bytes]:
    """The file's label and its bytes: behind two bytes the label, its path, the path it was taken
    from, and how long it is. Where that does not fit, no label and all the bytes.
    """
    label, _, rest = wrapped[2:].partition(b"\0")
    _path, _, rest = rest.partition(b"\0")
    length = int.from_bytes(rest[4:8], "little")
    rest = rest[8 + length :]
    size = int.from_bytes(rest[:4], "little")
    if 0 < size <= len(rest) - 4:
        return encoding.decode(label), rest[4 : 4 + size]
    return "", wrapped
