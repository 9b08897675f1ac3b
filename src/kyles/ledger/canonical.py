"""The one way to write a JSON value as bytes: RFC 8785.

Most of what is recorded is plain: dictionaries with ASCII keys, lists, text, whole numbers. Of such
values msgspec writes the same bytes, and many times faster: it sorts keys by their bytes, which for
ASCII are UTF-16 units, and escapes the same characters in the same way. Whatever is not plain, or
cannot be written at all, is left to the reference.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from types import NoneType
from typing import Any

import msgspec
import rfc8785

SIMPLE = frozenset({str, bool, NoneType})
PLAIN = SIMPLE | {int, dict, list, tuple}
LARGEST = 2**53 - 1  # whole numbers that every JSON reader has exactly
DEEPEST = 32  # levels that are looked at; what is deeper is the other's

_encoder = msgspec.json.Encoder(order="sorted")


def canonical(value: Any) -> bytes:
    """A value's canonical bytes."""
    if _plain([value]):
        try:
            return _encoder.encode(value)
        except UnicodeEncodeError:  # half of a surrogate pair: the error is the other's to name
            pass
    return rfc8785.dumps(value)


def each(values: Sequence[Any]) -> list[bytes]:
    """The canonical bytes of many values, as they are one by one."""
    if _plain(values):
        try:
            return _encoder.encode_lines(values).split(b"\n")[:-1]  # none has a newline in it
        except UnicodeEncodeError:
            pass
    return [canonical(value) for value in values]


def _plain(values: Sequence[Any]) -> bool:
    """Whether all that some values are made of is plain, level by level."""
    here = values
    for _ in range(DEEPEST):
        kinds = set(map(type, here))
        if kinds <= SIMPLE:
            return True
        if not (kinds <= PLAIN and _exact(here, kinds)):
            return False
        named = [value for value in here if type(value) is dict]
        if not _ascii(chain.from_iterable(named)):
            return False
        listed = (value for value in here if type(value) in (list, tuple))
        here = [*chain.from_iterable(map(dict.values, named)), *chain.from_iterable(listed)]
    return False


def _exact(values: Iterable[Any], kinds: set[type]) -> bool:
    """Whether the whole numbers among values are such that every reader has them exactly."""
    return int not in kinds or all(
        -LARGEST <= value <= LARGEST for value in values if type(value) is int
    )


def _ascii(names: Iterable[Any]) -> bool:
    try:
        return "".join(names).isascii()
    except TypeError:  # a name that is no text: the error is the other's to name
        return False
