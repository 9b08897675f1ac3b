"""Values of ASN.1 as BER and DER write them: a tag, a length, and what is inside."""

from collections.abc import Iterator
from dataclasses import dataclass

INTEGER, OCTETS, OBJECT, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x30, 0x31
CONSTRUCTED = 0x20
DEEPEST = 60
_OPEN = 0x80  # a length that is told by an end


class NotBer(ValueError):
    """The bytes are no such values, or end too early."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag, and where in the data it begins, its content does, and it ends."""

    data: bytes
    tag: int
    start: int
    content: int
    end: int  # of the content
    after: int

    @property
    def raw(self) -> bytes:
        return self.data[self.content : self.end]

    @property
    def whole(self) -> bytes:
        return self.data[self.start : self.after]

    def inside(self, depth: int = 0) -> Iterator["Value"]:
        """The values in it, in order."""
        at = self.content
        while at < self.end:
            one = value(self.data, at, self.end, depth)
            yield one
            at = one.after

    def first(self) -> "Value":
        """The first value in it. Raises NotBer where there is none."""
        return value(self.data, self.content, self.end)

    def octets(self, depth: int = 0) -> bytes:
        """A string of octets, also where it is written in pieces."""
        if not self.tag & CONSTRUCTED:
            return self.raw
        if depth > DEEPEST:
            raise NotBer("strings in strings")
        return b"".join(one.octets(depth + 1) for one in self.inside(depth + 1))


def value(data: bytes, at: int, end: int, depth: int = 0) -> Value:
    """The value at a place. Raises NotBer."""
    if at + 2 > end or depth > DEEPEST:
        raise NotBer("it ends too early")
    tag, length, content = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:
        raise NotBer("a tag of several bytes")
    if length == _OPEN:
        inner = _until_end(data, content, end, depth)
        return Value(data, tag, at, content, inner, inner + 2)
    if length & 0x80:
        size = length & 0x7F
        if size > 8 or content + size > end:
            raise NotBer("a length that is none")
        length, content = int.from_bytes(data[content : content + size]), content + size
    if content + length > end:
        raise NotBer("it ends too early")
    return Value(data, tag, at, content, content + length, content + length)


def _until_end(data: bytes, at: int, end: int, depth: int) -> int:
    """Where the two zeros stand that end what tells no length."""
    while data[at : at + 2] != b"\0\0":
        at = value(data, at, end, depth + 1).after
    return at


def object_name(raw: bytes) -> str:
    """An object identifier with its dots."""
    if not raw:
        return ""
    numbers, number = [min(raw[0] // 40, 2)], 0
    numbers.append(raw[0] - 40 * numbers[0])
    for byte in raw[1:]:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    return ".".join(map(str, numbers))
