"""Numbers of pages as people write them: `1-3, 5`."""

from collections.abc import Iterable


def parsed(text: str) -> frozenset[int]:
    """The pages of `1-3,5`; what is no number is left out."""
    found: set[int] = set()
    for part in text.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first.isdigit() and (last or first).isdigit():
            found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


def written(pages: Iterable[int]) -> str:
    """Pages in order, runs of them as `1-3`."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
