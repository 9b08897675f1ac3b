"""Recordings: body-worn and dash cameras, 911 calls, interviews, jail calls, surveillance.

Kind `recording`; `value` is the sort of recording, then the device, officer or person where one is
named: "BODY-WORN", "BODY-WORN ROE", "BODY-WORN X81-2", "INTERVIEW DOE", "911".
"""

import re
from collections.abc import Iterator

from kyles.mentions.wording import NAME, NUMBER, RANK, mention, normal, phrase
from kyles.model import Mention

_MADE = r"(?:video|audio|footage|recordings?|recorded|tapes?|clips?|files?)"
_NO_NAME = (
    r"(?!January|February|March|April|May|June|July|August|September|October|November|December|"
    r"The |A |An |This |His |Her |Any |All |Case |Incident )"
)
_OF = rf"(?: (?:of|from|with|by|worn by) (?:{RANK} )?(?P<who>(?-i:{_NO_NAME}){NAME}))?"
_OWNER = rf"(?:\b{RANK} (?P<owner>{NAME})['’]s? )?"
_DEVICE = rf"(?:,? \(?(?:camera|device|unit|serial|no\.?|#) ?(?:no\.? ?|number |# ?)?(?P<device>{NUMBER})\)?)?"

_CAMERA = r"(?:body[- ]?(?:worn|mounted)?[- ]?cam(?:era)?s?|\bBWC|\bBWV|\bOBRD)"
_SORTS = {
    "BODY-WORN": rf"(?:{_CAMERA}['’]?s?(?: {_MADE}(?: {_MADE})?)?|body[- ]worn {_MADE})",
    "DASH": rf"(?:(?:dash(?:board)?[- ]?cam(?:era)?|in[- ]car(?: camera)?|ICV|MVR)(?: {_MADE})"
    rf"(?: {_MADE})?|dash {_MADE}|dash-?cam)",
    "911": r"(?:9-?1-?1|emergency)(?: call)?(?: audio)? (?:recordings?|tapes?|audio|calls? recordings?)"
    r"|recordings? of (?:the |a )?9-?1-?1 calls?",
    "RADIO": rf"(?:radio|dispatch) (?:traffic |transmission )?(?:recordings?|audio|tapes?)",
    "INTERVIEW": rf"(?:interview|interrogation)(?: room)?(?: (?:video|audio))? "
    r"(?:recordings?|footage|tapes?|video|audio)"
    r"|(?:(?:video|audio)(?:-| )?)?recording of (?:the |his |her |their )?(?:interview|interrogation)"
    r"|(?:video|audio)[- ]?(?:taped|recorded) (?:interview|interrogation|statement)"
    r"|recorded (?:interview|interrogation)"
    r"|record(?:ed)? (?:the|his|her|their|this) (?:interview|interrogation)"
    r"|(?:interview|interrogation) (?:was|is|were) (?:not |never )?(?:(?:audio|video)(?:-| |tape-)?)?"
    r"recorded",
    "JAIL-CALL": r"(?:recorded )?(?:jail|inmate|prison) (?:phone |telephone )?calls?(?: recordings?)?",
    "CCTV": rf"(?:CCTV|closed[- ]circuit|surveillance|security[- ]camera)(?: camera| television)?"
    rf"(?: {_MADE})(?: {_MADE})?",
}
_PATTERNS = [
    (sort, phrase(rf"{_OWNER}(?<![\w])(?:{words})\b{_DEVICE}{_OF}"))
    for sort, words in _SORTS.items()
]


def find(text: str) -> Iterator[Mention]:
    """Recordings that a text speaks of, also where it says that none was made."""
    for sort, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield mention("recording", f"{sort} {_which(found)}".strip(), found)


def _which(found: re.Match[str]) -> str:
    """The device's number, or the last name of the officer or person, or nothing."""
    if found["device"]:
        return normal(found["device"])
    name = (found["owner"] or found["who"] or "").upper().split()
    return re.sub(r"['’]S$", "", name[-1]).strip(".'’") if name else ""
