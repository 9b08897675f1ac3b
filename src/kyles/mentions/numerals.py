"""How many: "24", "1,000", "twenty-four (24)", "two dozen", "a"; for the kinds that count."""

import re

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: n for n, word in enumerate(_UNITS.split())}
_VALUES |= {word: 10 * n for n, word in enumerate(_TENS.split(), start=2)}
_SMALL = "|".join(_UNITS.split()[1:])
_WORD = rf"(?:(?:{_TENS.replace(' ', '|')})(?:[-\s](?:{_SMALL}))?|{_SMALL})"

#: A count in words or figures, to be put into a pattern that ignores case.
NUMERAL = (
    rf"(?:(?:{_WORD}|\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|a|an)(?:\s+dozen)?(?:\s*\(\s*\d{{1,5}}\s*\))?"
    r"|dozen)"
)


def value_of(text: str) -> int | None:
    """The number that a NUMERAL says; None where words and the figure behind them disagree."""
    figures = re.search(r"\(\s*(\d+)\s*\)", text)
    words = re.sub(r"\(.*", "", text).lower().replace(",", "").split()
    dozens = 12 if "dozen" in words else 1
    said = _plain("-".join(word for word in words if word != "dozen"))
    count = None if said is None else said * dozens
    if figures and count not in {None, int(figures[1])}:
        return None
    return int(figures[1]) if figures else count


def _plain(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    if word in {"", "a", "an"}:
        return 1
    parts = [_VALUES.get(part) for part in word.split("-")]
    return None if None in parts else sum(part for part in parts if part is not None)
