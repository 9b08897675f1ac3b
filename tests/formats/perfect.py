"""WordPerfect files written byte by byte: no library writes them."""

import struct


def sixth(body: bytes, *beside: bytes, locked: bool = False) -> bytes:
    """A file of version 6 on; `beside` are the texts of notes, headers and the like."""
    count = 1 + len(beside)
    places, packets = [], b""
    start = 30 + 14 * count
    for one in beside:
        half = len(one) // 2
        packet = struct.pack("<HIII", 2, 0, half, len(one) - half) + one
        places.append(struct.pack("<BBHHII", 0, 8, 1, 0, len(packet), start + len(packets)))
        packets += packet
    index = struct.pack("<HH10x", 2, count) + b"".join(places)
    return _heading(start + len(packets), 2, locked).ljust(30, b"\0") + index + packets + body


def fifth(body: bytes) -> bytes:
    """A file of version 5.1."""
    return _heading(16, 0, locked=False) + body


def _heading(start: int, version: int, locked: bool) -> bytes:
    return struct.pack("<4sIBBBBHH", b"\xffWPC", start, 1, 10, version, 1, locked, 30)


def told(code: int, group: int, data: bytes = b"") -> bytes:
    """A function of version 6 that says how long it is."""
    size = 10 + len(data)
    return (
        struct.pack("<BBHH", code, group, size, 0)
        + data
        + struct.pack("<HBB", size, group, code)[:4]
    )


def told_in_fifth(code: int, data: bytes) -> bytes:
    """The same of version 5, which says how long the rest is."""
    rest = data + struct.pack("<HBB", len(data) + 4, 0, code)
    return struct.pack("<BBH", code, 0, len(rest)) + rest


def sign(code: int, number: int, of: int) -> bytes:
    """A character of a set."""
    return bytes((code, number, of, code))
