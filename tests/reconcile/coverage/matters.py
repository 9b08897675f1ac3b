"""Texts for coverage tests: words that no other text has, and short ways to ask."""

import random

from kyles.reconcile.coverage import PageCoverage, Text, cover

SYLLABLES = [first + second for first in "bcdfghklmnprstvz" for second in ("a", "e", "i", "o", "u")]


def words(count: int, seed: int) -> list[str]:
    """Made-up words of three to five syllables; other seeds give other words."""
    rng = random.Random(seed)
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(3, 5))) for _ in range(count)]


def prose(count: int, seed: int) -> str:
    return " ".join(words(count, seed))


def documents(texts: dict[str, str | list[str]]) -> list[Text]:
    """Documents by key; pages as a list, or one page as a text."""
    return [
        Text(key, (pages,) if isinstance(pages, str) else tuple(pages))
        for key, pages in texts.items()
    ]


def page(held: str, *produced: str) -> PageCoverage:
    """The coverage of one held page by documents of one page."""
    given = documents({f"P{at}": text for at, text in enumerate(produced)})
    (found,) = cover(documents({"H": held}), given)
    return found


def missing(held: str, found: PageCoverage) -> list[tuple[str, str]]:
    """The gaps of a page: class and text."""
    return [(gap.kind.value, held[gap.start : gap.end]) for gap in found.missing]
