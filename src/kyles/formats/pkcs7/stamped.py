"""Files with the proof of when they were there: RFC 5544 (TSD), and files with their digest.

What was stamped is inside, with the name that it had and the times of its stamps as they are
written there. Whether a stamp is good is not judged.
"""

from collections.abc import Iterator, Sequence

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Part, Trouble
from kyles.formats.pkcs7.ber import CONSTRUCTED, OBJECT, OCTETS, SEQUENCE, NotBer, Value, value
from kyles.model import State

STAMPED, DIGESTED = "1.2.840.113549.1.9.16.1.31", "1.2.840.113549.1.7.5"
_UTF8, _TIME = 0x0C, 0x18
_STRINGS = (OCTETS, OCTETS | CONSTRUCTED)


def stamped(parts: Sequence[Value]) -> Iterator[Part]:
    """Version, address, what is said of the file, the file, and its stamps."""
    described = [one for part in parts if part.tag == SEQUENCE for one in part.inside()]
    name = next((one.raw for one in described if one.tag == _UTF8), b"")
    content = next((one.octets() for one in parts if one.tag in _STRINGS), None)
    yield from (Detail("stamped", time) for part in parts[1:] for time in _times(part))
    if content is None:
        yield Trouble(State.EMPTY, "stamps apart from what they stamp")
        return
    yield Expected("children", 1)
    yield Child(encoding.decode(name) or "stamped", "embedded", content)


def digested(parts: Sequence[Value]) -> Iterator[Part]:
    """Version, kind of digest, what it is of, and the digest."""
    inside = [one for part in parts if part.tag == SEQUENCE for one in part.inside()]
    content = next((one.first().octets() for one in inside if one.tag == 0xA0), None)
    if content is None:
        yield Trouble(State.EMPTY, "a digest apart from what it is of")
        return
    yield Expected("children", 1)
    yield Child("digested", "embedded", content)


def _times(part: Value) -> Iterator[str]:
    """The times of the stamps: each is written in what a stamp signed."""
    if part.tag in _STRINGS or not part.tag & CONSTRUCTED:
        return
    inside = list(part.inside())
    kind = inside[0] if inside else None
    if kind is not None and kind.tag == OBJECT and kind.raw.endswith(_STAMP) and len(inside) > 1:
        yield from _time_of(inside[1].first().octets())
        return
    for one in inside:
        yield from _times(one)


_STAMP = bytes((0x01, 0x09, 0x10, 0x01, 0x04))  # the end of 1.2.840.113549.1.9.16.1.4


def _time_of(stamp: bytes) -> Iterator[str]:
    """20240301120000Z as 2024-03-01 12:00:00Z."""
    try:
        told = [one.raw for one in value(stamp, 0, len(stamp)).inside() if one.tag == _TIME]
    except (NotBer, IndexError):
        return
    for raw in told:
        time = encoding.decode(raw)
        yield f"{time[:4]}-{time[4:6]}-{time[6:8]} {time[8:10]}:{time[10:12]}:{time[12:]}"
