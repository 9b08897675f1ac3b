"""Acts that ordinarily leave a record: a breath test, a search under warrant, an interrogation.

Kind `act`: "BREATH-TEST", "SEARCH-WARRANT", "INTERROGATION", "911-CALL", "OFFICER-TESTIMONY". They
are what the rules on expected items look for.
"""

from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import either, mention, phrase, sort_of
from kyles.model import Mention

_OFFICER = r"(?:officer|detective|det\.|deputy|sergeant|sgt\.|trooper|agent)"
_SUSPECT = r"(?:the )?(?:suspect|defendant)"
_ACTS = {
    "BREATH-TEST": r"breath(?:alyzer)? (?:alcohol )?(?:test(?:s|ing)?|samples?)(?! strip)"
    r"|breathalyzer|intoxilyzer(?: \d+)?",
    "SEARCH-WARRANT": r"search warrant (?:was |were )?(?:executed|served|obtained|signed|issued)"
    r"|(?:executed|served|serving|executing|execution of|obtained|pursuant to) (?:a |the |this )?"
    r"(?:\w+ )?search warrants?",
    "INTERROGATION": rf"custodial interrogation|interrogat(?:ed|ion of) {_SUSPECT}"
    rf"|interview(?:ed|ing|s)? (?:of |with )?{_SUSPECT}"
    r"|(?:read|advised)(?: (?:him|her|them|the (?:suspect|defendant)))?(?: of)?"
    r"(?: (?:his|her|their|the))? miranda(?: rights| warnings?)?|miranda rights",
    "911-CALL": r"(?:called|dialed|phoned) 9-?1-?1|9-?1-?1 (?:call(?:er|s)?|dispatch(?:er)?s?)"
    r"|(?:was|were|officers?|deput(?:y|ies)|units?) (?:also )?dispatched"
    r"|(?:received|responded to) (?:a |the )?(?:dispatch|call for service)",
    "OFFICER-TESTIMONY": rf"{_OFFICER} (?:(?-i:[A-Z][\w.]*) ){{1,3}}"
    r"(?:(?:will|is expected to|may) (?:be called to )?testify|testified)",
}
_ACT = phrase(rf"\b(?:{either(_ACTS)})\b")


def find(text: str) -> Iterator[Mention]:
    """Acts that a text tells of."""
    for found in every(_ACT, text):
        yield mention("act", sort_of(found, _ACTS), found)
