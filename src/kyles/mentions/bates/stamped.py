"""The stamps on the pages of a file.

A page bears many numbers: its case, a telephone, a form. The stamp is the one that counts on from
page to page, so it is decided over the pages of a file, not on one page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from kyles.mentions.bates.number import NOT_A_PREFIX, Bates, parse, series

_READ = "0-9OolI"  # digits, and what machine reading makes of them
_STAMP = re.compile(
    rf"(?<![\w./-])(?:[A-Za-z][A-Za-z0-9&]{{0,11}}(?:[_-][A-Za-z0-9]{{1,8}}){{0,3}}?[_-]?|"
    rf"[A-Z]{{2,12}} )?(?=[OolI]*\d)[{_READ}]{{4,10}}(?:[._]\d{{3,4}}|[A-Z])?(?![\w/-]|\.\d)"
)
_AS_DIGITS = str.maketrans("OolI", "0011")
_MISREAD = re.compile(rf"(?<![A-HJ-NP-Za-kmnp-z])[{_READ}]{{4,10}}(?=(?:[._]\d+|[A-Z])?$)")
_EDGE = 4  # lines from the top and the bottom of a page in which a stamp may stand
_EDGE_WIDTH = 100  # characters from either end of a line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number near the edge of a page that may be its stamp; `alone` if its line has no more."""

    bates: Bates
    start: int
    end: int
    bottom: bool
    alone: bool


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
    ends = [(0, len(words))]
    if len(words) > 2 * _EDGE_WIDTH:
        ends = [(0, _EDGE_WIDTH), (len(words) - _EDGE_WIDTH, len(words))]
    for found in chain.from_iterable(_STAMP.finditer(words, *end) for end in ends):
        bates = parse(_MISREAD.sub(lambda one: one[0].translate(_AS_DIGITS), found[0]))
        if bates and _may_be_a_stamp(bates, words[: found.start()]):
            start = line.start() + found.start()
            alone = found[0] == words.strip()
            yield Candidate(bates, start, start + len(found[0]), bottom, alone)


def _may_be_a_stamp(bates: Bates, before: str) -> bool:
    """A bare number must be padded, as years and ZIP codes are not, and be no page or case."""
    if bates.prefix:
        return series(bates.prefix) not in NOT_A_PREFIX
    label = re.split(r"[^A-Za-z]+", before.rstrip(" .:#"))[-1]
    return _padded(bates) and label.upper() not in NOT_A_PREFIX


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
        sure.update(_series(candidate.bates) for candidate in linked if _sure(candidate.bates))
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
    return bates.plus(1, within=bates.suffix[1:].isdigit())


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
    return one.alone and _sure(one.bates) and not re.search(r"\d", one.bates.prefix)


def _sure(bates: Bates) -> bool:
    """Spelled as stamps are: a prefix and padded digits."""
    return bool(bates.prefix) and bates.width >= 5 and _padded(bates)


def _padded(bates: Bates) -> bool:
    return len(str(bates.number)) < bates.width
