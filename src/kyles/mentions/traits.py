"""What is said of a thing beside its name: count, quality, calibre, make and serial number.

Each function reads a few words before or after a noun, never more than its own sentence.
"""

import re

from kyles.mentions.numerals import NUMERAL, value_of
from kyles.mentions.wording import normal, phrase

_QUALITY = {
    "LIVE": r"live|unfired|unspent",
    "BLANK": r"blanks?",
    "DUMMY": r"dumm(?:y|ies)|inert|practice",
    "SPENT": r"spent|fired|expended",
}
_QUALITIES = [(name, phrase(rf"\b(?:{words})\b")) for name, words in _QUALITY.items()]
_MIXED = phrase(r"\b(?:live|blank|dummy),? (?:and|or|and/or) (?:live|blank|dummy)\b")
_CALIBRE = phrase(
    r"(?<![\d$.])\.(?P<dot>17|22|223|25|270|30|300|303|308|32|338|357|38|380|40|44|45|454|50)"
    r"(?=$|[\s,;)-]|cal)|\b(?P<plain>22|25|32|38|40|44|45|50)[- ]?cal(?:iber|ibre|\.|\b)"
    r"|\bcal(?:iber|ibre)?\.?:? ?\.?(?P<after>17|22|223|25|32|357|38|380|40|44|45|50)\b"
    r"|\b(?P<mm>5\.56|7\.62|9|10)(?:x\d\d)? ?mm\b|\b(?P<gauge>10|12|16|20|28)[- ](?:gauge|ga\b)"
)
_MAKES = (
    "Colt", "Smith & Wesson", "Smith and Wesson", "S&W", "Glock", "Ruger", "SIG Sauer", "Beretta",
    "Taurus", "Pietta", "Uberti", "Remington", "Winchester", "Mossberg", "Springfield", "Walther",
    "Hornady", "Starline", "Fiocchi", "PMC", "Samsung", "Apple", "Motorola", "Dell", "Lenovo",
)  # fmt: skip
_MAKE = phrase(r"\b(?P<make>" + "|".join(map(re.escape, _MAKES)).replace(r"\ ", " ") + r")\b")
_SERIAL = phrase(
    r"\b(?:serial|S/N|SN)(?: (?:no|number|num))?[.:#]{0,2} ?#?(?:of |is )?"
    r"(?P<serial>(?-i:(?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{2,19}))\b"
)
_COUNT = phrase(
    rf"(?<![\w.,$/#-])(?<!\d\s)(?P<count>{NUMERAL})"
    r"(?![\w%]|[.:/-]\d| ?[- ]?(?:cal|mm\b|gauge|ga\b))"
)
_COUNT_AFTER = phrase(
    r"^[,:]? ?(?:\((?P<brackets>\d{1,5})\)|(?:x|qty|quantity|count)[.:]? ?(?P<times>\d{1,5})\b|"
    r"(?P<figure>\d{1,5}) (?:count|ct|each|ea)\b)"
)
_BETWEEN = phrase(r"^(?:[\w.&/'-]+(?: |$)){0,5}$")
_BARRIER = phrase(
    r"\b(?:box(?:es)?|bags?|magazines?|containers?|packages?|envelopes?|items?|tags?|exhibits?|were|was|"
    r"and|to|in|from|by|with|on|at|for|people|times|years?|days?|hours?|more|other|others|"
    r"additional|remaining|"
    r"of (?:the|these|those|them|its|his|her|their))\b"
)


def nearest(before: str) -> str:
    """What may qualify the noun: the words after the last comma that begins another thing."""
    return re.split(
        r",\s(?=(?:a|an|one|two|\d+)\s)|\b(?<!live )(?<!blank )(?<!dummy )(?:and|with)\s", before
    )[-1]


def count(before: str, after: str) -> tuple[int | None, int]:
    """A count, and how many characters before the noun it begins (0 for one behind it)."""
    for found in reversed(list(_COUNT.finditer(before))):
        between = before[found.end() :].strip()
        if found["count"].lower() in {"a", "an"} or _BARRIER.search(between):
            continue
        if _BETWEEN.match(between):
            return value_of(found["count"]), len(before) - found.start()
    if behind := _COUNT_AFTER.match(after):
        return int(behind["brackets"] or behind["times"] or behind["figure"]), 0
    return None, 0


def single(noun: str, near: str) -> bool:
    """ "A Colt revolver" is one."""
    article = re.search(r"(?:^|\s)(?:an?|one)\s+(?:[\w.&-]+\s+){0,4}$", near, re.IGNORECASE)
    return article is not None and not noun.lower().endswith(("s", "ammunition", "ammo"))


def quality(word: str, near: str, after: str) -> str:
    if word.lower() in {"blanks", "dummies"}:
        return "BLANK" if word.lower() == "blanks" else "DUMMY"
    if _MIXED.search(near):
        return ""
    told = [name for name, pattern in _QUALITIES if pattern.search(f"{near} {word}")]
    behind = re.match(
        r"\s*(?:\(\d+\))?,?\s*\(?(live|blank|dummy|inert|spent)\b", after, re.IGNORECASE
    )
    if not told and behind:
        told = [name for name, pattern in _QUALITIES if pattern.match(behind[1])]
    return told[0] if len(told) == 1 else ""


def calibre(window: str) -> str:
    found = _CALIBRE.search(window)
    if not found:
        return ""
    if found["mm"] or found["gauge"]:
        return f"{found['mm']}MM" if found["mm"] else f"{found['gauge']}GA"
    return f".{found['dot'] or found['plain'] or found['after']}"


def make(window: str) -> str:
    found = _MAKE.search(window)
    if not found:
        return ""
    make = re.sub(r"\s+", " ", found["make"].upper()).replace(" AND ", " & ")
    return "SMITH & WESSON" if make == "S&W" else make


def serial(window: str) -> str:
    found = _SERIAL.search(window)
    return normal(found["serial"]) if found else ""
