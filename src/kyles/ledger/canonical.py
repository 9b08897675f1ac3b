"""The one way to write a JSON value as bytes: RFC 8785.

Most of what is recorded is plain: dictionaries with ASCII keys, lists, text, whole numbers. Of such
values the standard library writes the same bytes, and many times faster: it sorts by code points,
which for ASCII are UTF-16 units, and escapes the same characters in the same way.
"""

import json
from collections.abc import Collection, Iterable
from types import NoneType
from typing import Any

import rfc8785

SIMPLE = frozenset({str, bool, NoneType})
LARGEST = 2**53 - 1  # whole numbers that every JSON reader has exactly

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


def canonical(value: Any) -> bytes:
    """A value's canonical bytes."""
    if _plain(value):
        try:
            return _encode(value).encode()
        except UnicodeEncodeError:  # half of a surrogate pair: the error is the other's to name
            pass
    return rfc8785.dumps(value)


def _plain(value: Any) -> bool:
    kind = type(value)
    if kind is dict:
        return _names(value) and _values(value.values())
    if kind is int:
        return bool(-LARGEST <= value <= LARGEST)
    return kind in SIMPLE or ((kind is list or kind is tuple) and _values(value))


def _values(values: Collection[Any]) -> bool:
    """Whether every value is plain; most often all are text, or nothing."""
    return SIMPLE.issuperset(map(type, values)) or all(map(_plain, values))


def _names(names: Iterable[Any]) -> bool:
    try:
        return "".join(names).isascii()
    except TypeError:  # a name that is no text: the error is the other's to name
        return False
