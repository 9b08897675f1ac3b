"""Finds what a text speaks of: one module, one kind of mention.

A kind is a module of this package with `find(text) -> Iterator[Mention]`, found by walking it
(packages from outside come in by the entry point group `kyles.mentions`). Offsets count characters
of the text as given. Kinds know nothing of each other; what they share is in `wording`.

Precision comes before volume: what no lawyer would take for a reference is not one.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from itertools import groupby
from typing import Protocol

from kyles.mentions.wording import normal
from kyles.model import Mention

__all__ = ["Kind", "find_all", "kinds", "normal"]


class Kind(Protocol):
    """What a module of this package offers."""

    __name__: str

    @staticmethod
    def find(text: str) -> Iterator[Mention]: ...


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of mention, built-in ones first, in the order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    outside = sorted(entry_points(group="kyles.mentions"), key=lambda point: point.name)
    built_in = [module for module in modules if hasattr(module, "find")]
    return (*built_in, *(point.load() for point in outside))


def find_all(text: str) -> tuple[Mention, ...]:
    """Every mention in a text, by start; of those of one kind that overlap, the longest."""
    found = [mention for kind in kinds() for mention in kind.find(text)]
    found.sort(key=lambda mention: mention.kind)
    kept = [one for _, of_kind in groupby(found, lambda one: one.kind) for one in _longest(of_kind)]
    return tuple(sorted(kept, key=lambda one: (one.start, one.end, one.kind, one.value)))


def _longest(of_kind: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions of the same words with different values (a range) are all kept."""
    by_start = sorted(set(of_kind), key=lambda one: (one.start, -one.end, one.value))
    taken: list[Mention] = []
    for mention in sorted(by_start, key=lambda one: (one.start - one.end, one.start)):
        if all(_apart(mention, other) or _same_span(mention, other) for other in taken):
            taken.append(mention)
    yield from taken


def _apart(one: Mention, other: Mention) -> bool:
    return one.end <= other.start or other.end <= one.start


def _same_span(one: Mention, other: Mention) -> bool:
    return (one.start, one.end) == (other.start, other.end)
