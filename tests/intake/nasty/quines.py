"""Archives that contain themselves, byte for byte: a ZIP and a GZ.

The way is Russ Cox's ("Zip files all the way down", 2010): a deflate stream of two kinds of
instructions, "copy what follows as it is" and "repeat the last n bytes", that prints what stands
before it, itself and what stands behind it. Each instruction but the last is five bytes long. The
sum of the file is part of the file: it is found by solving 32 equations of ones and zeros, since
each bit of the sum that is written changes the sum of the file in a way of its own.
"""

import struct
import zlib
from collections.abc import Callable

BEFORE = 60  # bytes before the stream, so that the instruction that repeats them has five bytes
_LENGTHS = ((115, 280, 4), (67, 277, 4), (35, 273, 3), (19, 269, 2), (11, 265, 1), (3, 257, 0))
_DISTANCES = (
    (97, 13, 5),
    (65, 12, 5),
    (49, 11, 4),
    (33, 10, 4),
    (25, 9, 3),
    (17, 8, 3),
    (13, 7, 2),
    (9, 6, 2),
)


def _literal(size: int) -> bytes:
    """Copy the next `size` bytes."""
    return struct.pack("<BHH", 0, size, size ^ 0xFFFF)


def _repeat(size: int, *lengths: int, last: bool = False, empty: int = 0) -> bytes:
    """Repeat the last `size` bytes, in pieces; then so many empty blocks."""
    bits = _bits(1 if last else 0, 1) + "10"
    for length in lengths:
        begin, code, extra = next(one for one in _LENGTHS if one[0] <= length)
        code, rest = code + ((length - begin) >> extra), (length - begin) % (1 << extra)
        bits += f"{code - 256:07b}" if code < 280 else f"{code - 280 + 0xC0:08b}"
        bits += _bits(rest, extra)
        begin, code, extra = next(one for one in _DISTANCES if one[0] <= size)
        bits += f"{code:05b}" + _bits(size - begin, extra)
    bits += "0000000" + "0100000000" * empty
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, len(bits), 8))


def _bits(value: int, size: int) -> str:
    """The bits of a number, the lowest first."""
    return f"{value:0{size}b}"[::-1] if size else ""


def _itself(before: bytes, after: bytes) -> bytes:
    """A stream that unpacks to `before`, itself and `after`."""
    whole = _literal(BEFORE + 5)
    again = _repeat(BEFORE + 5, BEFORE + 5, empty=1)
    four, same = _literal(20), _repeat(20, 10, 10)
    one, none = _literal(5), _literal(0)
    size = len(after) + len(_repeat(len(after) + 5, len(after) + 5, last=True))
    end = _repeat(size, size, last=True)
    rest = _literal(len(after) + len(end))
    return b"".join([
        whole, before, whole, again, one, again, one, one,
        four, again, one, one, four, same, four, same, four, same, four, same,
        four, same, none, none, rest, same, none, none, rest, end, after, end,
    ])  # fmt: skip


def _with_its_sum(made: Callable[[int], bytes]) -> bytes:
    """The file whose own sum is the one that is written in it."""
    base = zlib.crc32(made(0))
    rows = []
    for bit in range(32):
        moved = zlib.crc32(made(1 << bit)) ^ base ^ (1 << bit)
        rows.append((moved, 1 << bit))
    wanted, chosen = base, 0
    basis: dict[int, tuple[int, int]] = {}
    for moved, bits in rows:
        for high in sorted(basis, reverse=True):
            if moved >> high & 1:
                moved, bits = moved ^ basis[high][0], bits ^ basis[high][1]
        if moved:
            basis[moved.bit_length() - 1] = moved, bits
    for high in sorted(basis, reverse=True):
        if wanted >> high & 1:
            wanted, chosen = wanted ^ basis[high][0], chosen ^ basis[high][1]
    assert not wanted, "no sum fits: lengthen the name"
    return made(chosen)


def gz() -> bytes:
    """A GZ that unpacks to itself."""

    def made(crc: int) -> bytes:
        before = b"\x1f\x8b\x08\x08" + bytes(6) + b"q" * (BEFORE - 11) + b"\0"
        size = len(before) + len(_itself(before, bytes(8))) + 8
        after = struct.pack("<LL", crc, size)
        return before + _itself(before, after) + after

    return _with_its_sum(made)


def zipped() -> bytes:
    """A ZIP whose one file is that ZIP."""
    name = b"quine" + b"-" * (BEFORE - 39) + b".zip"

    def made(crc: int) -> bytes:
        packed, size = len(_itself(bytes(BEFORE), bytes(98))), 0
        size = BEFORE + packed + 98
        told = struct.pack("<5H3L2H", 20, 0, 8, 0, 33, crc, packed, size, len(name), 0)
        before = b"PK\x03\x04" + told + name
        listed = b"PK\x01\x02" + struct.pack("<H", 20) + told + bytes(14) + name
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), BEFORE + packed, 0)
        after = listed + end
        assert len(after) == 98
        return before + _itself(before, after) + after

    return _with_its_sum(made)
