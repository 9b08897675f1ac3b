"""Places: street addresses, crossings, highways by mile, named sites.

Kind `place`; `value` is the place in capitals with the usual short forms: "1700 E IMHOFF RD",
"MAIN ST / OAK AVE", "BONANZA RANCH". A city alone is in every report, and is no mention.
"""

import re
from collections.abc import Iterator

from kyles.mentions.wording import mention, phrase
from kyles.model import Mention

_SORTS = {
    "STREET": "ST", "AVENUE": "AVE", "ROAD": "RD", "DRIVE": "DR", "BOULEVARD": "BLVD",
    "LANE": "LN", "COURT": "CT", "PLACE": "PL", "HIGHWAY": "HWY", "PARKWAY": "PKWY",
    "CIRCLE": "CIR", "TERRACE": "TER", "TRAIL": "TRL", "NORTH": "N", "SOUTH": "S", "EAST": "E",
    "WEST": "W", "NORTHEAST": "NE", "NORTHWEST": "NW", "SOUTHEAST": "SE", "SOUTHWEST": "SW",
}  # fmt: skip
_SORT = (
    r"(?:Street|Avenue|Road|Drive|Boulevard|Lane|Court|Place|Highway|Parkway|Circle|Terrace|Trail|"
    r"Way|Loop|Square|Plaza|St|Ave|Rd|Dr|Blvd|Ln|Ct|Pl|Hwy|Pkwy|Cir|Ter|Trl|"
    r"STREET|AVENUE|ROAD|DRIVE|BOULEVARD|LANE|COURT|PLACE|HIGHWAY|PARKWAY|CIRCLE|TERRACE|TRAIL|"
    r"WAY|LOOP|SQUARE|PLAZA|ST|AVE|RD|DR|BLVD|LN|CT|PL|HWY|PKWY|CIR|TER|TRL)\b\.?"
)
_TURN = r"(?:(?:[NSEW]|[NS][EW]|North|South|East|West)\b\.? )?"
_WORD = r"(?:[A-Z][\w'’]*|\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH))"
_STREET = rf"{_TURN}(?:{_WORD} ){{1,3}}{_SORT}(?: (?:[NS][EW]|[NSEW])\b)?"
_ADDRESS = phrase(
    rf"(?-i:(?<![\w$.,/-])(?<!\bIn[ ])(?<!\bin[ ])(?P<place>\d{{1,5}}[A-Z]? {_STREET})(?!\w))"
)
_CROSSING = phrase(rf"(?-i:(?<!\w)(?P<place>{_STREET} ?(?:/|&|and) ?{_STREET})(?!\w))")
_SITE = phrase(
    r"(?-i:\b(?P<place>(?:[A-Z][\w'’]+ ){1,3}"
    r"(?:Ranch|Motel|Hotel|Inn|Warehouse|Apartments|Airport|Stadium|Park|Cemetery|Church|Range|"
    r"Bridge|Marina|Mall|Studios?|Campground|Quarry|Mine|Mill|Substation))\b)"
)
_BEGINS = frozenset({"The", "At", "In", "On", "From", "To", "Near", "And", "Of", "A", "An"})


def find(text: str) -> Iterator[Mention]:
    """Places that a text names so that they could be found."""
    for pattern in (_ADDRESS, _CROSSING, _SITE):
        for found in pattern.finditer(text):
            yield mention("place", plain(_named(found["place"])), found, "place")


def _named(words: str) -> str:
    """Without the word of the sentence before it: "At Bonanza Ranch"."""
    first, _, rest = words.partition(" ")
    return rest if first in _BEGINS and " " in rest else words


def plain(place: str) -> str:
    """A place in capitals, with short forms: "600 East Main Street" is "600 E MAIN ST"."""
    crossed = re.sub(r"\s*(?:/|&|\band\b)\s*", " / ", place)
    words = re.findall(r"[\w'’]+|/", crossed.upper())
    return " ".join(_SORTS.get(word, word) for word in words)
