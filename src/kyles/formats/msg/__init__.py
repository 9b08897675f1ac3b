"""Outlook messages (MSG): headers, body, every attachment; a message inside is an item of its own.

A body that is only RTF is packed; it comes out as a file inside, which is read as RTF.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from kyles import encoding
from kyles.compound import MARK, CompoundFile, NoCompoundFile, Storage
from kyles.formats import Child, Detail, Expected, Page, Part, Trouble
from kyles.formats.msg import outlook
from kyles.formats.msg.inside import PROPERTIES, as_file
from kyles.model import Layer, Reading, State

NAME = "Outlook message"
MEDIA_TYPE = "application/vnd.ms-outlook"

_ENGINE = "kyles-msg"
_OF_MESSAGE = tuple(
    name.encode("utf-16-le") for name in ("__nameid_version1.0", "__substg1.0_", PROPERTIES)
)
_FROM, _FROM_NAME, _SUBJECT, _TO, _CC, _BCC, _ID, _ANSWERS = (
    "0C1F", "0C1A", "0037", "0E04", "0E03", "0E02", "1035", "1042"
)  # fmt: skip
_BODY, _HTML, _RTF = "1000", "1013", "1009"
_LONG_NAME, _SHORT_NAME, _DATA, _SMTP = "3707", "3704", "3701", "5D01"
_DATES = (0x0039, 0x0E06)  # sent, delivered
_INSIDE = f"__substg1.0_{_DATA}000D"
_NOT_SEEN = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style|head)\b.*?(?:</\1\s*>|\Z)")
_LINE = re.compile(r"(?i)</?(?:p|div|br|tr|li|ul|ol|table|h[1-6]|blockquote|hr|pre)\b[^<>]*>?")
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>?")
_RTF_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def claims(head: bytes, name: str) -> int:
    """3 for a compound file with a message's parts, 2 for one that is named so."""
    named = name.lower().endswith(".msg")
    if not head.startswith(MARK):
        return int(named)
    return 3 if any(one in head for one in _OF_MESSAGE) else 2 * int(named)


def read(path: Path) -> Iterator[Part]:
    """Details, a page of headers and body, and a child for everything attached."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    file = CompoundFile(data)
    try:
        root = file.root()
    except NoCompoundFile as error:
        yield Trouble(State.FAILED, f"it is damaged: {error}")
        return
    yield from (Detail(name, value) for name, value in _headers(root))
    yield from (Detail("recipient", f"{how}: {who}") for how, who in outlook.recipients(root))
    yield from _message(root)
    if file.damaged or PROPERTIES not in root.streams:
        yield Trouble(State.PARTIAL, "it is damaged: parts of it are missing")


def body(path: Path) -> tuple[str, bool]:
    """What a message says as it was laid out, and whether that is a web page or plain text.

    Raises NoCompoundFile for a damaged one.
    """
    message = CompoundFile(path.read_bytes()).root()
    page = _html(message)
    return (page, True) if page.strip() else (outlook.text(message, _BODY), False)


def _message(message: Storage) -> Iterator[Part]:
    """A message and what came with it."""
    yield Page(tuple(_readings(message)))
    body = _packed_body(message)
    attached = [one for name, one in sorted(message.storages.items()) if name.startswith("__att")]
    if attached or body:
        yield Expected("children", len(attached) + bool(body))
    if body:
        yield Child("body.rtf", "embedded", body)
    for number, one in enumerate(attached, 1):
        yield from _attachment(one, number, message)


def _attachment(attached: Storage, number: int, root: Storage) -> Iterator[Part]:
    name = (
        outlook.text(attached, _LONG_NAME)
        or outlook.text(attached, _SHORT_NAME)
        or f"part-{number}"
    )
    data = attached.streams.get(f"__substg1.0_{_DATA}0102")
    inside = attached.storages.get(_INSIDE)
    if data is not None:
        yield Child(name, "attachment", data)
    elif inside is None:
        yield Trouble(State.PARTIAL, f"{name} is not in the file")
    elif PROPERTIES not in inside.streams:
        yield Trouble(State.PARTIAL, f"{name} is an object of another program, and is not read")
    else:
        called = " ".join(outlook.text(inside, _SUBJECT).split())[:100] or name
        yield Child(f"{called}.msg", "attachment", as_file(inside, root))


def _readings(message: Storage) -> Iterator[Reading]:
    headers = "\n".join(f"{name.title()}: {value}" for name, value in _headers(message))
    if headers:
        yield Reading(Layer.HEADER, headers, _ENGINE)
    body = encoding.lines(outlook.text(message, _BODY)) or _stripped(_html(message))
    if body.strip():
        yield Reading(Layer.BODY, body, _ENGINE)


def _headers(message: Storage) -> Iterator[tuple[str, str]]:
    """Who wrote to whom, when, and about what, as far as it is told."""
    sender = [outlook.text(message, one) for one in (_FROM_NAME, _SMTP, _FROM)]
    told = (
        ("from", " ".join(dict.fromkeys(one for one in sender if one))),
        ("to", outlook.text(message, _TO)), ("cc", outlook.text(message, _CC)),
        ("bcc", outlook.text(message, _BCC)), ("date", _date(message)),
        ("subject", outlook.text(message, _SUBJECT)), ("message-id", outlook.text(message, _ID)),
        ("in-reply-to", outlook.text(message, _ANSWERS)), *outlook.more(message),
    )  # fmt: skip
    yield from ((name, " ".join(value.split())) for name, value in told if value.strip())


def _html(message: Storage) -> str:
    raw = message.streams.get(f"__substg1.0_{_HTML}0102", b"")
    return encoding.decode(raw) or outlook.text(message, _HTML)


def _stripped(text: str) -> str:
    """What a web page says, a block on a line."""
    seen = _TAG.sub("", _LINE.sub("\n", _NOT_SEEN.sub(" ", text)))
    rows = (" ".join(row.split()) for row in unescape(seen).split("\n"))
    return encoding.storable("\n".join(row for row in rows if row))


def _date(message: Storage) -> str:
    """When it was sent, or else delivered, by the fixed properties."""
    times = {tag: value for kind, tag, value in outlook.fixed(message) if kind == outlook.TIME}
    return next(filter(None, (outlook.time_of(times.get(tag, 0)) for tag in _DATES)), "")


def _packed_body(message: Storage) -> bytes:
    """The RTF of a message that has no other body."""
    if outlook.text(message, _BODY).strip() or _html(message).strip():
        return b""
    packed = message.streams.get(f"__substg1.0_{_RTF}0102", b"")
    if packed[8:12] == b"MELA":
        return packed[16:]
    return _unpacked(packed[16:]) if packed[8:12] == b"LZFu" else b""


def _unpacked(packed: bytes) -> bytes:
    """RTF out of its packing: bytes as they are, and what repeats from the last 4,096 of them."""
    window = bytearray(_RTF_START.ljust(4096, b"\0"))
    made, write, at = bytearray(), len(_RTF_START), 0
    while at < len(packed):
        control, at = packed[at], at + 1
        for bit in range(8):
            repeats = control >> bit & 1
            piece = packed[at : at + 1 + repeats]
            at += 1 + repeats
            if len(piece) <= repeats:
                return bytes(made)
            offset, length = (
                (piece[0] << 4 | piece[1] >> 4, (piece[1] & 15) + 2) if repeats else (0, 1)
            )
            if repeats and offset == write:
                return bytes(made)
            for step in range(length):
                byte = window[(offset + step) % 4096] if repeats else piece[0]
                window[write] = byte
                made.append(byte)
                write = (write + 1) % 4096
    return bytes(made)
