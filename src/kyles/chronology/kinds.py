"""What happened: a few kinds of events, by the words for them, and to whom it happened.

Kinds of one family may be one event: whoever was shot dead died. Precision comes before volume:
what is not surely one of these has no kind, and nothing is inferred from it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_NAME = r"(?:(?:the )?(?:[A-Z][\w.’'-]* ){{0,3}})(?P<{0}>[A-Z][\w-]+)"
_WORDS = {
    "shooting": r"(?:fatal(?:ly)? (?:\d{4} )?)?shooting(?! of the film| script| schedule)"
    r"|shot (?:and killed|dead|to death)|was (?:fatally )?shot\b|(?:fatally )?shot and wounded",
    "death": r"(?:was|were) killed|killing|murder(?:ed)?|homicide|(?<=[\w’] )died|death of",
    "arrest": r"(?:was|were) arrested|arrest of",
    "charge": r"(?:was|were) (?:charged|indicted)\b|indictment of",
    "conviction": r"(?:was|were) (?:convicted|found guilty)|conviction of|guilty verdict",
    "sentence": r"(?:was|were) sentenced",
    "dismissal": r"(?:threw|thrown) out|(?:was|were) dismissed|dismissal of|dismissed the",
    "crash": r"(?:car |plane |train )?crash(?:ed)?\b",
    "robbery": r"robbery|(?:was|were) robbed",
    "burglary": r"burglary|break-in",
    "search": r"search warrant was (?:executed|served)|executed (?:a|the) search warrant",
}
_FAMILY = {"shooting": "death"}
_KINDS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}
_BREAK = re.compile(
    r"[;:]|,? (?:or|but|after|before|since|until|following|when|while|which|who)\b", re.IGNORECASE
)
_REFERRED = re.compile(
    r"\b(?:after|since|before|following|until|during) (?:the |a |an |her |his |that )?$",
    re.IGNORECASE,
)
_OF = re.compile(rf"(?:shooting|death|killing|murder|arrest|conviction) of {_NAME.format('of')}")
_WAS = re.compile(
    rf"{_NAME.format('was')}(?:, [^,]{{1,60}},)? (?:was|were) (?:\w+ )?(?:shot|killed|murdered"
    r"|arrested|charged|convicted|sentenced|indicted)"
)
BREAK, FARTHEST = (
    60,
    90,
)  # what a clause's end counts, and the farthest a date may be, in characters


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for an event, and where they stand; "after the shooting" only refers to one."""

    kind: str
    start: int
    end: int
    referred: bool = False  # its date is another's, unless it has one inside: "the 2021 shooting"


def family(kind: str) -> str:
    """The kinds that may be one event have one family."""
    return _FAMILY.get(kind, kind)


def tells(pages: Mapping[int, str]) -> bool:
    """Whether pages speak of any such event at all."""
    return any(kind.search(text) for text in pages.values() for kind in _KINDS.values())


def nearest(text: str, start: int, end: int) -> str:
    """The kind of event that a date of a sentence is the date of; "" where none is near."""
    far = {phrase: _distance(text, phrase, (start, end)) for phrase in _phrases(text)
           if not phrase.referred or phrase.start <= start < phrase.end}  # fmt: skip
    best = min(far, key=lambda one: (far[one], one.start), default=None)
    return best.kind if best and far[best] <= FARTHEST else ""


def _phrases(text: str) -> Iterator[Phrase]:
    for kind, pattern in _KINDS.items():
        for found in pattern.finditer(text):
            referred = _REFERRED.search(text, 0, found.start()) is not None
            yield Phrase(kind, found.start(), found.end(), referred)


def _distance(text: str, phrase: Phrase, date: tuple[int, int]) -> int:
    """Characters between a phrase and a date, and more for each clause that ends between them."""
    start, end = date
    between = text[phrase.end : start] if phrase.end <= start else text[end : phrase.start]
    return len(between) + BREAK * len(_BREAK.findall(between))


def patient(text: str) -> str:
    """The last name of the one to whom it happened, where a sentence says so."""
    found = _OF.search(text) or _WAS.search(text)
    return found[1].casefold() if found else ""
