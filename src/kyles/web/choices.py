"""What a list can be filtered by: each value with how many rows it would leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    words: str
    count: int


class Counted(Protocol):
    """Rows that are alike in all that they can be filtered by, and how many they are."""

    @property
    def count(self) -> int: ...


C = TypeVar("C", bound=Counted)
Fits = Mapping[str, Callable[[C], bool]]  # by filter: whether it lets a row through


def choices(
    told: Sequence[C], name: str, fits: "Fits[C]", *,
    value: Callable[[C], str], words: Callable[[str], str] = str,
) -> tuple[Choice, ...]:  # fmt: skip
    """The values of one filter, counted over what all other filters let through."""
    counts: dict[str, int] = {}
    others = [fit for other, fit in fits.items() if other != name]
    for one in told:
        key = value(one)
        if key and all(fit(one) for fit in others):
            counts[key] = counts.get(key, 0) + one.count
    return tuple(Choice(key, words(key), counts[key]) for key in sorted(counts))


def total(told: Sequence[C], fits: "Fits[C]") -> int:
    """How many rows all filters let through."""
    return sum(one.count for one in told if all(fit(one) for fit in fits.values()))
