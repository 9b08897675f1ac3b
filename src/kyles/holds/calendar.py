"""Every date of a matter as a calendar file (iCalendar, RFC 5545).

The alarm goes by the safe date. Each entry carries its provision, its source and the disclaimer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WIDTH = 75  # octets of a line, as the standard has it
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day in a calendar."""

    id: str
    on: date
    title: str
    says: str
    url: str = ""  # of the source


def calendar(entries: Iterable[Entry], *, made: datetime) -> str:
    """The calendar file; entries by day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kyles//dates of a matter//EN"]
    for one in sorted(entries, key=lambda entry: (entry.on, entry.id)):
        lines += [
            "BEGIN:VEVENT", f"UID:{one.id}@kyles", f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}", f"DTEND;VALUE=DATE:{one.on + DAY:%Y%m%d}",
            f"SUMMARY:{_escaped(one.title)}", f"DESCRIPTION:{_escaped(one.says)}",
            *([f"URL:{one.url}"] if one.url else []),
            "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P7D",
            f"DESCRIPTION:{_escaped(one.title)}", "END:VALARM", "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line of at most 75 octets, with further ones behind a blank; no character is split."""
    parts, room = [""], WIDTH
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append("")
            room = WIDTH - 1
        parts[-1] += character
        room -= size
    return "\r\n ".join(parts)
