"""Photographs: by number or range, by the name of a camera's file, and by how many were taken.

Kind `photograph`: "7", "1-24", "IMG-12", or "x24" where only their count is told. The log of
photographs is a `record`: "PHOTO-LOG".
"""

import re
from collections.abc import Iterator

from kyles.mentions.numerals import NUMERAL, value_of
from kyles.mentions.scanning import every
from kyles.mentions.wording import NO, mention, normal, phrase
from kyles.model import Mention

_PHOTO = r"(?:digital |color |colour |scene |evidence )?(?:photo(?:graph)?s?|pictures?|images?)"
_NUMBERED = phrase(
    rf"\b{_PHOTO}(?P<no>{NO})(?P<first>\d{{1,4}})(?!\d|[.:/]\d|%|\.[a-z]{{3,4}}\b)"
    r"(?:(?:\s?[-\u2013\u2014]\s?| through | thru | to )(?P<last>\d{1,4})(?!\d|[.:/]\d))?"
)
_CAMERA_FILE = re.compile(
    r"\b(?P<name>(?:IMG|DSC[NF]?|DCIM|PXL|GOPR|MVI)_?-?\d{4,8}(?:[_-](?:WA)?\d{3,9})?)"
    r"(?:\.(?:jpe?g|heic|cr2|nef|png|tiff?))?\b",
    re.IGNORECASE,
)
_TAKEN = phrase(
    r"\b(?:took|taken|captured|attached|contains|shot) (?:a total of )?"
    rf"(?P<count>{NUMERAL}) {_PHOTO}\b"
    rf"|\b(?P<some>{NUMERAL}) {_PHOTO} (?:were|was) (?:also )?(?:taken|captured|attached|made)\b"
)
_LOG = phrase(r"\b(?:photo(?:graph(?:ic|y)?|graphs)?) logs?\b")


def find(text: str) -> Iterator[Mention]:
    """Photographs that a text speaks of."""
    for found in every(_LOG, text):
        yield mention("record", "PHOTO-LOG", found)
    for found in every(_CAMERA_FILE, text):
        yield mention(
            "photograph", normal(re.sub(r"[_-]*(?=\d)", "-", found["name"], count=1)), found
        )
    for found in every(_NUMBERED, text):
        if _said_as_number(found):
            yield mention("photograph", _range(found), found)
    for found in every(_TAKEN, text):
        if (count := value_of(found["count"] or found["some"])) is not None:
            yield mention("photograph", f"x{count}", found)


def _range(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    return "-".join(str(int(number)) for number in (first, last) if number)


def _said_as_number(found: re.Match[str]) -> bool:
    """ "Photographs 2021" is a year: a number of four digits needs a range or a "No."."""
    marked = bool(found["no"].strip(" \n\t")) or found["last"] is not None
    return marked or (len(found["first"]) < 4 and not found[0].lower().startswith("image"))
