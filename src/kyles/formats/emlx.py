"""Mail as Apple Mail keeps it (EMLX): one message, byte for byte, and when it came.

A first line tells how many bytes the message has; behind it stands what the program noted of it. Of
a message that was not fetched whole (`.partial.emlx`) the attachments are files beside it.
"""

import plistlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.parsers.expat import ExpatError

from kyles.formats import Child, Detail, Expected, Part, Trouble
from kyles.model import State

NAME = "Apple Mail"
MEDIA_TYPE = "application/x-emlx"

_SUFFIX = ".emlx"
_COUNT = re.compile(rb"(\d{1,12})[ \t]*\r?\n")
_HEADER = re.compile(rb"(?i)(?:received|return-path|delivered-to|from|to|subject|date|message-id|"
                     rb"mime-version|content-type|reply-to|sender|x-[a-z-]+)[ \t]*:")  # fmt: skip
_PARTIAL = "X-Apple-Content-Length"  # a part of which only the length was kept
_DATES = {"date-received": "received", "date-last-viewed": "viewed"}


def claims(head: bytes, name: str) -> int:
    """3 for a count of bytes and a header of mail, 1 by the suffix."""
    count = _COUNT.match(head)
    if count and _HEADER.match(head, count.end()):
        return 3
    return int(name.lower().endswith(_SUFFIX))


def read(path: Path) -> Iterator[Part]:
    """The message as a file of its own, and what was noted of it."""
    data = path.read_bytes()
    count = _COUNT.match(data)
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    if count is None:
        yield Trouble(State.FAILED, "it does not say how long its message is")
        return
    end = count.end() + int(count[1])
    message, rest = data[count.end() : end], data[end:]
    yield Expected("children", 1)
    yield Child("message.eml", "embedded", message)
    yield from _noted(rest)
    if end > len(data):
        yield Trouble(State.PARTIAL, "the end of the message is missing")
    elif _PARTIAL.encode() in message:
        yield Trouble(State.PARTIAL, "attachments of it are not in the file")


def _noted(plist: bytes) -> Iterator[Part]:
    """When it came, as the program noted it; nothing where that cannot be read."""
    try:
        noted = plistlib.loads(plist.strip()) if plist.strip() else {}
    except (ExpatError, plistlib.InvalidFileException, ValueError, TypeError, OverflowError,
            AttributeError, IndexError, RecursionError):  # fmt: skip
        return
    for name, called in _DATES.items() if isinstance(noted, dict) else ():
        seconds = noted.get(name)
        if isinstance(seconds, int | float) and 0 < seconds < 1e11:
            yield Detail(called, datetime.fromtimestamp(seconds, UTC).isoformat(" ", "seconds"))
