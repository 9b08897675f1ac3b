"""Numbers written shortly: `1-57,60`."""

from collections.abc import Iterable
from itertools import groupby


def ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers, those in a row as the first and the last of them."""
    runs = groupby(enumerate(numbers), key=lambda one: one[1] - one[0])
    return ",".join(_run([number for _, number in run]) for _, run in runs)


def _run(numbers: list[int]) -> str:
    return f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
