"""A chronology as a drawing: a strip of time with a mark for each event, and the list below it.

The SVG stands for itself: no script, no font and no picture from elsewhere. Times that may be many
days are drawn as long as they are; what has no date is in the list alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from kyles.dates import Known

WIDTH, MARGIN, LINE, LANE = 960, 20, 18, 12
SHORTEST = 4.0  # a day's mark, in the units of the drawing
QUOTE = 110


@dataclass(frozen=True, slots=True)
class Mark:
    """One event of the drawing: when, as far as known, and what is said of it."""

    when: str
    dates: tuple[Known, ...]
    says: str


def drawn(title: str, marks: Sequence[Mark]) -> str:
    """The whole drawing."""
    lanes, depth = _laid(marks)
    strip = MARGIN + LINE + max(1, depth) * LANE
    height = strip + MARGIN + LINE * (len(marks) + 1)
    parts = "\n".join([*_strip(marks, lanes), *_list(marks, strip + MARGIN)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{parts}\n</svg>\n'
    )


def _ends(mark: Mark) -> tuple[int, int] | None:
    """The first and the last day that an event may be, where both are known."""
    days = [day for one in mark.dates for day in (one.first, one.last) if day]
    return (min(days).toordinal(), max(days).toordinal()) if days else None


def _laid(marks: Sequence[Mark]) -> tuple[dict[int, tuple[float, float, int]], int]:
    """Where each mark is drawn: x, width and lane, so that none covers another."""
    known = {at: ends for at, mark in enumerate(marks) if (ends := _ends(mark))}
    if not known:
        return {}, 0
    first = min(start for start, _ in known.values())
    scale = (WIDTH - 2 * MARGIN - SHORTEST) / max(1, max(end for _, end in known.values()) - first)
    laid: dict[int, tuple[float, float, int]] = {}
    free: list[float] = []  # where each lane is free from
    for at, (start, end) in sorted(known.items(), key=lambda one: one[1]):
        x, width = MARGIN + (start - first) * scale, max(SHORTEST, (end - start) * scale)
        lane = next((n for n, until in enumerate(free) if until <= x), len(free))
        free[lane : lane + 1] = [x + width + 1]
        laid[at] = (x, width, lane)
    return laid, len(free)


def _strip(marks: Sequence[Mark], lanes: dict[int, tuple[float, float, int]]) -> Iterator[str]:
    days = [day for at in lanes for day in _ends(marks[at]) or ()]
    if days:
        yield _text(MARGIN, MARGIN, date.fromordinal(min(days)).isoformat())
        end = date.fromordinal(max(days)).isoformat()
        yield _text(WIDTH - MARGIN, MARGIN, end, anchor="end")
    for at, (x, width, lane) in sorted(lanes.items()):
        told = escape(f"{marks[at].when}: {marks[at].says}")
        yield (f'<rect x="{x:.1f}" y="{MARGIN + LINE + lane * LANE}" width="{width:.1f}" height="8"'
               f' fill="#35618f"><title>{told}</title></rect>')  # fmt: skip


def _list(marks: Sequence[Mark], top: int) -> Iterator[str]:
    for at, mark in enumerate(marks):
        y = top + LINE * (at + 1)
        says = mark.says if len(mark.says) <= QUOTE else f"{mark.says[: QUOTE - 2].rstrip()} …"
        yield _text(MARGIN, y, mark.when) + _text(MARGIN + 170, y, says)


def _text(x: int, y: int, words: str, *, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
