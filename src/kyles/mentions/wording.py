"""How phrases of the field are written, and what makes two spellings of a number the same."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kyles.model import Mention

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"

#: "No.", "number", "#", ":" between a label and its number, or nothing.
NO = r"(?:\s{0,2}(?:nos?\b\.?|numbers?\b|num\b\.?|#s?|№|:)){0,2}\s{0,3}"

#: Capitals and digits in groups joined by dashes: 2024-0311, SJ4324-1, 7, CR-21-0886.
NUMBER = (
    r"(?-i:(?:[A-Z]{1,5}[-\u2010-\u2014\u2212]?)?\d[0-9A-Z]*"
    r"(?:\s?[-\u2010-\u2014\u2212]\s?(?:[0-9]+[A-Z]{0,3}|[A-Z]{1,3}(?![a-z])[0-9]*)(?![a-z]))*)"
    r"(?![\w%$]|[.,/]\d)"
)

#: Several of them: "3, 4 and 7", "3 through 7".
NUMBERS = rf"{NUMBER}(?:(?:, and|, or|,| and| or| &| through| thru| to)\s{{1,3}}{NUMBER})*"

_MAYBE = r"[^\S\r\n]{0,4}(?:\r?\n[^\S\r\n]{0,8})?"
_BLANK = r"(?:[^\S\r\n]{1,4}(?:\r?\n[^\S\r\n]{0,8})?|\r?\n[^\S\r\n]{0,8})"
_DATE = re.compile(r"\d{1,2}-\d{1,2}-(?:\d{2}|\d{4})|(?:19|20)\d\d-\d{1,2}-\d{1,2}")
_PHONE = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}")
_CREATED = (
    r"(?:exist|record|writ(?:e|ten)|wrote|prepared?|made|make|created?|taken|take|took|captured?|"
    r"activated?|generated?|conducted?|performed?|complet|turned on|switched on|kept|maintain|"
    r"available\b(?! (?:to|for)))"
)
_HANDED = (
    r"(?:produced?|provided?|disclosed?|received?|turned over|given|attached|served|shared|sent|"
    r"located|found|listed|logged|included?|enclosed|requested|reviewed|booked|submitted|admitted)"
)

#: A rank before a name, and a name: "Det. Jane Roe", "M. Alvarez".
RANK = (
    r"(?:detective|det|deputy|dep|officer|ofc|sergeant|sgt|lieutenant|lt|corporal|cpl|agent|"
    r"investigator|inv|trooper|analyst|technician|dr|mr|mrs|ms)\b\.?"
)
NAME = r"(?-i:(?:[A-Z]\. |[A-Z][\w’'-]*[a-z] ){0,2}[A-Z][\w’-]*[a-zA-Z]\b)"


@cache
def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern in which a blank stands for white space, also across one line's end."""
    return re.compile(re.sub(r"\[[^]]*\]| \?| ", _white, pattern), re.IGNORECASE)


def _white(blank: re.Match[str]) -> str:
    if blank[0][0] == "[":  # in a set of characters it is one of them
        return blank[0].replace(" ", r"\s")
    return _MAYBE if blank[0] == " ?" else _BLANK


def either(sorts: Mapping[str, str]) -> str:
    """One pattern for several sorts of a thing; `sort_of` says which of them was found."""
    return "|".join(f"(?P<sort{at}>{words})" for at, words in enumerate(sorts.values()))


def sort_of(found: re.Match[str], sorts: Mapping[str, str]) -> str:
    """The name of the sort that a match of `either(sorts)` is."""
    return next(name for at, name in enumerate(sorts) if found[f"sort{at}"] is not None)


def normal(number: str) -> str:
    """The same for each spelling of a number: `D-0101-cr-2024 – 0013` is `D-101-CR-2024-13`."""
    dashed = re.sub(rf"\s*[{DASHES}]\s*", "-", number.strip().upper())
    closed = re.sub(r"[\s_]+", "", dashed)
    return re.sub(r"(?<!\d)0+(?=\d)", "", closed)


_CONFUSED = str.maketrans("OQIL|SBZG", "001115826")
_AMONG_DIGITS = re.compile(
    r"(?<=\d)[OQIL|SBZG](?=\d)|(?<![A-Z])O(?=\d{2})|(?<=\d\d)O(?![A-Z])|(?<=\d)[IL|](?=-\d)"
)


def clear(number: str) -> str:
    """The normal form with letters that OCR makes of digits put right: "2O24-O311" is "2024-311".

    Two numbers that are equal only so may be one: a likeness, never an identity.
    """
    told = number.upper()
    while (put_right := _AMONG_DIGITS.sub(lambda one: one[0].translate(_CONFUSED), told)) != told:
        told = put_right
    return normal(told)


def is_number(text: str) -> bool:
    """Whether digits and dashes can be somebody's number: not a date, not a telephone number."""
    closed = re.sub(rf"\s*[{DASHES}]\s*", "-", text)
    return not (_DATE.fullmatch(closed) or _PHONE.fullmatch(closed))


_NOT = r"(?:\b(?:not|never|nor|failed to)|n['’]t)"
_NOT_MADE = phrase(rf"{_NOT} (?:\w+ )?(?:been |be )?{_CREATED}\w*\b[^,:]{{0,40}}$")
_WAS_NOT_MADE = phrase(rf"^[^,:]{{0,40}}?{_NOT} (?:\w+ )?(?:been |be )?{_CREATED}")
_NONE = phrase(r"\b(?:no|without|neither|nor|lack of|absence of)\b[^,:]{0,30}$")
_NOT_GIVEN = phrase(rf"^[^,]{{0,40}}\b{_HANDED}")


def clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span in its own clause, at most 80 characters each way."""
    before = re.split(r"[.;!?](?:\s|$)|\n\s*\n|,\s+(?:but|and)\b", text[max(0, start - 80) : start])
    after = re.split(r"[.;!?](?:\s|$)|\n\s*\n|,\s+(?:but|and)\b", text[end : end + 80])
    return before[-1], after[0]


def denied(text: str, start: int, end: int) -> bool:
    """Whether the clause around a span says that the thing was never made.

    "No audit trail was produced" denies nothing: the thing exists, and was not given.
    """
    before, after = clause(text, start, end)
    return (
        _NOT_MADE.search(before + text[start:end]) is not None
        or _WAS_NOT_MADE.match(after) is not None
        or (_NONE.search(before) is not None and not _NOT_GIVEN.match(after))
    )


def mention(kind: str, value: str, found: re.Match[str], group: int | str = 0) -> Mention:
    """The mention that a match of a pattern stands for, with what its clause says of it."""
    start, end = found.span(group)
    text = found.string
    return Mention(kind, value, start, end, text[start:end], denied(text, start, end))


def numbers(found: re.Match[str], group: int | str) -> Iterator[tuple[str, int, int]]:
    """The single numbers of a list such as "3, 4 and 7" or "3 through 7", with their offsets.

    The numbers of a range share the range's offsets; one of more than 60 numbers is left out.
    """
    for part in re.finditer(r"(?:(?!,|\s(?:and|or|&)\s).)+", found[group], re.DOTALL):
        words = re.sub(r"^\s*(?:(?:and|or|&)\s+)?", "", part[0])
        span = found.start(group) + part.end() - len(words), found.start(group) + part.end()
        ends = re.fullmatch(r"(\d+)\s*(?:through|thru|to|[\u2013\u2014])\s*(\d+)", words)
        if ends and 0 < int(ends[2]) - int(ends[1]) <= 60:
            yield from ((str(n), *span) for n in range(int(ends[1]), int(ends[2]) + 1))
        elif words:
            yield (words, *span)
