"""Bytes to text, where nothing reliable says in which encoding they are. Nothing is lost silently:
what cannot be decoded stays visible as its bytes, written `\\x9d`.
"""

import re

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 4096
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_CONTROLS = bytes(sorted({*range(32), 127} - {*b"\b\t\n\v\f\r\x1a\x1b"}))


def decode(data: bytes) -> str:
    """The text, without a byte order mark. Never fails; NULs become visible as U+2400."""
    return storable(data.decode(sniff(data), errors="backslashreplace").removeprefix("\ufeff"))


def storable(text: str) -> str:
    """The text with NULs and halves of characters, which no file of text can hold, made visible."""
    return _NO_TEXT.sub(lambda one: "\u2400" if one[0] == "\0" else "\ufffd", text)


def lines(text: str) -> str:
    """The text with every line ended by one "\\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sniff(data: bytes) -> str:
    """By its byte order mark, by its NULs, UTF-8 where it is, else `cp1252`."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    return marked or _wide(data[:_SAMPLE]) or _narrow(data)


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding: 1 in 50 of them or more are control codes."""
    if sniff(data[:_SAMPLE]).startswith(("utf-16", "utf-32")):
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return 50 * controls > len(data)


def _wide(sample: bytes) -> str | None:
    """Every second byte of Latin text in UTF-16 is 0, and hardly any of the others."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if 3 * most < len(sample) or 10 * least > most:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _narrow(data: bytes) -> str:
    """UTF-8 also where a few of its bytes are damaged, or its last character is cut."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(data) else "cp1252"
    return "utf-8"


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are sound than bytes are not."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - damaged
    return sound > damaged
