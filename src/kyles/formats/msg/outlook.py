"""What Outlook keeps beside the headers of mail: who else got it, when and where, and of whom.

Appointments and contacts are messages too, with properties that have numbers of their own in each
file; a table of the file says which. Source: [MS-OXMSG] 2.2.3, [MS-OXPROPS].
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from kyles import encoding
from kyles.compound import Storage
from kyles.formats.msg.inside import NAMES, PROPERTIES

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
TIME = 0x40  # the kind of a property that is a time
_KINDS = {1: "to", 2: "cc", 3: "bcc"}  # of recipients
_RECIPIENT, _NAME, _ADDRESSES = 0x0C15, "3001", ("39FE", "3003")
_CONTACT = {
    "3A06": "given name", "3A11": "surname", "3A16": "company", "3A17": "job title",
    "3A18": "department", "3A08": "business phone", "3A09": "home phone", "3A1C": "mobile phone",
    "3A1A": "primary phone", "3A1F": "other phone", "3A24": "fax", "3A29": "street",
    "3A27": "city", "3A28": "state", "3A2A": "postal code", "3A26": "country",
    "3A51": "web page", "3A4F": "nickname",
}  # fmt: skip
_NUMBERED = {0x8208: "location", 0x8083: "e-mail", 0x8093: "second e-mail", 0x80A3: "third e-mail",
             0x801A: "home address", 0x801B: "work address", 0x801C: "other address"}  # fmt: skip
_TIMES = {0x820D: "start", 0x820E: "end", 0x8104: "task start", 0x8105: "task due"}
_ENTRY = struct.Struct("<IHH")  # a number or the place of a name, of what kind, which property


def text(storage: Storage, tag: str) -> str:
    """A property that is text, in whichever of the two ways it is kept."""
    wide = storage.streams.get(f"__substg1.0_{tag}001F")
    if wide is not None:
        return encoding.storable(wide.decode("utf-16-le", "replace").rstrip("\0"))
    narrow = storage.streams.get(f"__substg1.0_{tag}001E", b"")
    return encoding.decode(narrow.rstrip(b"\0"))


def fixed(storage: Storage) -> Iterator[tuple[int, int, int]]:
    """The properties of a fixed length: kind, tag and value."""
    data = storage.streams.get(PROPERTIES, b"")
    for at in range(24 if len(data) % 16 == 8 else 32, len(data) - 15, 16):
        yield struct.unpack_from("<HH4xQ", data, at)


def time_of(value: int) -> str:
    """A time as Outlook keeps it, as ISO; "" where it is none."""
    if not 0 < value < 1 << 61:
        return ""
    return (EPOCH + timedelta(microseconds=value // 10)).isoformat(" ", "seconds")


def recipients(message: Storage) -> Iterator[tuple[str, str]]:
    """Everybody who got it: how, and the name with the address."""
    for name, one in sorted(message.storages.items()):
        if name.startswith("__recip"):
            data = one.streams.get(PROPERTIES, b"")
            values = (struct.unpack_from("<HH4xI", data, at) for at in range(8, len(data) - 15, 16))
            kind = next((value for _, tag, value in values if tag == _RECIPIENT), 0)
            address = next(filter(None, (text(one, tag) for tag in _ADDRESSES)), "")
            called = text(one, _NAME)
            told = called if called == address else f"{called} <{address}>" if address else called
            yield _KINDS.get(kind, "to"), told.strip()


def more(message: Storage) -> Iterator[tuple[str, str]]:
    """What an appointment, a task or a contact has, by name."""
    yield from ((name, text(message, tag)) for tag, name in _CONTACT.items())
    numbers = dict(_numbers(message.storages.get(NAMES)))
    for number, tag in numbers.items():
        if number in _NUMBERED:
            yield _NUMBERED[number], text(message, f"{tag:04X}")
    times = {tag: _TIMES[number] for number, tag in numbers.items() if number in _TIMES}
    for kind, tag, value in fixed(message):
        if kind == TIME and tag in times:
            yield times[tag], time_of(value)


def _numbers(names: Storage | None) -> Iterator[tuple[int, int]]:
    """Which property has which number, by the table of the file."""
    table = names.streams.get("__substg1.0_00030102", b"") if names else b""
    for at in range(0, len(table) - 7, 8):
        number, kind, place = _ENTRY.unpack_from(table, at)
        if not kind & 1:
            yield number, 0x8000 + place
