"""What a document says in two ways that are to be explained."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kyles.chronology.counts import differing
from kyles.model.assertion import Discrepancy, Sentence

_GIVEN = r"(?:sent|wrote|written|mailed|filed|issued|received|submitted|served|signed)"
_NOUNS = r"(?P<noun>letter|report|subpoena|memo|warrant|notice|motion|affidavit|statement|e-?mail)s"
_SEVERAL = re.compile(rf"\b{_GIVEN} (?:\w+ )?{_NOUNS} to (?:both|each|all|several|two|three)\b")
_SOUGHT = re.compile(
    r"\b(?:seeks?|sought|seeking|wants?|demands?|demanded|asks? for|asked for|calls? for|requests?)"
    r"\b[^.;]{0,30}?\b(?P<relief>new trial|(?:full )?re-?trial|re-?fil(?:e|ing)|reinstat\w+)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?P<who>(?:[A-Z][\w-]+(?:[’']s?)? ){0,3}"
    r"(?:[Ww]idow(?:er)?|[Ff]amily|[Pp]arents?|[Mm]other|[Ff]ather|[Pp]rosecutors?|[Ss]tate|[Vv]ictim))\b"
)
_BARRED = re.compile(
    r"\b(?:can(?:not| not|[’']t| never)|may not|barred from)\b[^.;]{0,20}?"
    r"\b(?:re-?fil(?:e|ing)|re-?charge|re-?tr(?:y|ied|ying)|be tried again)\b"
)
_TRIED = re.compile(r"\b(?:against|of) (?:[A-Z][\w.-]+ ){0,3}(?P<name>[A-Z][\w-]+)")


def discrepancies(sentences: Sequence[Sentence]) -> Iterator[Discrepancy]:
    """Several or one, two counts of one find, and relief that the disposition does not leave."""
    yield from differing(sentences)
    yield from _numbers(sentences)
    yield from _relief(sentences)


def _numbers(sentences: Sequence[Sentence]) -> Iterator[Discrepancy]:
    """Several were sent, each to another; then "the letter" stands without any that is named."""
    own = [one for one in sentences if not one.aside]
    for one, following in pairwise(own):
        several = _SEVERAL.search(one.text)
        if several and re.match(
            rf"The {several['noun']}\b(?!s| to\b| from\b| of\b)", following.text
        ):
            noun = several["noun"]
            yield Discrepancy(noun, f"speaks of several {noun}s, then of “the {noun}”",
                              (one, following))  # fmt: skip


def _relief(sentences: Sequence[Sentence]) -> Iterator[Discrepancy]:
    """What somebody asks for against a defendant, where that defendant cannot be tried again."""
    for barred in sentences:
        stated = _BARRED.search(barred.text)
        defendant = _TRIED.search(barred.text, stated.end()) if stated else None
        if not defendant:
            continue
        name = defendant["name"]
        sought = [one for one in sentences if _SOUGHT.search(one.text) and _tried(one.text, name)]
        if sought:
            yield Discrepancy(f"relief {name}", _told(sought, name), (*sought, barred))
            return


def _tried(text: str, name: str) -> bool:
    """Whether a sentence speaks of one defendant's trial."""
    own = rf"\b{name}(?:[’']s)?(?: [\w-]+)? (?i:trial|case|retrial)\b"
    against = rf"\bagainst (?:[A-Z]\w+ )*{name}\b"
    return re.search(f"{own}|{against}", text) is not None


def _told(sought: Sequence[Sentence], name: str) -> str:
    asked = dict.fromkeys(_asks(one.text) for one in sought)
    return f"{' and '.join(asked)} in the case against {name}, which it says cannot be refiled"


def _asks(text: str) -> str:
    relief = _SOUGHT.search(text)
    who = _WHO.search(text)
    sought = relief["relief"].lower() if relief else ""
    return f"{who['who'] if who else 'somebody'} asks for a {sought}"
