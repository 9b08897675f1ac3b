"""Mailboxes (MBOX): every message as a file of its own, byte for byte as it is kept.

A message begins at a line "From " that follows a blank line and is followed by a header, so that a
sentence that begins with "From" in a message, which some programs do not mark, parts nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from kyles import encoding
from kyles.formats import Child, Expected, Part, Trouble
from kyles.model import State

NAME = "Mailbox"
MEDIA_TYPE = "application/mbox"

_SUFFIXES = (".mbox", ".mbx")
_START = re.compile(rb"(?m)(?:\A\s*|(?<=\n\n)|(?<=\n\r\n)|(?<=\r\r))From [^\r\n]*(?:\r\n|\n|\r)"
                    rb"(?=>?[!-9;-~]+[ \t]*:)")  # fmt: skip
_DATED = re.compile(rb"\s*From [^\r\n]*\d\d:\d\d[^\r\n]*[\r\n]+>?[!-9;-~]+[ \t]*:")
_SUBJECT = re.compile(rb"(?im)^Subject:[ \t]*([^\r\n]*)")
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\r\r")


def claims(head: bytes, name: str) -> int:
    """3 for the line that begins a message in a mailbox and a header; 1 by the suffix."""
    named = name.lower().endswith(_SUFFIXES)
    if _START.match(head) and (named or (_DATED.match(head) and not name.endswith(".eml"))):
        return 3
    return int(named)


def read(path: Path) -> Iterator[Part]:
    """A child for every message."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    starts = [start.span() for start in _START.finditer(data)]
    if not starts:
        yield Trouble(State.FAILED, "no message is found in it")
        return
    yield Expected("children", len(starts))
    ends = [begin for begin, _ in starts[1:]] + [len(data)]
    for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=True), 1):
        message = data[begin:end]
        yield Child(_name(message, number), "embedded", message)
    if data[: starts[0][0]].strip():
        yield Trouble(State.PARTIAL, "what stands before its first message is not read")


def _name(message: bytes, number: int) -> str:
    """Its place in the mailbox and what it is about, as far as a header says so plainly."""
    subject = _SUBJECT.search(_HEADERS_END.split(message, maxsplit=1)[0])
    words = encoding.decode(subject[1]) if subject else ""
    plain = "" if "=?" in words else re.sub(r"[\\/\s]+", " ", words).strip()
    return f"{number:05} {plain[:80]}".strip() + ".eml"
