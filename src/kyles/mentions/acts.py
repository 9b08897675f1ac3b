"""Acts that ordinarily leave a record: a breath test, a search under warrant, an interrogation.

Kind `act`: "BREATH-TEST", "SEARCH-WARRANT", "INTERROGATION", "911-CALL", "OFFICER-TESTIMONY". They
are what the rules on expected items look for.
"""

from collections.abc import Iterator

from kyles.mentions.wording import mention, phrase
from kyles.model import Mention

_OFFICER = r"(?:officer|detective|det\.|deputy|sergeant|sgt\.|trooper|agent)"
_ACTS = {
    "BREATH-TEST": r"breath(?:alyzer)? (?:alcohol )?(?:test(?:s|ing)?|samples?)(?! strip)|breathalyzer"
    r"|intoxilyzer(?: \d+)?",
    "SEARCH-WARRANT": r"search warrant (?:was |were )?(?:executed|served|obtained|signed|issued)"
    r"|(?:executed|served|serving|executing|execution of|obtained|pursuant to) (?:a |the |this )?"
    r"(?:\w+ )?search warrants?",
    "INTERROGATION": r"(?:custodial interrogation|interrogat(?:ed|ion of) (?:the )?(?:suspect|defendant)"
    r"|interview(?:ed|ing|s)? (?:of |with )?(?:the )?(?:suspect|defendant)"
    r"|(?:read|advised)(?: (?:him|her|them|the (?:suspect|defendant)))?(?: of)?"
    r"(?: (?:his|her|their|the))? miranda(?: rights| warnings?)?|miranda rights)",
    "911-CALL": r"(?:called|dialed|phoned) 9-?1-?1|9-?1-?1 (?:call(?:er|s)?|dispatch(?:er)?s?)"
    r"|dispatched to|(?:received|responded to) (?:a |the )?(?:dispatch|call for service)",
    "OFFICER-TESTIMONY": rf"{_OFFICER} (?:(?-i:[A-Z][\w.]*) ){{1,3}}"
    r"(?:(?:will|is expected to|may) (?:be called to )?testify|testified)",
}
_PATTERNS = [(act, phrase(rf"\b(?:{words})\b")) for act, words in _ACTS.items()]


def find(text: str) -> Iterator[Mention]:
    """Acts that a text tells of."""
    for act, pattern in _PATTERNS:
        yield from (mention("act", act, found) for found in pattern.finditer(text))
