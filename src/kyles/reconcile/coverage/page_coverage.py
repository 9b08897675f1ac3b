"""The nouns of coverage: a text to be matched, and what is said of a held page."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """One document of one side. `key` is unique on its side; `pages` are texts in order."""

    key: str
    pages: tuple[str, ...]


def digest(pages: Sequence[str]) -> bytes:
    """What names a document's content: the same pages have the same, others another one."""
    sizes = ",".join(str(len(page)) for page in pages)
    whole = "".join((sizes, ";", *pages))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()


class GapClass(StrEnum):
    """What became of a passage that was not given as it is."""

    NOT_PRODUCED = "not_produced"
    REDACTED = "redacted"  # left out, or blotted, between words that were given
    DIFFERS = "differs"  # other words stand in its place, in text that otherwise is the same


@dataclass(frozen=True, slots=True)
class Gap:
    """A passage of a held page, whole words; offsets are characters of the page as given."""

    start: int
    end: int
    kind: GapClass
    words: int


@dataclass(frozen=True, slots=True)
class Place:
    """A produced page (0-based) that has `words` of the words found of a held page."""

    key: str
    page: int
    words: int


def in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    """Places with the most words first, then by key and page."""
    return tuple(sorted(places, key=lambda one: (-one.words, one.key, one.page)))


@dataclass(frozen=True, slots=True)
class PageCoverage:
    """One held page (0-based) against the production.

    `words` counts informative words, `covered` those found; `boilerplate` counts words of shared
    forms that were found, in neither of the two. `missing` is ordered and disjoint; `produced` is
    ordered by words, falling, then key and page. `by` is "bytes" where a produced page has the same
    folded text, else "text". `noise` is the share of letters misread where the page was found;
    `own` counts those of the words found that no other held document explains better: a produced
    letter that quotes this page comes of another document, and is no sign that this one was given.
    """

    key: str
    page: int
    words: int
    covered: int
    boilerplate: int
    missing: tuple[Gap, ...]
    produced: tuple[Place, ...]
    by: str
    noise: float = 0.0
    own: int = 0

    @property
    def coverage(self) -> float:
        """The share of informative words found, 0 to 1; 1 where there are none to find."""
        return self.covered / self.words if self.words else 1.0


def from_json(row: Mapping[str, Any]) -> PageCoverage:
    """A page's coverage from what `dataclasses.asdict` made of it, through JSON or not."""
    missing = tuple(Gap(**{**gap, "kind": GapClass(gap["kind"])}) for gap in row["missing"])
    produced = tuple(Place(**place) for place in row["produced"])
    return PageCoverage(**{**row, "missing": missing, "produced": produced})
