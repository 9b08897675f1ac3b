"""In whose hands a numbered thing was, as a sentence says it."""

import re
from collections.abc import Iterator, Sequence

from kyles.mentions import dates, numbers
from kyles.mentions.people import parts
from kyles.mentions.scanning import every
from kyles.model import Mention
from kyles.model.assertion import Holding, Sentence

_RANK = (
    r"(?:(?:[Dd]etective|[Dd]eputy|[Ss]ergeant|[Ll]ieutenant|[Oo]fficer|[Tt]echnician"
    r"|[Ii]nvestigator|[Aa]gent|Mr|Ms|Mrs|Dr|Det|Sgt|Lt|Ofc|Dep)\.? )"
)
_NAME = rf"(?P<who>{_RANK}?(?:[A-Z][\w.’'-]+ ){{0,2}}[A-Z][\w’'-]+)"
_IN_HANDS = re.compile(
    rf"\bin (?:the )?(?:sole |personal )?(?:possession|custody|hands|keeping) of {_NAME}"
)
_OWN_HANDS = re.compile(
    rf"\bin {_NAME}[’']s (?:sole |personal )?(?:possession|custody|hands|keeping)\b"
)
_HAS = re.compile(
    rf"{_NAME} (?:had|has|kept|keeps|retained|held|holds) (?:possession|custody) of\b"
)
_DENIED = re.compile(r"\b(?:not|never|no longer|nobody|denied|whether|if|would|could|may|might)\b")
_NO_PERSON = re.compile(r"\b(?:Office|Department|Laboratory|Room|Court|County|State|Police|Unit)\b")


def holdings(sentences: Sequence[Sentence]) -> Iterator[Holding]:
    """Sentences that name one numbered thing and one person who had it then."""
    for one in sentences:
        who = _who(one.text)
        if one.aside or not who or _DENIED.search(one.text):
            continue
        named = {found.value for found in numbers.find(one.text) if found.kind == "item"}
        when = list(dates.find(one.text))
        if len(named) == 1 and len(when) < 2:
            yield Holding(one, named.pop(), who, _value(when))


def _who(text: str) -> str:
    found = [match["who"] for pattern in (_IN_HANDS, _OWN_HANDS, _HAS)
             for match in every(pattern, text)]  # fmt: skip
    who = found[0] if len(found) == 1 else ""
    return who if who and not _NO_PERSON.search(who) and parts(who)[0] else ""


def _value(when: Sequence[Mention]) -> str:
    return when[0].value if when else ""
