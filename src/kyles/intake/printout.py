"""A property room's list as it was printed: lines of text in which the columns are gone.

A page is such a list where its head has the names of at least three columns of a property room, and
lines below it bear a tag or item number with its label. What stands before a number, from the line
before on, describes the thing; an agency's number and the place behind it are taken where they
follow. A printout stays a document: it is owed like any other, and its rows tell of things.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyles.mentions import numbers

HEAD = 16  # lines of a first page in which the columns are named
FEWEST = 3  # names of columns that make a head
_COLUMNS = re.compile(
    r"\b(?:(?:tag|item|property|evidence|case|incident|report|file|serial|barcode)\s+(?:number|no\.|#)"
    r"|storage\s+location|location|description|quantity|make|model|calib(?:re|er)|status|owner)\b",
    re.IGNORECASE,
)
_INCIDENT = re.compile(r"(?<![\w-])(?:19|20)?\d\d-\d{4,10}(?![\w-])")
_SERIAL = re.compile(r"^\s*(?P<serial>(?=\w*\d)[A-Z0-9][A-Z0-9-]{2,19})\s*$")
_AGENCY = re.compile(r"^\s*(?:[A-Z]{2}\s+){0,3}$")
_FLAGS = re.compile(r"\s+[_a-z]{4,6}\s*$")
_RULE = re.compile(r"^[\s_=*.-]*$")
_ANNOUNCED = re.compile(
    r"\b(?:number\s+of\s+(?:records|items)(?:\s+returned|\s+found)?|records\s+(?:returned|found)|"
    r"total\s+(?:records|items))\s*[:=]?\s*(?P<count>\d[\d,]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printout:
    """The rows of a printed list, and how many the print says that there are, if it does."""

    rows: tuple[dict[str, str], ...]
    announced: int | None = None


def read(pages: Sequence[str]) -> Printout | None:
    """What the pages of a document list; None where they are no printed list."""
    head = pages[0].splitlines()[:HEAD] if pages else []
    names = {found[0].casefold() for line in head for found in _COLUMNS.finditer(line)
             if line.upper() == line}  # fmt: skip
    if len(names) < FEWEST:
        return None
    rows = tuple(row for page in pages for row in _rows(page.splitlines()))
    if len(rows) < 2:
        return None
    told = _ANNOUNCED.search("\n".join(head))
    return Printout(rows, int(told["count"].replace(",", "")) if told else None)


def _rows(lines: Sequence[str]) -> Iterator[dict[str, str]]:
    """A row for each line with a labelled number; the line before it, if it has none, describes."""
    described = ""
    for line in lines:
        tags = [one for one in numbers.find(line) if one.kind == "item"]
        if len(tags) == 1:
            number = re.split(r"[#:\s]+", tags[0].text)[-1]
            yield _row(described, line[: tags[0].start], number, line[tags[0].end :])
            described = ""
        elif _is_head(line):
            described = ""
        else:
            described = line


def _row(described: str, before: str, number: str, after: str) -> dict[str, str]:
    serial = _SERIAL.match(before)
    incident = _INCIDENT.search(after)
    apart = incident is not None and _AGENCY.match(after[: incident.start()])
    words = _FLAGS.sub("", described).strip() or ("" if serial else before.strip())
    facts = {
        "number": number,
        "description": " ".join(words.split()),
        "serial": serial["serial"] if serial else "",
        "incident": incident[0] if incident and apart else "",
        "location": " ".join(after[incident.end() :].split()) if incident and apart else "",
    }
    return {name: value for name, value in sorted(facts.items()) if value}


def _is_head(line: str) -> bool:
    """A rule, a blank line, or the names of columns."""
    return bool(_RULE.match(line)) or len(_COLUMNS.findall(line)) >= FEWEST
