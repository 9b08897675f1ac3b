"""How results look on a terminal: plain tables, one line of progress."""

import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

import click

from kyles.model import Finding

WIDEST = 118
NARROWEST = 24  # columns below which nothing is folded any more
UNLIMITED = 1 << 20
EVERY = 0.1  # seconds between two drawings of the progress


def document(value: Any) -> None:
    """A JSON document, readable and always written the same way."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns as wide as they need to be; on a terminal the last one is folded to its width."""
    cells = [[" ".join(str("" if cell is None else cell).split()) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(len(line[at]) for line in [list(heads), *cells]) for at in range(len(heads))]
    click.secho(_line(heads, widths), bold=True)
    for line in cells:
        click.echo(_line(line, widths))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if _is_number(cell) else cell.ljust(width)
        for cell, width in zip(cells[:-1], widths[:-1], strict=True)
    ]
    before = sum(widths[:-1]) + 2 * len(padded)
    return "  ".join([*padded, _hung(cells[-1], before)]).rstrip()


def _hung(text: str, before: int) -> str:
    """The last cell of a line, folded under itself; long paths are cut where they must be."""
    room = _columns() - before
    if len(text) <= room:
        return text
    if room < NARROWEST:
        indent = " " * 4
        return f"\n{_wrapped(text, _columns(), indent, indent)}"
    return _wrapped(text, room, "", "").replace("\n", "\n" + " " * before)


def _columns() -> int:
    """The width to write for: of the terminal, or none where another program reads."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return max(shutil.get_terminal_size((100, 24)).columns, NARROWEST)
    return UNLIMITED


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").replace("%", "").isdigit()


def folded(text: str, indent: str, *, hang: str | None = None) -> str:
    """A paragraph at an indent, as wide as the terminal allows; `hang` leads its further lines."""
    width = max(min(shutil.get_terminal_size((100, 24)).columns, WIDEST), NARROWEST)
    return _wrapped(text, width, indent, indent if hang is None else hang)


def _wrapped(text: str, width: int, first: str, further: str) -> str:
    import textwrap

    return textwrap.fill(" ".join(text.split()), width, initial_indent=first,
                         subsequent_indent=further, break_on_hyphens=False)  # fmt: skip


def count(number: int, noun: str) -> str:
    """A number of things: "1 file", "4,182 files"."""
    ends_in_y = noun.endswith("y") and noun[-2] not in "aeiou"
    many = f"{noun[:-1]}ies" if ends_in_y else f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}"


def words(name: str) -> str:
    """A short id such as `not_disclosed`, as people say it."""
    return name.replace("_", " ")


def finding(one: Finding, *, sources: int = 0) -> None:
    """A finding: its head in a line, what it says, its first sources."""
    owed = f"  for {one.owed_to}" if one.owed_to else ""
    state = "" if one.state == "open" else f"  [{one.state}]"
    click.secho(f"{one.id}  priority {one.priority}  {one.rule}{owed}{state}", bold=True)
    click.echo(folded(one.says, "    "))
    if one.note:
        click.echo(folded(f"({one.note})", "    "))
    for source in one.sources[:sources]:
        click.echo(folded(_cited(source), "      - ", hang="        "))
    if sources and len(one.sources) > sources:
        click.echo(f"      - and {len(one.sources) - sources} more: kyles show {one.id}")


def _cited(source: Any) -> str:
    place = "row" if source.reading == "row" else "p."
    page = f" {place} {source.page}" if source.page else ""
    quote = f": “{source.quote}”" if source.quote else ""
    return f"{source.path}{page}{quote}"


class Bars:
    """One line of progress on stderr, only where that is a terminal."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty() and not os.environ.get("NO_PROGRESS")
        self.began: dict[str, float] = {}
        self.last = 0.0

    def __call__(self, what: str, done: int, of: int, more: str = "") -> None:
        if not self.shown:
            return
        now = time.monotonic()
        began = self.began.setdefault(what, now)
        if now - self.last < EVERY and done < of:
            return
        self.last = now
        left = (now - began) / done * (of - done) if done else 0.0
        line = f"{what}: {done:,} of {of:,}, {left:.0f} s left{more and f' ({more})'}"
        click.echo(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}", err=True, nl=False)

    def end(self) -> None:
        """Wipe the line."""
        if self.shown:
            click.echo("\r\x1b[K", err=True, nl=False)
