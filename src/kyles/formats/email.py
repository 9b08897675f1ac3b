"""Mail (EML): headers, body, and every attachment with its own bytes.

A message is split by our own few lines and not parsed as a tree, so that a message inside it comes
out byte for byte as it is, and nothing in it can be nested too deep.
"""

import binascii
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from pathlib import Path

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "E-mail"
MEDIA_TYPE = "message/rfc822"

TOO_DEEP = 50  # multiparts inside one another
WORDS_AROUND = 5  # beside the parts of a message; fewer are how it was made
_ENGINE = "kyles-email"
_SUFFIXES = (".eml",)
_SHOWN = ("from", "to", "cc", "bcc", "reply-to", "date", "subject")
_TOLD = (*_SHOWN, "message-id", "in-reply-to", "references")
#: Headers that only mail programs write; a memorandum too has From, To and Subject.
_BY_MACHINE = {
    "received", "message-id", "mime-version", "return-path", "delivered-to", "content-type",
    "content-transfer-encoding", "dkim-signature", "x-mailer", "x-originating-ip",
}  # fmt: skip
_ENVELOPE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:>?From [^\n]*\n)?")
_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:")
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\r\r")
_BODY_TYPES = {
    "text/plain", "text/html", "text/enriched", "text/rfc822-headers", "message/delivery-status",
    "message/disposition-notification",
}  # fmt: skip
_SUFFIX = {
    "message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt", "text/calendar": ".ics",
    "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "application/pdf": ".pdf",
}  # fmt: skip
_BOUNDARY = re.compile(r"""boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))""", re.IGNORECASE)
_NOT_SEEN = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style|head)\b.*?(?:</\1\s*>|\Z)")
_LINE = re.compile(r"(?i)</?(?:p|div|br|tr|li|ul|ol|table|h[1-6]|blockquote|hr|pre)\b[^<>]*>?")
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>?")
_WORD = re.compile(r"[^\W_]{2,}")
_NO_WORDS = re.compile(r"(?i)\bhttps?:\S+|\[cid:[^\]]*\]|\S+@\S+")  # that a web page has as marks
_USUAL = re.compile(r"(?i)\bMIME\b|multi-?part message")  # for programs that know no parts


def claims(head: bytes, name: str) -> int:
    """3 for a block of headers as a mail program writes it, or named .eml and any of mail's."""
    named = name.lower().endswith(_SUFFIXES)
    mbox = head.startswith(b"From ")
    names = _header_names(head)
    if names & _BY_MACHINE and names & {*_TOLD, "received"} and (named or not mbox):
        return 3
    return 3 if named and names & {*_TOLD, *_BY_MACHINE} else int(named)


def _header_names(head: bytes) -> set[str]:
    """Names of the headers that the file begins with; none where another line is among them."""
    block = _HEADERS_END.split(head[_end_of_envelope(head) :], maxsplit=1)
    lines = [line for line in block[0].splitlines() if not line.startswith((b" ", b"\t"))]
    if len(block) == 1:
        lines = lines[:-1]  # the last may be cut
    found = [_HEADER.match(line) for line in lines]
    if not all(found):
        return set()
    return {one[1].decode("ascii").lower() for one in found if one}


def _end_of_envelope(data: bytes) -> int:
    """Where the headers begin, after blank lines and the line that a mailbox puts before them."""
    envelope = _ENVELOPE.match(data)
    return envelope.end() if envelope else 0


@dataclass(frozen=True, slots=True)
class _Entity:
    """A message, or a part of one: its headers, and its body as it was sent."""

    headers: Message
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get_content_type()

    @property
    def filename(self) -> str:
        try:
            return _header(self.headers.get_filename() or "").strip()
        except (ValueError, LookupError, TypeError):
            return "unnamed"

    @property
    def is_body(self) -> bool:
        """Whether it is to be read as part of the message, not as a file that came with it."""
        if self.headers.get_content_maintype() == "multipart":
            return True  # one that could not be split
        placed = str(self.headers.get("Content-Disposition", "")).strip().lower()
        attached = placed.startswith("attachment") or self.filename
        return self.type in _BODY_TYPES and not attached

    @property
    def role(self) -> str:
        """An image that the body shows is part of it; everything else was attached."""
        shown = self.type.startswith("image/") and "Content-ID" in self.headers
        return "embedded" if shown else "attachment"


def read(path: Path) -> Iterator[Part]:
    """Details, one page of headers and body, and a child for everything attached."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    message = _entity(data[_end_of_envelope(data) :])
    headers = [(name, _header(str(value))) for name, value in message.headers.raw_items()]
    yield from (Detail(name.lower(), text) for name, text in headers if name.lower() in _TOLD)
    troubles: list[str] = []
    unseen: list[str] = []
    leaves = list(_leaves(message, troubles, unseen))
    attached = [leaf for leaf in leaves if not leaf.is_body]
    yield Expected("children", len(attached))
    bodies = [_body_text(leaf, troubles) for leaf in leaves if leaf.is_body]
    yield Page(tuple(_readings(headers, bodies, unseen)))
    for number, leaf in enumerate(attached, 1):
        yield Child(_name(leaf, number), leaf.role, _content(leaf, troubles))
    if _is_encrypted(message):
        yield Trouble(State.LOCKED, "the message is encrypted")
    yield from (Trouble(State.PARTIAL, reason) for reason in dict.fromkeys(troubles))


@dataclass(frozen=True, slots=True)
class Body:
    """What a message says, as it was laid out: a web page, or plain text where it has none; and its
    pictures by their Content-ID, each with its kind.
    """

    text: str
    is_page: bool
    pictures: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


def body(path: Path) -> Body:
    """The body of a message, the web page before the plain text."""
    data = path.read_bytes()
    leaves = list(_leaves(_entity(data[_end_of_envelope(data) :]), [], [], choose=list))
    bodies = [leaf for leaf in leaves if leaf.is_body]
    page = next((leaf for leaf in bodies if leaf.type == "text/html"), None)
    if page is None:
        return Body("\n".join(_body_text(leaf, []) for leaf in bodies), is_page=False)
    pictures = {
        str(leaf.headers["Content-ID"]).strip(" <>"): (leaf.type, _content(leaf, []))
        for leaf in leaves
        if leaf.type.startswith("image/") and "Content-ID" in leaf.headers
    }
    return Body(_text(page, []), is_page=True, pictures=pictures)


def _entity(data: bytes) -> _Entity:
    """Headers and body, which a blank line parts; a part may begin with that line."""
    if data.startswith((b"\n", b"\r\n")):
        return _Entity(message_from_bytes(b""), data.split(b"\n", 1)[1])
    border = _HEADERS_END.search(data)
    head, body = (data[: border.start()], data[border.end() :]) if border else (data, b"")
    return _Entity(message_from_bytes(head + b"\n\n"), body)


def _leaves(
    entity: _Entity, troubles: list[str], unseen: list[str], depth: int = 0, *,
    choose: Callable[[Sequence[_Entity]], list[_Entity]] | None = None,
) -> Iterator[_Entity]:  # fmt: skip
    """The parts that have no parts themselves, in the order of the message; of alternatives those
    that are chosen. Words that mail programs do not show go to `unseen`.
    """
    if entity.headers.get_content_maintype() != "multipart" or not entity.body.strip():
        yield entity
        return
    parts = _parts(entity, troubles)
    if not parts or depth == TOO_DEEP:
        troubles.append("a part of the message could not be split into its own parts")
        yield entity
        return
    leaves = [leaf for part in parts
              for leaf in _leaves(part, troubles, unseen, depth + 1, choose=choose)]  # fmt: skip
    if entity.type == "multipart/alternative":
        chosen = (choose or _one_of)(leaves)
        unseen += _other_wordings(leaves, chosen)
        leaves = chosen
    unseen += _around(entity)
    yield from leaves


def _other_wordings(leaves: Sequence[_Entity], chosen: Sequence[_Entity]) -> Iterator[str]:
    """The texts of alternatives that are not chosen, where they say what no chosen one does."""
    known = {word.casefold() for one in chosen if one.is_body
             for word in _WORD.findall(_body_text(one, []))}  # fmt: skip
    for one in leaves:
        if one not in chosen:
            text = _body_text(one, [])
            words = {word.casefold() for word in _WORD.findall(_NO_WORDS.sub(" ", text))}
            if words - known:
                yield text


def _around(entity: _Entity) -> Iterator[str]:
    """What stands before the first part and behind the last, but for what programs say there."""
    borders = _borders(entity)
    closing = next((border.end() for border in borders if border[1]), len(entity.body))
    for raw in (entity.body[: borders[0].start()], entity.body[closing:]) if borders else ():
        text = encoding.lines(encoding.decode(raw)).strip()
        if len(_WORD.findall(text)) >= WORDS_AROUND and not _USUAL.search(text):
            yield text


def _parts(entity: _Entity, troubles: list[str]) -> list[_Entity]:
    """What stands between the boundary lines."""
    borders = _borders(entity)
    closing = next((at for at, border in enumerate(borders) if border[1]), len(borders))
    if borders and closing == len(borders):
        troubles.append("the end of the message is missing: a part of it is not closed")
    ends = [border.start() for border in borders[1 : closing + 1]]
    if closing == len(borders):
        ends.append(len(entity.body))
    spans = zip((border.end() for border in borders[:closing]), ends, strict=False)
    return [_entity(_without_last_break(entity.body[start:end])) for start, end in spans]


def _borders(entity: _Entity) -> list[re.Match[bytes]]:
    """The boundary lines; one that closes has its two dashes as a group."""
    declared = _BOUNDARY.search(str(entity.headers.get("Content-Type", "")))
    if not declared:
        return []
    boundary = (declared[1] or declared[2]).strip().encode("utf-8", "surrogateescape")
    line = re.compile(rb"(?m)^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\r|\Z)")
    return list(line.finditer(entity.body))


def _without_last_break(data: bytes) -> bytes:
    """The line break before a boundary belongs to the boundary."""
    return data.removesuffix(b"\n").removesuffix(b"\r")


def _one_of(leaves: Sequence[_Entity]) -> list[_Entity]:
    """Alternatives without the web page, or without the plain text where it says far less."""
    plain = next((one for one in leaves if one.is_body and one.type == "text/plain"), None)
    page = next((one for one in leaves if one.is_body and one.type == "text/html"), None)
    if plain is None or page is None:
        return list(leaves)
    far_less = 2 * len(_body_text(plain, []).split()) < len(_body_text(page, []).split())
    dropped = plain if far_less else page
    return [leaf for leaf in leaves if leaf is not dropped]


def _readings(
    headers: Sequence[tuple[str, str]], bodies: Sequence[str], unseen: Sequence[str]
) -> Iterator[Reading]:
    shown = [f"{name}: {value}" for name, value in headers if name.lower() in _SHOWN]
    if shown:
        yield Reading(Layer.HEADER, "\n".join(shown), _ENGINE)
    body = "\n".join(text for text in bodies if text.strip())
    if body:
        yield Reading(Layer.BODY, body, _ENGINE)
    if unseen:
        yield Reading(Layer.HIDDEN, "\n".join(unseen), _ENGINE)


def _body_text(leaf: _Entity, troubles: list[str]) -> str:
    text = _text(leaf, troubles)
    return _stripped(text) if leaf.type == "text/html" else text


def _text(leaf: _Entity, troubles: list[str]) -> str:
    charset = leaf.headers.get_content_charset() or ""
    return encoding.lines(_decoded(_content(leaf, troubles), charset))


def _content(leaf: _Entity, troubles: list[str]) -> bytes:
    """The body as it was before it was coded for transfer."""
    how = str(leaf.headers.get("Content-Transfer-Encoding", "")).strip().lower()
    if re.fullmatch(r"quoted.?printable", how):
        return binascii.a2b_qp(leaf.body)
    if how == "base64":
        return _base64(leaf.body, troubles)
    if how in ("x-uuencode", "uuencode", "x-uue"):
        return _uudecoded(leaf.body, troubles)
    if how not in ("", "7bit", "8bit", "binary") and not leaf.is_body:
        troubles.append(f"a part is coded for transfer in a way that is not known ({how})")
    return leaf.body


def _base64(body: bytes, troubles: list[str]) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        troubles.append("the base64 of a part is damaged")
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    return binascii.a2b_base64(letters[: len(letters) // 4 * 4])


def _uudecoded(body: bytes, troubles: list[str]) -> bytes:
    """What stands between the lines `begin` and `end`, or all of it where there are none."""
    lines = body.splitlines()
    begin = next((at + 1 for at, line in enumerate(lines) if line.startswith(b"begin ")), 0)
    found = b""
    for line in lines[begin:]:
        if line.strip() == b"end":
            break
        try:
            found += binascii.a2b_uu(line)
        except binascii.Error:
            troubles.append("the uuencoding of a part is damaged")
    return found


def _header(value: str) -> str:
    """A header's text, unfolded, its coded words decoded."""
    raw = value.encode("utf-8", "surrogateescape")
    text = " ".join(encoding.decode(raw).split())
    if "=?" not in text:
        return text
    try:
        chunks = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    decoded = "".join(_chunk(chunk, charset) for chunk, charset in chunks)
    return " ".join(decoded.split()) or text


def _chunk(chunk: bytes | str, charset: str | None) -> str:
    if isinstance(chunk, str):
        return chunk
    return _decoded(chunk, charset or "raw-unicode-escape")


def _decoded(raw: bytes, charset: str) -> str:
    """By the declared charset where that works, else by what the bytes look like."""
    try:
        return encoding.storable(raw.decode(charset))
    except (LookupError, ValueError):
        return encoding.decode(raw)


def _name(leaf: _Entity, number: int) -> str:
    """Its file name; a message inside is named by its subject."""
    if leaf.filename:
        return leaf.filename
    name = ""
    if leaf.type == "message/rfc822":
        name = _header(str(_entity(leaf.body).headers.get("Subject", "")))[:100]
    return (name or f"part-{number}") + _SUFFIX.get(leaf.type, "")


def _is_encrypted(message: _Entity) -> bool:
    smime = str(message.headers.get_param("smime-type") or "")
    return message.type == "multipart/encrypted" or smime.startswith("enveloped")


def _stripped(text: str) -> str:
    """What a web page says, a block on a line; email and web pages are read apart."""
    seen = _TAG.sub("", _LINE.sub("\n", _NOT_SEEN.sub(" ", text)))
    rows = (" ".join(row.split()) for row in html.unescape(seen).split("\n"))
    return "\n".join(row for row in rows if row)
