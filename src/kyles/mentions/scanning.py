"""Finds a pattern in a text, and does not look where it cannot be.

Most texts have most phrases of the field not once. Python tries a pattern that heeds no capitals
at every character; letters that each match must have, one after the other, are found many times
faster.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from re import _constants as op  # type: ignore[attr-defined]  # what a pattern is made of
from re import _parser  # type: ignore[attr-defined]
from typing import Any

SHORTEST = 2  # letters: one alone is in every text
_SAME = (("İ", "i"), ("ı", "i"), ("ſ", "s"))  # what `re` takes for plain letters too

Words = frozenset[str]


def every(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`."""
    words = needed(pattern)
    if not words:
        return pattern.finditer(text)
    small = _small(text)
    for word in words:  # a loop, as `any` makes a generator for each of many short texts
        if word in small:
            return pattern.finditer(text)
    return iter(())


@cache
def needed(pattern: re.Pattern[str]) -> Words:
    """Parts of words, in small letters, of which every match has one; none where none are sure."""
    return _of_row(_parser.parse(pattern.pattern, pattern.flags))


@lru_cache(maxsize=4)  # all kinds look through one text, then through the next
def _small(text: str) -> str:
    if not text.isascii():
        for other, plain in _SAME:
            text = text.replace(other, plain)
    return text.lower()


def _of_row(row: Iterable[tuple[Any, Any]]) -> Words:
    """Of things that follow one another, the most telling one."""
    return max(_candidates(row), key=_telling, default=frozenset())


def _telling(words: Words) -> tuple[int, int]:
    return min(map(len, words)), -len(words)


def _candidates(row: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    letters = ""
    for kind, value in row:
        if kind is op.LITERAL:
            letters += chr(value)
            continue
        yield from _sure(letters)
        letters = ""
        if words := _of_one(kind, value):
            yield words
    yield from _sure(letters)


def _sure(letters: str) -> Iterator[Words]:
    """Letters as a text has them in small; not those that change their number when they do."""
    small = _small(letters)
    if len(letters) >= SHORTEST and len(small) == len(letters):
        yield frozenset({small})


def _of_one(kind: Any, value: Any) -> Words:
    if kind is op.SUBPATTERN:
        return _of_row(value[-1])
    if kind is op.BRANCH:
        ways = [_of_row(one) for one in value[1]]
        return frozenset().union(*ways) if all(ways) else frozenset()
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
        return _of_row(value[2])
    return frozenset()
