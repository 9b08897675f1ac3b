"""Dates, as far as they are written: nothing that a text leaves out is made up.

Kind `date`; `value` is the day, month, year or range as Kyles writes it: "2021-10-21", "2021",
"2020-12-31 or earlier"; both readings of 3/6/24: "2024-03-06 / 2024-06-03"; a day or month whose
year is not told: "--07-12", "--03"; what counts from the day of writing: "last year". The 2021 of
an act, a rule or a fiscal year, 1930 hours, and the verb in "may 21" are no dates.
"""

import re
from collections.abc import Iterator

from kyles import dates
from kyles.model import Mention

BOTH = " / "
MONTH = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FULL = r"(?:1[89]|20)\d\d"
_NAMED = re.sub(r"\?P<\{0\}>", "?:", MONTH)

#: Dates that name their year, in the order in which they are looked for.
_DATED = (
    rf"{_NAMED}\s+{_DAY},?\s+{_FULL}(?!\d)",
    rf"{_DAY}\s+(?:day\s+)?(?:of\s+)?{_NAMED},?\s+{_FULL}(?!\d)",
    rf"{_FULL}-\d{{2}}-\d{{2}}(?![\d-])",
    rf"\d{{1,2}}/\d{{1,2}}/(?:{_FULL}|\d\d)(?![\d/])",
    rf"{_NAMED},?\s+(?:of\s+)?{_FULL}(?!\d)",
)
_YEAR = (
    rf"{_FULL}(?![\w%/]|[.,:/–-]\d|-[A-Z]|\s*(?:hours|hrs)\b|\s+(?:people|persons|rounds|cartridges"
    r"|pages|documents|files|items|records|miles|feet|pounds|dollars|yards|copies|words)\b)"
)
_ANY = rf"(?:{'|'.join(_DATED)}|{_YEAR})"
_BESIDE = r"(?:(?:[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Oo]n or (?:before|after))\s+)?"
_WHOLE = re.compile(
    rf"(?<![\w$#,./%:–-])(?:(?P<range>(?:[Ff]rom|[Bb]etween)\s+{_ANY}\s+(?:to|and|until)\s+{_ANY})"
    rf"|(?P<dated>{_BESIDE}(?:{'|'.join(_DATED)}))|(?P<year>{_BESIDE}{_YEAR}))"
)
_NO_YEAR = re.compile(
    r"(?:(?:Act|Code|Section|Rule|Amendment|Law|Statute|Bill|Order|Title)s? of|[Ff]iscal"
    r"|[Ff]iscal [Yy]ear|FY|NMSA|Stat\.|Nos?\.?"
    r"|Rule|Section|Sec\.|§|Room|Suite|Box|CV|CR|Chapter|Act|Extension|[Aa]t|[Aa]bout"
    r"|[Aa]pproximately|[Aa]pprox\.|[Aa]round|[Tt]ime:?|[Oo]ver|[Nn]early)\s*$"
)
_OPEN = re.compile(
    rf"(?<![\w-])(?:{MONTH.format('month')}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w/:%]|[.,]\d)"
    rf"|(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ee]arly|[Ll]ate|[Ll]ast|[Dd]uring)\s+{MONTH.format('alone')}"
    r"(?![\w’'-]|\s+[A-Z]))"
)
_RELATIVE = re.compile(r"\b(?:last|this|next)\s+(?:year|month)\b", re.IGNORECASE)


def find(text: str) -> Iterator[Mention]:
    """Dates that a text names; where several could stand, the fuller one."""
    taken: list[tuple[int, int]] = []
    for mention in (*_whole(text), *_open(text), *_relative(text)):
        if all(mention.end <= start or end <= mention.start for start, end in taken):
            taken.append((mention.start, mention.end))
            yield mention


def _whole(text: str) -> Iterator[Mention]:
    for found in _WHOLE.finditer(text):
        if found["year"] and _NO_YEAR.search(text[max(0, found.start() - 24) : found.start()]):
            continue
        readings = dates.read(_plain(found[0]))
        if readings:
            yield _mention(found, BOTH.join(dates.written(one) for one in readings))


def _plain(words: str) -> str:
    """A date as `dates.read` knows it: without "of", "day" and the end of an ordinal."""
    flat = re.sub(r"\s+(?:day\s+)?of\s+", " ", words)
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", flat).lower()


def _open(text: str) -> Iterator[Mention]:
    for found in _OPEN.finditer(text):
        month = dates.SHORT[(found["month"] or found["alone"])[:3].lower()]
        day = int(found["day"]) if found["day"] else 0
        if found["alone"]:
            yield _mention(found, f"--{month:02d}", "alone")
        elif 1 <= day <= (30 if month in (4, 6, 9, 11) else 29 if month == 2 else 31):
            yield _mention(found, f"--{month:02d}-{day:02d}")


def _relative(text: str) -> Iterator[Mention]:
    for found in _RELATIVE.finditer(text):
        yield _mention(found, " ".join(found[0].lower().split()))


def _mention(found: re.Match[str], value: str, group: int | str = 0) -> Mention:
    return Mention("date", value, *found.span(group), found[group])
