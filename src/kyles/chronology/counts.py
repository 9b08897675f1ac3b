"""How many, and of what kind: two sentences of one document that count one find differently.

Only things that a document says were found, fired, booked or given are compared, and only where
both sentences tell of the same act with the same things, share a name or a place, and speak of no
other, further or remaining ones. What is not surely one find is not compared.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kyles.mentions.numerals import NUMERAL, value_of
from kyles.model.assertion import Discrepancy, Sentence

_KINDS = r"(?:live|blank|dummy|spent|fired|empty|loaded|unfired|inert)"
_NOUNS = (
    r"rounds|cartridges|casings|bullets|shells|shots|fragments|blanks|dummies|pistols|revolvers"
    r"|rifles|guns|firearms|phones|telephones|laptops|computers|drives|discs|tapes|recordings"
    r"|videos|photographs|photos|pictures|letters|boxes|bags|envelopes|packages|documents|files"
    r"|messages|knives|pills|kilograms|grams|people|persons|men|women|officers|agents|witnesses"
    r"|victims|suspects|vehicles|cars"
)
_COUNTED = re.compile(
    rf"\b(?P<count>{NUMERAL})\s+(?P<words>(?:[\w.-]+\s+){{0,3}}?)(?P<noun>{_NOUNS})\b",
    re.IGNORECASE,
)
_ACTS = {
    "found": r"found|recovered|discovered|located|retrieved",
    "seized": r"seized|confiscated|taken from",
    "fired": r"fired|shot|discharged",
    "booked": r"booked|submitted|logged|placed into evidence|entered into evidence",
    "given": r"handed over|turned in|turned over|delivered|sent|mailed|released",
    "hurt": r"killed|wounded|injured|arrested|charged|interviewed|identified",
}
_ACTED = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _ACTS.items()}
_OTHERS = re.compile(
    r"\b(?:another|other|others|further|additional|more|remaining|each|first|second|third|per"
    r"|of the|of these|of those|at least|at most|about|approximately|some|over|nearly|almost"
    r"|up to|between|or|total|later|again|also|both|half|only|every|another|separate|different)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:from|in|inside|on|at|under|beside|near|behind) (?:the |a |an |his |her |their )?"
    r"(?P<place>[a-z][\w-]+(?: [a-z][\w-]+)?)"
)
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)*")
_WORDS = """it that this which order evidence custody total one day night morning afternoon evening
time week month year date course addition case fact"""
_NO_PLACES = frozenset(_WORDS.split())
_YEARS = range(1900, 2100)  # "2021 documents" may be those of a year
AROUND = 90  # characters between a count and the act with what is counted


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something, that something was done with, by one sentence."""

    sentence: Sentence
    count: int
    noun: str
    kind: str  # live, blank, ...; "" where the sentence does not say
    act: str
    places: frozenset[str]
    names: frozenset[str]


def counts(sentences: Sequence[Sentence]) -> Iterator[Count]:
    """The counts of a document's own sentences that say what was done with what is counted."""
    for one in sentences:
        if not one.aside and not _OTHERS.search(one.text):
            found = [count for match in _COUNTED.finditer(one.text) if (count := _of(one, match))]
            yield from found if len(found) == 1 else ()


def _of(sentence: Sentence, found: re.Match[str]) -> Count | None:
    number = value_of(found["count"])
    act = _act(sentence.text, found.start(), found.end())
    if not number or number in _YEARS or not act or found["count"].lower() in ("a", "an"):
        return None
    kind = re.search(rf"\b{_KINDS}\b", found["words"], re.IGNORECASE)
    return Count(
        sentence, number, found["noun"].casefold(), kind[0].casefold() if kind else "", act,
        frozenset(_places(sentence.text)),
        frozenset(one[0].casefold() for one in _NAME.finditer(sentence.text)),
    )  # fmt: skip


def _places(text: str) -> Iterator[str]:
    found = (one["place"] for one in _PLACE.finditer(text))
    yield from (place for place in found if place.split()[0] not in _NO_PLACES)


def _act(text: str, start: int, end: int) -> str:
    """What was done with what stands there: the only such act near it."""
    window = text[max(0, start - AROUND) : end + AROUND]
    acts = [name for name, pattern in _ACTED.items() if pattern.search(window)]
    return acts[0] if len(acts) == 1 else ""


def differing(sentences: Sequence[Sentence]) -> Iterator[Discrepancy]:
    """Two counts of one find, or two kinds of what is counted alike; the first of each noun."""
    told: set[tuple[str, str]] = set()
    for one, other in combinations(counts(sentences), 2):
        subject = (one.noun, one.act)
        if subject in told or not _one_find(one, other):
            continue
        if one.count != other.count and _compatible(one.kind, other.kind):
            told.add(subject)
            yield _told(f"counts {one.noun}", f"{one.count} and {other.count}", one, other)
        elif one.count == other.count and not _compatible(one.kind, other.kind):
            told.add(subject)
            yield _told(f"kinds {one.noun}", f"{one.kind} and {other.kind}", one, other)


def _one_find(one: Count, other: Count) -> bool:
    alike = (one.noun, one.act) == (other.noun, other.act)
    apart = one.places and other.places and not one.places & other.places
    return alike and not apart and bool(one.places & other.places or one.names & other.names)


def _compatible(one: str, other: str) -> bool:
    return one == other or not one or not other


def _told(about: str, says: str, one: Count, other: Count) -> Discrepancy:
    return Discrepancy(about, f"gives {says} for {one.noun} that were {_done(one)}",
                       (one.sentence, other.sentence))  # fmt: skip


def _done(one: Count) -> str:
    """The act in the sentence's own word."""
    found = _ACTED[one.act].search(one.sentence.text)
    return found[0].casefold() if found else one.act
