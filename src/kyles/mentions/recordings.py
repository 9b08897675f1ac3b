"""Recordings: body-worn and dash cameras, 911 calls, interviews, jail calls, surveillance.

Kind `recording`; `value` is the sort of recording, then the device, officer or person where one is
named: "BODY-WORN", "BODY-WORN ROE", "BODY-WORN X81-2", "INTERVIEW DOE", "911".
"""

import re
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import NAME, NUMBER, RANK, denied, either, normal, phrase, sort_of
from kyles.model import Mention

_MADE = r"(?:video|audio|footage|recordings?|recorded|tapes?|clips?|files?)"
_TALK = r"(?:interview|interrogation)"
_SORTS = {
    "BODY-WORN": r"(?:body[- ]?(?:worn|mounted)?[- ]?cam(?:era)?s?|BWC|BWV|OBRD)['’]?s?"
    rf"(?: {_MADE}(?: {_MADE})?)?|body[- ]worn {_MADE}",
    "DASH": r"(?:dash(?:board)?[- ]?cam(?:era)?|in[- ]car(?: camera)?|ICV|MVR)"
    rf"(?: {_MADE})(?: {_MADE})?|dash {_MADE}|dash-?cam",
    "911": r"(?:9-?1-?1|emergency)(?: call)?(?: audio)? (?:calls? )?(?:recordings?|tapes?|audio)"
    r"|recordings? of (?:the |a )?9-?1-?1 calls?",
    "RADIO": r"(?:radio|dispatch) (?:traffic |transmission )?(?:recordings?|audio|tapes?)",
    "INTERVIEW": rf"{_TALK}(?: room)?(?: (?:video|audio))? {_MADE}"
    rf"|(?:(?:video|audio)[- ]?)?recording of (?:the |his |her |their )?{_TALK}"
    rf"|(?:video|audio)[- ]?(?:taped|recorded) (?:{_TALK}|statement)"
    rf"|recorded {_TALK}|record(?:ed)? (?:the|his|her|their|this) {_TALK}"
    rf"|{_TALK} (?:was|is|were) (?:not |never )?(?:(?:audio|video|tape)[- ]?)?recorded",
    "JAIL-CALL": r"(?:recorded )?(?:jail|inmate|prison) (?:phone |telephone )?calls?"
    r"(?: recordings?)?",
    "CCTV": r"(?<!audio[ ])(?:CCTV|closed[- ]circuit|surveillance(?! audio)|security[- ]camera)"
    r"(?: camera| television)?"
    rf"(?: {_MADE})(?: {_MADE})?",
}
_DEVICE = (
    r"(?:,? \(?(?:camera|device|unit|serial|no\.?|#) ?(?:no\.? ?|number |# ?)?"
    rf"(?P<device>{NUMBER})\)?)?"
)
_NO_NAME = (
    r"(?!January|February|March|April|May|June|July|August|September|October|November|December|"
    r"The |A |An |This |His |Her |Any |All |Case |Incident )"
)
_OF = rf"(?: (?:of|from|with|by|worn by) (?:{RANK} )?(?P<who>(?-i:{_NO_NAME}){NAME}))?"
_RECORDING = phrase(rf"(?<!\w)(?:{either(_SORTS)})\b{_DEVICE}{_OF}")
_OWNER = phrase(rf"\b{RANK} (?P<name>{NAME})['’]s? $")


def find(text: str) -> Iterator[Mention]:
    """Recordings that a text speaks of, also where it says that none was made."""
    for found in every(_RECORDING, text):
        owner = _OWNER.search(text, max(0, found.start() - 50), found.start())
        start, end = owner.start() if owner else found.start(), found.end()
        value = f"{sort_of(found, _SORTS)} {_which(found, owner)}".strip()
        yield Mention("recording", value, start, end, text[start:end], denied(text, start, end))


def _which(found: re.Match[str], owner: re.Match[str] | None) -> str:
    """The device's number, or the last name of the officer or person, or nothing."""
    if found["device"]:
        return normal(found["device"])
    name = owner["name"] if owner else found["who"] or ""
    return re.sub(r"['’]S$", "", name.upper().split()[-1]).strip(".'’") if name else ""
