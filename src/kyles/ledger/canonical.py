"""The one way to write a JSON value as bytes: RFC 8785.

Most of what is recorded is plain: dictionaries with ASCII keys, lists, text, whole numbers. Of such
values the standard library writes the same bytes, and many times faster: it sorts by code points,
which for ASCII are UTF-16 units, and escapes the same characters in the same way.
"""

import json
from typing import Any

import rfc8785

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
    if kind is str or value is None or kind is bool:
        return True
    if kind is int:
        return bool(-LARGEST <= value <= LARGEST)
    if kind is dict:
        return all(type(key) is str and key.isascii() for key in value) and _all(value.values())
    return (kind is list or kind is tuple) and _all(value)


def _all(values: Any) -> bool:
    for each in values:  # noqa: SIM110 - the loop is several times faster
        if type(each) is not str and not _plain(each):
            return False
    return True
