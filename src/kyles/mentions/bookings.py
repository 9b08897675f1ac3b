"""Who chose the number under which something was booked, where a text says so.

Kind `booking`; `value` is the number that was chosen, or "" where the text says only that it was
another one: "was booked under case no. 23-10447 at the direction of Sgt. Roe because ...". The
mention is the whole sentence, so that the reason is cited with it.
"""

import re
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import NO, NUMBER, normal, phrase
from kyles.model import Mention

_BOOKED = phrase(
    r"\b(?:book(?:ed)?|log(?:ged)?|enter(?:ed)?|fil(?:e|ed)|submit(?:ted)?|plac(?:e|ed)|tag(?:ged)?|"
    r"check(?:ed)? in|record(?:ed)?|stor(?:e|ed)|catalog(?:ued|ed)?|inventoried|number(?:ed)?)"
    r"(?: [\w'’-]+){0,5}? under (?:(?:a|an|the|its|that|this) )?"
    r"(?P<another>(?:different|separate|another|other|new|unrelated|own) )?"
    r"(?:(?:agency |police |incident |report |case |event |property |file )+)?"
    rf"{NO}(?P<number>{NUMBER})?"
)
_WHY = phrase(
    r"\b(?:at the (?:direction|request|instruction) of|by order of|on (?:the )?"
    r"(?:instructions?|advice|orders?) of|direct(?:ed|ion)|instruct(?:ed|ion)|told|asked|advised|"
    r"decid(?:ed|es)|decision|determined|agreed|because|since|so that|in order to)\b"
)
_END = re.compile(r"(?<![A-Z])(?<!\bno)(?<!\bNo)(?<!\b(?:Sgt|Det|Dep|Ofc|Cpl))"
                  r"(?<!\bLt)(?<!\bDr)(?<!\bMr)(?<!\bMs)[.!?](?=\s|$)|\n\s*\n")  # fmt: skip
_LONGEST = 400  # characters of a sentence
STRONG = 4  # digits of a number that is hardly another list's


def find(text: str) -> Iterator[Mention]:
    """Sentences that say under which number something was booked, and who said so or why."""
    for found in every(_BOOKED, text):
        if not found["another"] and sum(map(str.isdigit, found["number"] or "")) < STRONG:
            continue
        start, end = _sentence(text, found.start(), found.end())
        if _WHY.search(text, start, end):
            yield Mention("booking", normal(found["number"] or ""), start, end, text[start:end])


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = [one.end() for one in _END.finditer(text, max(0, start - _LONGEST), start)]
    begin = max(before, default=max(0, start - _LONGEST))
    after = _END.search(text, end, end + _LONGEST)
    begin += len(text[begin:start]) - len(text[begin:start].lstrip())
    return begin, after.start() + 1 if after else min(len(text), end + _LONGEST)
