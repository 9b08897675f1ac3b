"""Markdown out of docstrings and rows."""

import inspect
from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; `|` inside a cell is escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def told(docstring: str | None) -> tuple[str, str]:
    """A docstring's first paragraph, and the rest; lines that are indented stay code."""
    text = inspect.cleandoc(docstring or "")
    first, _, rest = text.partition("\n\n")
    return " ".join(first.split()), rest.strip()
