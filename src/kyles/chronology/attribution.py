"""Who says so: the words of a sentence that name whose word it is."""

import re

from kyles.mentions.scanning import every

_CAPITAL = r"(?:[A-Z][\w.’'-]*|of|the|and|for)"
_PATTERNS = (
    re.compile(r"[Aa]ccording to (?P<who>(?:a report by\s*)?[^,.;:]{2,60})"),
    re.compile(r"\bas (?:reported|stated|told|noted) by (?P<who>[^,.;:]{2,60})"),
    re.compile(
        rf"(?P<who>(?:(?:[Tt]he |[Aa]n? )?(?:[Pp]rosecutors?|[Jj]udge|[Dd]efense|[Ss]heriff"
        rf"|[Dd]eputies|[Pp]olice|[Ii]nvestigators?|[Ww]itness(?:es)?|[A-Z][\w.’'-]+)"
        rf"(?: {_CAPITAL}){{0,5}}?))"
        r"\s+(?:says?(?=\s|[A-Z])|said|stated|states|reported|reports|testified|alleged?s?|advised|told"
        r"|cited|claimed|wrote|ruled|found that)"
    ),
)  # fmt: skip
_NOBODY = re.compile(r"(?:it|he|she|they|this|that|which|who|i|we)\b", re.IGNORECASE)


def said_by(text: str) -> str:
    """Whose word a sentence is, in its own words; "" where it says nobody's."""
    for pattern in _PATTERNS:
        found = next(every(pattern, text), None)
        if found and not _NOBODY.match(found["who"]):
            return " ".join(re.sub(r"(?<=by)(?=[A-Z])", " ", found["who"]).split())
    return ""
