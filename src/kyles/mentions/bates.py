"""Bates numbers: what they are made of, ranges of them, and the stamps on the pages of a file.

A page bears many numbers: its case, a telephone, a form. The stamp is the one that counts on from
page to page, so it is decided over the pages of a file, not on one page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kyles.mentions.wording import DASHES

LONGEST_RANGE = 100_000  # pages; what claims more is a misprint

_NUMBER = re.compile(
    r"(?P<prefix>(?:[A-Za-z0-9][A-Za-z0-9 &._-]{0,30}?[A-Za-z _.-]|[A-Za-z])?)"
    r"(?P<digits>\d{1,12})(?P<suffix>(?:[._]\d{1,4}|[A-Za-z])?)"
)
_TO = rf"(?:\s?[{DASHES}]\s?|\s(?:to|through|thru)\s|\s?\.\.\.?\s?)"
_PRINTED = (
    r"[A-Z][A-Z0-9]{0,11}(?:[_-][A-Z0-9]{1,8}){0,2}?[ _-]?\d{3,10}+(?:\.\d{3,4})?+(?![\w/]|\.\d)"
)
_RANGE = re.compile(
    rf"(?<![\w./-])(?P<begin>{_PRINTED})"
    rf"(?:{_TO}(?P<end>{_PRINTED}|\d{{1,10}}+(?![\w/]|\.\d)))?(?!-\w)"
)
_READ = "0-9OolI"  # digits, and what machine reading makes of them
_STAMP = re.compile(
    rf"(?<![\w./-])(?:[A-Za-z][A-Za-z0-9&]{{0,11}}(?:[_-][A-Za-z0-9]{{1,8}}){{0,3}}?[_-]?|"
    rf"[A-Z]{{2,12}} )?(?=[OolI]*\d)[{_READ}]{{4,10}}(?:[._]\d{{3,4}}|[A-Z])?(?![\w/-]|\.\d)"
)
_AS_DIGITS = str.maketrans("OolI", "0011")
_MISREAD = re.compile(rf"(?<![A-HJ-NP-Za-kmnp-z])[{_READ}]{{4,10}}(?=(?:[._]\d+|[A-Z])?$)")
_NOT_A_PREFIX = frozenset({
    "PAGE", "PG", "P", "OF", "NO", "CASE", "CR", "CV", "DR", "JR", "ITEM", "TAG", "PHONE", "TEL",
    "FAX", "ZIP", "BOX", "FORM", "REV", "DATE", "BADGE", "REPORT", "INCIDENT",
})  # fmt: skip
_EDGE = 4  # lines from the top and the bottom of a page in which a stamp may stand
_EDGE_WIDTH = 100  # characters from either end of a line


@dataclass(frozen=True, slots=True)
class Bates:
    """A page number of a production: `HAR-000017` is prefix `HAR-`, number 17, width 6."""

    prefix: str
    number: int
    width: int
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.prefix}{self.number:0{self.width}d}{self.suffix}"

    @property
    def key(self) -> tuple[str, int, str]:
        """Equal for the same number in another spelling; orders numbers of one prefix."""
        return (series(self.prefix), self.number, self.suffix.upper())

    def plus(self, pages: int) -> "Bates":
        """The number that many pages on."""
        return replace(self, number=self.number + pages)


@dataclass(frozen=True, slots=True)
class Cited:
    """A number or a range of numbers in a text, with its offsets. One number: begin is end."""

    begin: Bates
    end: Bates
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number near the edge of a page that may be its stamp; `alone` if its line has no more."""

    bates: Bates
    start: int
    end: int
    bottom: bool
    alone: bool


def series(prefix: str) -> str:
    """The same for each spelling of a prefix: "HAR-", "Har ", "HAR_"."""
    return re.sub(r"[\W_]+", "-", prefix).strip("-").upper()


def parse(text: str) -> Bates | None:
    """The Bates number that the whole of a text is, or None."""
    found = _NUMBER.fullmatch(re.sub(rf"[{DASHES}]", "-", text.strip()))
    if found is None:
        return None
    digits = found["digits"]
    return Bates(found["prefix"], int(digits), len(digits), found["suffix"])


def count(begin: str, end: str) -> int | None:
    """How many pages a range has, by its numbers; None where that cannot be told."""
    first, last = parse(begin), parse(end)
    if first is None or last is None or series(first.prefix) != series(last.prefix):
        return None
    pages = last.number - first.number + 1
    if first.suffix and first.number == last.number:
        tail = (first.suffix.strip("._"), last.suffix.strip("._"))
        pages = int(tail[1]) - int(tail[0]) + 1 if all(map(str.isdigit, tail)) else pages
    return pages if 0 < pages <= LONGEST_RANGE else None


def between(begin: str, end: str) -> tuple[str, ...]:
    """Every number from the first to the last, as they are spelled; () where there is no range."""
    first, pages = parse(begin), count(begin, end)
    if first is None or pages is None:
        return ()
    if first.suffix and first.suffix[1:].isdigit():
        tail = first.suffix[1:]
        numbered = (f"{int(tail) + at:0{len(tail)}d}" for at in range(pages))
        return tuple(str(replace(first, suffix=first.suffix[0] + one)) for one in numbered)
    return tuple(str(first.plus(at)) for at in range(pages))


def cited(text: str) -> tuple[Cited, ...]:
    """Numbers and ranges in a text: `HAR-000001 - HAR-000045`, `HAR-000001 to 000045`."""
    return tuple(one for one in map(_cited, _RANGE.finditer(text)) if one is not None)


def _cited(found: re.Match[str]) -> Cited | None:
    begin = parse(found["begin"])
    if begin is None or series(begin.prefix) in _NOT_A_PREFIX:
        return None
    end = parse(found["end"] or found["begin"])
    if end and not end.prefix:
        end = _completed(begin, end)
    if end is None or count(str(begin), str(end)) is None:
        return Cited(begin, begin, found.start(), found.end("begin"))
    return Cited(begin, end, found.start(), found.end())


def _completed(begin: Bates, short: Bates) -> Bates:
    """`45` after `HAR-000001 to` is `HAR-000045`; `0012-15` ends in 15."""
    digits = str(begin.number).zfill(begin.width)[: -short.width] + str(short.number).zfill(
        short.width
    )
    return replace(begin, number=int(digits))


def read_stamps(text: str) -> tuple[Candidate, ...]:
    """The numbers in the first and last lines of a page that its stamp may be, by place."""
    lines = [found for found in re.finditer(r"[^\r\n]+", text) if found[0].strip()]
    edges = [*lines[:_EDGE], *lines[max(_EDGE, len(lines) - _EDGE) :]]
    return tuple(
        candidate
        for at, line in enumerate(edges)
        for candidate in _on_line(line, bottom=at >= _EDGE or len(lines) - at <= len(lines) // 2)
    )


def _on_line(line: re.Match[str], *, bottom: bool) -> Iterator[Candidate]:
    words = line[0]
    for found in _STAMP.finditer(words):
        if found.start() > _EDGE_WIDTH and found.end() < len(words) - _EDGE_WIDTH:
            continue
        bates = parse(_MISREAD.sub(lambda one: one[0].translate(_AS_DIGITS), found[0]))
        if bates and _may_be_a_stamp(bates):
            start = line.start() + found.start()
            alone = found[0] == words.strip()
            yield Candidate(bates, start, start + len(found[0]), bottom, alone)


def _may_be_a_stamp(bates: Bates) -> bool:
    """A bare number must be padded: years, ZIP codes and counts are not."""
    padded = len(str(bates.number)) < bates.width
    return series(bates.prefix) not in _NOT_A_PREFIX and bool(bates.prefix or padded)


def stamps(pages: Sequence[str], *, name: str = "") -> tuple[str | None, ...]:
    """The stamp of each page of one file, None where a page bears none.

    `name` is the file's own name: files of a volume are often named for their first number.
    """
    candidates = [read_stamps(text) for text in pages]
    strength = _counting_on(candidates)
    stem = parse(name.rsplit(".", 1)[0])
    if stem and any(one.bates.key == stem.key for one in (candidates[0] if candidates else ())):
        strength[_series(stem)] += 1
    found = [_stamp(page, strength) for page in candidates]
    if len(pages) == 1 and not strength:
        found = [_lone(page) for page in candidates]
    return tuple(str(one) if one else None for one in found)


_Series = tuple[str, str]


def _series(bates: Bates) -> _Series:
    """What the stamps of one production share; a suffix that counts is no part of it."""
    return (series(bates.prefix), "." if bates.suffix[:1] in ("_", ".") else bates.suffix)


def _counting_on(pages: Sequence[Sequence[Candidate]]) -> Counter[_Series]:
    """How often each series goes on by one from a page to the next that bears it.

    A series that ascends in larger steps counts too, if each of its numbers is a line of its own.
    """
    strength: Counter[_Series] = Counter()
    sure: set[_Series] = set()
    for one, other in pairwise(pages):
        after = {candidate.bates.key for candidate in other}
        linked = [candidate for candidate in one if _next(candidate.bates).key in after]
        strength.update({_series(candidate.bates) for candidate in linked})
        sure.update(_series(candidate.bates) for candidate in linked if _plain(candidate))
    often = max(2, len(pages) // 4)
    strength = Counter({key: n for key, n in strength.items() if key in sure or n >= often})
    return strength or _ascending(pages)


def _ascending(pages: Sequence[Sequence[Candidate]]) -> Counter[_Series]:
    strength: Counter[_Series] = Counter()
    lone: dict[_Series, list[int]] = {}
    for page in pages:
        for key, number in {_series(c.bates): c.bates.number for c in page if _plain(c)}.items():
            lone.setdefault(key, []).append(number)
    for key, numbers in lone.items():
        if len(numbers) > 1 and all(a < b for a, b in pairwise(numbers)):
            strength[key] = len(numbers) - 1
    return strength


def _next(bates: Bates) -> Bates:
    tail = bates.suffix[1:]
    if tail.isdigit():
        return replace(bates, suffix=f"{bates.suffix[0]}{int(tail) + 1:0{len(tail)}d}")
    return bates.plus(1)


def _stamp(page: Sequence[Candidate], strength: Counter[_Series]) -> Bates | None:
    """The candidate of the strongest series; of equals, the one nearest to the page's end."""
    known = [one for one in page if strength[_series(one.bates)]]
    best = max(
        known,
        key=lambda one: (strength[_series(one.bates)], one.alone, one.bottom, one.start),
        default=None,
    )
    return best.bates if best else None


def _lone(page: Sequence[Candidate]) -> Bates | None:
    """The stamp of a single page: one padded number with a prefix of letters on its own line."""
    alone = [one.bates for one in page if _plain(one)]
    return alone[0] if len({one.key for one in alone}) == 1 else None


def _plain(one: Candidate) -> bool:
    bates = one.bates
    lettered = bates.prefix and not re.search(r"\d", bates.prefix)
    return bool(
        one.alone and lettered and bates.width >= 5 and len(str(bates.number)) < bates.width
    )
