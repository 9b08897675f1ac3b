"""Contacts and calendars (vCard, iCalendar): a page for each card and entry, its lines made whole.

Lines are folded, and some coded, so that a word may stand in two of them or in none that a search
would find. Pictures, sounds and attachments that are written into a line are files inside.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kyles import encoding
from kyles.formats import Child, Expected, Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "Contacts or calendar"
MEDIA_TYPE = "text/vcard"

_ENGINE = "kyles-card"
_SUFFIXES = (".vcf", ".vcard", ".ics", ".ical", ".ifb")
_START = re.compile(r"\s*BEGIN:(?:VCARD|VCALENDAR)\b", re.IGNORECASE)
_ENTRY = re.compile(r"BEGIN:(?:VCARD|VEVENT|VTODO|VJOURNAL)\b", re.IGNORECASE)
_FOLD = re.compile(r"\n[ \t]")
_SOFT = re.compile(r"(?i)^([^:\n]*QUOTED-PRINTABLE[^:\n]*:(?:[^\n]*=\n)+)", re.MULTILINE)
_LINE = re.compile(r'((?:[^":;\n]|"[^"\n]*")+)((?:;(?:[^":\n]|"[^"\n]*")*)?):(.*)', re.DOTALL)
_CODED = re.compile(r"(?i);(?:ENCODING=)?(?:BASE64|B)(?=;|$)")
_INLINE = re.compile(r"(?is)data:([\w./+-]*)[^,]{0,100};base64,(.+)")
_QUOTED = re.compile(r"(?i);(?:ENCODING=)?QUOTED-PRINTABLE(?=;|$)")
_CHARSET = re.compile(r"(?i);CHARSET=\"?([\w-]+)")
_FILE_NAME = re.compile(r'(?i);(?:X-)?FILENAME="?([^";:]+)')
_KIND = re.compile(r"(?i);(?:(?:TYPE|FMTTYPE|MEDIATYPE|VALUE)=)?\"?(?:\w+/)?(jpe?g|png|gif|pdf)\b")
_ESCAPED = re.compile(r"\\([nN,;\\])")


def claims(head: bytes, name: str) -> int:
    """3 for the first line of a card or calendar."""
    if not encoding.is_binary(head) and _START.match(encoding.decode(head[:200])):
        return 3
    return int(name.lower().endswith(_SUFFIXES))


@dataclass(frozen=True, slots=True)
class _File:
    """What stands coded in a line, and how its line calls it."""

    name: str
    coded: str


def read(path: Path) -> Iterator[Part]:
    """The pages, then the files that stand in their lines."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    text = encoding.lines(encoding.decode(data))
    softly = _SOFT.sub(lambda found: found[0].replace("=\n", ""), text)
    files: list[_File] = []
    for page in _pages([_line(one, files) for one in _FOLD.sub("", softly).split("\n")]):
        yield Page((Reading(Layer.TEXT, page, _ENGINE),) if page.strip() else ())
    if files:
        yield Expected("children", len(files))
    yield from (_child(number, one) for number, one in enumerate(files, 1))
    if encoding.is_binary(data):
        yield Trouble(State.PARTIAL, "parts of it are not text")


def _pages(lines: list[str]) -> Iterator[str]:
    """A page for each entry; what stands before the first is with it."""
    starts = [at for at, line in enumerate(lines) if _ENTRY.match(line)]
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(lines)], strict=True):
        yield "\n".join(lines[start:end])


def _line(line: str, files: list[_File]) -> str:
    """A line as a person reads it; of a file in it only its name."""
    parted = _LINE.fullmatch(line)
    if not parted:
        return line
    name, told, value = parted.groups()
    inline = _INLINE.fullmatch(value.strip())
    if inline or _CODED.search(told):
        kind = inline[1].rpartition("/")[2] if inline else (_KIND.search(told) or ("", ""))[1]
        named = (_FILE_NAME.search(told) or ("", ""))[1]
        files.append(_File(named or f"{name.lower()}.{kind.lower() or 'bin'}",
                           inline[2] if inline else value))  # fmt: skip
        return f"{name}: {files[-1].name}"
    if _QUOTED.search(told):
        raw = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
        value = _decoded(raw, (_CHARSET.search(told) or ("", ""))[1])
    plain = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return f"{name}{told}:{plain}"


def _decoded(raw: bytes, charset: str) -> str:
    try:
        return encoding.storable(raw.decode(charset))
    except (LookupError, ValueError):
        return encoding.decode(raw)


def _child(number: int, one: _File) -> Part:
    try:
        return Child(one.name, "attachment", binascii.a2b_base64(one.coded))
    except (binascii.Error, ValueError):
        return Trouble(State.PARTIAL, f"file {number} that stands in it is damaged ({one.name})")
