"""Numbers of things: item, evidence, tag, property and exhibit numbers, and a laboratory's own.

Kinds `item` (one number space of a property room, whatever its label says), `exhibit` (with the
party, where named: "STATE 4") and `lab`.
"""

import re
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import (
    NO,
    NUMBER,
    NUMBERS,
    clause,
    denied,
    is_number,
    mention,
    normal,
    numbers,
    phrase,
)
from kyles.model import Mention

_ITEM = phrase(
    r"\b(?P<label>(?:evidence|property|inventory)(?: (?:items?|tags?|control))?|items?|tags?|"
    rf"barcode)\b(?P<no>{NO})(?P<numbers>{NUMBERS})"
)
_EXHIBIT = phrase(
    r"(?P<party>\b(?:state|people|government|gov't|govt|prosecution|defen[sc]e|defendant|plaintiff|"
    r"joint|court|grand jury)(?:['’]?s['’]?)? )?(?P<label>\bexhibits?|\bexhs?\.|\bexs?\.)"
    rf"(?P<no>{NO})(?P<numbers>"
    r"(?-i:[A-Z]{1,2}|[A-Z]{0,2}-?\d{1,4}[A-Z]?)(?:[-.]\d{1,3}|-?(?-i:[A-Z]))?(?![\w'’]|[.:]\d)"
    r"(?:(?:,|,? and|,? through| to| ?–) ?(?-i:[A-Z]{1,2}|\d{1,4}[A-Z]?)(?![\w'’]|[.:]\d))*)"
)
_LAB = phrase(
    r"\b(?:crime )?lab(?:oratory)?(?: (?:case|file|item|reference|ref))?"
    rf"(?P<no>{NO})(?P<numbers>{NUMBER})"
)
_HANDLING = phrase(
    r"\b(?:evidence|property|seized?|collect(?:ed|ion)|recovered|booked|tagged|packaged|sealed|"
    r"submitted|custody|swab\w*|casings?|cartridges?|rounds|exhibit|photographed|lab(?:oratory)?)\b"
)
_AGENCY = re.compile(r"[A-Z]{2}\d{7}")  # an agency's own code, as in dispatch logs
_OTHER_LISTS = phrase(
    r"\b(?:agenda|of regulation|form 10|line|budget|menu|news|(?:equipment|check|task|price) ?list"
    r"(?: \(\w+\))?) ?$"
)


def find(text: str) -> Iterator[Mention]:
    """Every number of a thing, one mention a number, also in lists ("Items 3, 4 and 7")."""
    yield from _items(text)
    yield from _exhibits(text)
    for found in every(_LAB, text):
        if _strong(found["numbers"]) and is_number(found["numbers"]):
            yield mention("lab", normal(found["numbers"]), found)


def _items(text: str) -> Iterator[Mention]:
    for found in every(_ITEM, text):
        if _about_a_thing(found):
            for number, start, end in _listed(found):
                if is_number(number) and not _AGENCY.fullmatch(number):
                    yield _one("item", normal(number), found, start, end)


def _about_a_thing(found: re.Match[str]) -> bool:
    """A bare "Item 7" may be any list's; it needs a word of the property room beside it."""
    label, first = found["label"].lower(), re.split(r"[,\s]", found["numbers"])[0]
    if _OTHER_LISTS.search(found.string, max(0, found.start() - 32), found.start()):
        return False
    if _strong(first):
        return True
    if not label.startswith(("item", "tag")):
        return bool(found["no"].strip()) or " " in label
    nearby = " ".join(clause(found.string, found.start(), found.end()))
    return _HANDLING.search(nearby) is not None


def _strong(number: str) -> bool:
    """Long enough, or made of parts, so that it is nobody's list number or count."""
    digits = sum(map(str.isdigit, number))
    return digits >= 5 or (digits >= 4 and not number.isdigit())


def _exhibits(text: str) -> Iterator[Mention]:
    for found in every(_EXHIBIT, text):
        by_letter = not any(map(str.isdigit, found["numbers"]))
        if by_letter and found["label"][0] == "e":  # to exhibit A
            continue
        party = re.sub(r"['’]?S?['’]?\s*$", "", (found["party"] or "").upper())
        for number, start, end in _listed(found):
            yield _one("exhibit", f"{party} {normal(number)}".strip(), found, start, end)


def _listed(found: re.Match[str]) -> list[tuple[str, int, int]]:
    """Every number after "Items" or "Exhibits"; the first after "Item": it has only one."""
    every = list(numbers(found, "numbers"))
    plural = re.search(r"s\b\.?$", found["label"], re.IGNORECASE) or re.search(
        r"s\b", found["no"], re.IGNORECASE
    )
    return every if plural else every[:1]


def _one(kind: str, value: str, found: re.Match[str], start: int, end: int) -> Mention:
    """The first number of a list is cited with its label, the others by themselves."""
    text = found.string
    begin = found.start() if start == found.start("numbers") else start
    no = denied(text, found.start(), found.end())
    return Mention(kind, value, begin, end, text[begin:end], no)
