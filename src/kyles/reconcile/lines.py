"""What the lines of a page are, where a file says so: rows of a sheet, or cues of a recording."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

TOLD = ("rows", "hidden_rows", "cues")  # the details that say so
Details = Sequence[tuple[str, str]]  # names and values, as readers tell them


class Lines(Protocol):
    """The lines of one page, and how some of them, counted from 0, are named."""

    def named(self, lines: Iterable[int]) -> str: ...


def of(details: Details) -> dict[int, Lines]:
    """The lines of a content's pages, by page, where a file says what they are."""
    return {**sheets(details), **cues(details)}


def where(lines: Lines, text: str, start: int, end: int) -> str:
    """The lines that a stretch of a page's text touches, as they are named."""
    first = text.count("\n", 0, start)
    return lines.named(range(first, first + text.count("\n", start, end) + 1))


@dataclass(frozen=True, slots=True)
class SheetLines:
    """Each line of a page is a row of a sheet; `hidden` are rows that the workbook hides."""

    sheet: str
    rows: tuple[int, ...]
    hidden: frozenset[int] = frozenset()

    def named(self, lines: Iterable[int]) -> str:
        """Some of the lines, counted from 0, as `sheet Log, rows 5 to 9 and 12 (hidden)`."""
        rows = sorted(self.rows[line] for line in lines if line < len(self.rows))
        named = listed("row", rows)
        where = f"sheet {self.sheet}, {named}" if self.sheet else named
        aside = [row for row in rows if row in self.hidden]
        if not aside:
            return where
        return f"{where} (hidden)" if len(aside) == len(rows) else (
            f"{where} ({listed('row', aside)} hidden)")  # fmt: skip


def sheets(details: Details) -> dict[int, SheetLines]:
    """The lines of a table's pages, by page."""
    told = [value.split("\t") for name, value in details if name == "hidden_rows"]
    hidden = {sheet: frozenset(_numbers(some)) for sheet, some in told}
    found = {}
    for name, value in details:
        if name == "rows":
            page, sheet, some = value.split("\t")
            rows = tuple(_numbers(some))
            own = hidden.get(sheet, frozenset()) & frozenset(rows)
            found[int(page)] = SheetLines(sheet, rows, own)
    return found


@dataclass(frozen=True, slots=True)
class CueLines:
    """Each line of a page was said at a time: seconds from the beginning of the recording."""

    times: tuple[tuple[float, float], ...]

    def named(self, lines: Iterable[int]) -> str:
        """Some of the lines, counted from 0, as `00:12:30 to 00:12:41`."""
        some = [self.times[line] for line in lines if line < len(self.times)]
        if not some:
            return ""
        return f"{clock(min(start for start, _ in some))} to {clock(max(end for _, end in some))}"


def cues(details: Details) -> dict[int, CueLines]:
    """The times of a transcript's pages, by page."""
    found = {}
    for name, value in details:
        if name == "cues":
            page, some = value.split("\t")
            spans = (one.split("-") for one in some.split())
            found[int(page)] = CueLines(tuple((float(a), float(b)) for a, b in spans))
    return found


def clock(seconds: float) -> str:
    """Seconds as `00:12:30`."""
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _numbers(ranges: str) -> Iterator[int]:
    """`1-3,7` as 1, 2, 3, 7."""
    for one in filter(None, ranges.split(",")):
        first, _, last = one.partition("-")
        yield from range(int(first), int(last or first) + 1)


def listed(noun: str, numbers: Sequence[int]) -> str:
    """`row 5`, or `rows 5 to 9, 12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = ", ".join(
        f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs
    )  # fmt: skip
    return f"{noun}{'' if len(numbers) == 1 else 's'} {told}"
