"""How many, and of what kind: two sentences of one document that count one find differently.

Two counts are compared where both sentences tell of the same act (found, fired, handed in) with the
same things, and share a name or a place; two kinds (live, blank, dummy) where as many of the same
things are spoken of under one item number, or with a name and a place in common. Sentences that
speak of other, further or remaining ones are left out: what is not surely one find is not compared.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kyles.mentions import numbers
from kyles.mentions.numerals import NUMERAL, value_of
from kyles.mentions.scanning import every
from kyles.model.assertion import Discrepancy, Sentence

_KINDS = {
    "live": r"live|loaded|unfired", "blank": r"blanks?", "dummy": r"dummy|dummies|inert",
    "spent": r"spent|empty|fired",
}  # fmt: skip
_NOUNS = {
    "rounds": r"rounds|cartridges|bullets|blanks|dummies|shells", "casings": r"casings",
    "shots": r"shots", "fragments": r"fragments", "pistols": r"pistols|revolvers|handguns",
    "rifles": r"rifles", "phones": r"(?:tele)?phones",
    "photographs": r"photographs|photos|pictures",
    "people": r"people|persons|men|women|suspects|victims", "witnesses": r"witnesses",
    "boxes": r"boxes|cartons", "bags": r"bags|envelopes|packages", "letters": r"letters",
    "recordings": r"recordings|tapes|videos", "documents": r"documents|papers|records",
    "computers": r"laptops|computers", "drives": r"drives|discs", "knives": r"knives",
    "vehicles": r"vehicles|cars|trucks", "messages": r"messages",
}  # fmt: skip
_COUNTED = re.compile(
    rf"\b(?P<count>{NUMERAL})\s+(?P<words>(?:[\w.-]+\s+){{0,3}}?)"
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _NOUNS.items())})\b",
    re.IGNORECASE,
)
_KIND = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _KINDS.items()}
_ACTS = {
    "found": r"found|recovered|discovered|located|retrieved|seized|confiscated|yielded|taken from",
    "fired": r"fired|shot|discharged",
    "booked": r"booked|submitted|logged|placed into evidence|entered into evidence",
    "given": r"handed (?:over|in)|turned (?:over|in)|delivered|sent|mailed|released",
    "hurt": r"killed|wounded|injured|arrested|charged|interviewed|identified",
}
_ACTED = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _ACTS.items()}
_OTHERS = re.compile(
    r"\b(?:another|others?|further|additional|more|remaining|each|first|second|third|per|of the"
    r"|of these|of those|at least|at most|about|approximately|some|(?<!handed )(?<!turned )over"
    r"|nearly|almost|up to|between|or|total|later|again|also|both|half|only|every|separate"
    r"|different)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<!turned )(?<!handed )\b(?:[Ff]rom|[Ii]n|[Ii]nside|[Oo]n|[Aa]t|[Uu]nder|[Bb]eside|[Nn]ear"
    r"|[Bb]ehind) (?:the |a |an |his |her |their )?"
    r"(?P<place>[a-z][\w-]+(?: [a-z][\w-]+)?)"
)
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)*")
_WORDS = """it that this which order evidence custody total one day night morning afternoon evening
time week month year date course addition case fact were was are is by and of to with as for from
the all had has have been when while where who"""
_NO_PLACES = frozenset(_WORDS.split())
_YEARS = range(1900, 2100)  # "2021 documents" may be those of a year
AROUND = 90  # characters between a count and the act with what is counted


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something, by one sentence; "" for what it does not say."""

    sentence: Sentence
    count: int
    noun: str
    kind: str  # live, blank, dummy, spent
    act: str
    places: frozenset[str]
    names: frozenset[str]
    items: frozenset[str]  # numbers of items that the sentence names


def counts(sentences: Sequence[Sentence]) -> Iterator[Count]:
    """The counts of a document's own sentences that count one sort of things."""
    for one in sentences:
        if one.aside:
            continue
        found = [count for match in every(_COUNTED, one.text) if (count := _of(one, match))]
        if len(found) == 1 and not _OTHERS.search(one.text):
            yield found[0]


def _of(sentence: Sentence, found: re.Match[str]) -> Count | None:
    number = value_of(found["count"])
    if not number or number in _YEARS or found["count"].lower() in ("a", "an"):
        return None
    text = sentence.text
    kinds = [name for name, pattern in _KIND.items() if pattern.search(found["words"])]
    return Count(
        sentence, number, str(found.lastgroup), kinds[0] if len(kinds) == 1 else "",
        _act(text, found), frozenset(_places(text)),
        frozenset(one[0].casefold() for one in _NAME.finditer(text)),
        frozenset(one.value for one in numbers.find(text) if one.kind == "item"),
    )  # fmt: skip


def _places(text: str) -> Iterator[str]:
    for found in _PLACE.finditer(text):
        words = found["place"].split()
        if words[0] not in _NO_PLACES:
            yield from (word for word in words if word not in _NO_PLACES)


def _act(text: str, found: re.Match[str]) -> str:
    """What was done with what stands there: the only such act near it."""
    start, end = found.span()
    window = text[max(0, start - AROUND) : start] + " " + text[end : end + AROUND]
    acts = [name for name, pattern in _ACTED.items() if pattern.search(window)]
    return acts[0] if len(acts) == 1 else ""


def differing(sentences: Sequence[Sentence]) -> Iterator[Discrepancy]:
    """Two counts of one find, or two kinds of what is counted alike; the first of each noun."""
    told: set[str] = set()
    for one, other in combinations(counts(sentences), 2):
        if one.noun in told or one.noun != other.noun:
            continue
        says = _counts(one, other) or _kinds(one, other)
        if says:
            told.add(one.noun)
            yield Discrepancy(f"{one.noun}", says, (one.sentence, other.sentence))


def _counts(one: Count, other: Count) -> str:
    """Two numbers of one find."""
    kinds = {one.kind, other.kind} - {""}
    same = one.act and one.act == other.act and len(kinds) < 2 and not _apart(one, other)
    near = one.places & other.places or one.names & other.names
    if not same or not near or one.count == other.count:
        return ""
    return f"gives {one.count} and {other.count} for {one.noun} that were {_done(one)}"


def _kinds(one: Count, other: Count) -> str:
    """Two kinds of as many, under one number, or with a name and a place in common."""
    kinds = {one.kind, other.kind}
    if len(kinds) < 2 or "" in kinds or one.count != other.count or _apart(one, other):
        return ""
    places, acts = one.places & other.places, {one.act, other.act} - {""}
    near = places and (one.names & other.names or (len(places) > 1 and one.act == other.act))
    if not one.items & other.items and not (near and len(acts) < 2):
        return ""
    return f"has {one.count} {one.noun} as {one.kind} and as {other.kind}"


def _apart(one: Count, other: Count) -> bool:
    """Whether they speak of two places, or of two items."""
    places = one.places and other.places and not one.places & other.places
    items = one.items and other.items and not one.items & other.items
    return bool(places or items)


def _done(one: Count) -> str:
    """The act in the sentence's own word."""
    found = _ACTED[one.act].search(one.sentence.text)
    return found[0].casefold() if found else one.act
