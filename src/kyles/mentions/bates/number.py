"""What a Bates number is made of, ranges of them, and those that a text cites."""

import re
from dataclasses import dataclass, replace

from kyles.mentions.wording import DASHES

LONGEST_RANGE = 100_000  # pages; what claims more is a misprint

#: Words before a number that say it is something else.
NOT_A_PREFIX = frozenset({
    "PAGE", "PG", "P", "OF", "NO", "CASE", "CR", "CV", "DR", "JR", "ITEM", "TAG", "PHONE", "TEL",
    "FAX", "ZIP", "BOX", "FORM", "REV", "DATE", "BADGE", "REPORT", "INCIDENT",
})  # fmt: skip

_NUMBER = re.compile(
    r"(?P<prefix>|[A-Za-z](?=\d)|[A-Za-z0-9][A-Za-z0-9 &._-]{0,30}?[A-Za-z _.-])"
    r"(?P<digits>\d{1,12})(?P<suffix>(?:[._]\d{1,4}|[A-Za-z])?)",
    re.ASCII,
)
_TO = rf"(?:\s?[{DASHES}]\s?|\s(?:to|through|thru)\s|\s?\.\.\.?\s?)"
_PRINTED = (
    r"[A-Z][A-Z0-9]{0,11}(?:[_-][A-Z0-9]{1,8}){0,2}?[ _-]?\d{3,10}+(?:\.\d{3,4})?+(?![\w/]|\.\d)"
)
_RANGE = re.compile(
    rf"(?<![\w./-])(?P<begin>{_PRINTED})"
    rf"(?:(?P<to>{_TO})(?P<end>{_PRINTED}|\d{{1,10}}+(?![\w/]|\.\d)))?(?!-\w)"
)


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

    def plus(self, pages: int, *, within: bool = False) -> "Bates":
        """The number that many pages on; `within` counts on in the suffix, `.001` to `.002`."""
        if not within:
            return replace(self, number=self.number + pages)
        mark, tail = self.suffix[:1], self.suffix[1:]
        return replace(self, suffix=f"{mark}{int(tail) + pages:0{len(tail)}d}")


@dataclass(frozen=True, slots=True)
class Cited:
    """A number or a range of numbers in a text, with its offsets. One number: begin is end."""

    begin: Bates
    end: Bates
    start: int
    stop: int


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
    if first.number == last.number and _counts(first) and _counts(last):
        pages = int(last.suffix[1:]) - int(first.suffix[1:]) + 1
    return pages if 0 < pages <= LONGEST_RANGE else None


def _counts(bates: Bates) -> bool:
    """Whether the suffix is a page within the number: `HAR-000017.002`."""
    return bates.suffix[1:].isdigit()


def between(begin: str, end: str) -> tuple[str, ...]:
    """Every number from the first to the last, as they are spelled; () where there is no range."""
    first, last, pages = parse(begin), parse(end), count(begin, end)
    if first is None or last is None or pages is None:
        return ()
    within = _counts(first) and first.number == last.number
    return tuple(str(first.plus(at, within=within)) for at in range(pages))


def cited(text: str) -> tuple[Cited, ...]:
    """Numbers and ranges in a text: `HAR-000001 - HAR-000045`, `HAR-000001 to 000045`."""
    return tuple(one for one in map(_cited, _RANGE.finditer(text)) if one is not None)


def _cited(found: re.Match[str]) -> Cited | None:
    begin = parse(found["begin"])
    if begin is None or series(begin.prefix) in NOT_A_PREFIX:
        return None
    end = parse(found["end"] or found["begin"])
    if end and not end.prefix:
        end = _completed(begin, end)
    if end is None or count(str(begin), str(end)) is None:
        if len(found["to"]) == 1:  # parts of one longer number, as a case has
            return None
        return Cited(begin, begin, found.start(), found.end("begin"))
    return Cited(begin, end, found.start(), found.end())


def _completed(begin: Bates, short: Bates) -> Bates:
    """`45` after `HAR-000001 to` is `HAR-000045`; `0012-15` ends in 15."""
    digits = str(begin.number).zfill(begin.width)[: -short.width] + str(short.number).zfill(
        short.width
    )
    return replace(begin, number=int(digits))
