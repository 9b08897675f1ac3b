"""How values are written on pages: numbers, days, states, sizes, file names."""

import calendar
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from kyles.export.cards import EDGES

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CODE = re.compile(r"`([^`]+)`")


def count(number: int, noun: str, plural: str = "") -> str:
    """A number of things: "1 file", "4,182 files"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def day(told: str | None) -> str:
    """An ISO day, month or year as people write it: 7 March 2024."""
    match = _DAY.fullmatch(told or "")
    if match is None:
        return told or ""
    year, month, date = match.groups()
    parts = [date and str(int(date)), month and calendar.month_name[int(month)], year]
    return " ".join(part for part in parts if part)


def moment(told: str, zone: str) -> str:
    """A moment in the court's zone: 7 March 2024, 09:12."""
    at = datetime.strptime(told, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local.date().isoformat())}, {local:%H:%M}"


def spoken(name: str) -> str:
    """A short id such as `not_disclosed`, as people say it."""
    return name.replace("_", " ")


def edge(rule: str) -> str:
    """The colour of a finding's edge, by its rule. Red is "not disclosed", and nothing else."""
    return EDGES.get(rule, "plain")


def name(path: str) -> str:
    """The last part of a path."""
    return path.rstrip("/").rsplit("/", 1)[-1]


def called(path: str) -> str:
    """A path's last part as people say it: `inventory.csv#2024-0311` is item 2024-0311, and
    `VOL001.dat#HAR-000001` the document that begins with that number.
    """
    last = name(path)
    listed, _, number = last.partition("#")
    if not number or "." not in listed:
        return last
    return number if listed.lower().endswith(".dat") else f"Item {number}"


def folder(path: str) -> str:
    """What stands before the last part of a path."""
    return path.rstrip("/").rpartition("/")[0]


def manual(text: str) -> Markup:
    """A rule's page of the manual as paragraphs; `words` in it are code."""
    paragraphs = [" ".join(one.split()) for one in text.split("\n\n")[1:]]
    return Markup("").join(Markup("<p>{}</p>").format(_coded(one)) for one in paragraphs if one)


def _coded(text: str) -> Markup:
    parts = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )
