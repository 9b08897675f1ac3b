"""A strip of time as SVG: a mark for each date that documents give, taller where more give it.

The drawing is made here, as wide as a page, with words in it that can be read, selected and
printed. Dates that would fall on one another share a mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from kyles.store.audited import Span
from kyles.web.words import day

WIDTH, MARGIN, STEP = 1080, 8, 9  # in the units of the drawing
TALLEST, BASE, LANE, LABELS = 64, 132, 17, 9
LETTER = 6.6  # about the width of one


@dataclass(slots=True)
class Bar:
    """Dates that share a mark."""

    x: float
    spans: list[Span]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.spans)

    @property
    def undisclosed(self) -> bool:
        return any(one.undisclosed for one in self.spans)

    @property
    def label(self) -> str:
        """The first date, and the last one where there are several."""
        ends = dict.fromkeys((self.spans[0].first, self.spans[-1].last))
        return " to ".join(day(one) for one in ends)


def strip(spans: Sequence[Span]) -> Markup:
    """The strip; nothing where no date is given."""
    known = [one for one in spans if one.first == one.last]
    if len(known) < 2:
        return Markup("")
    bars = _bars(known)
    height = BASE + 26
    title = f"{sum(one.count for one in known):,} passages give a day"
    return Markup(  # noqa: S704 - our own drawing; what is in it is escaped
        f'<svg class="strip-of-time" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{title}</title>"
        f'<line class="axis" x1="0" x2="{WIDTH}" y1="{BASE}" y2="{BASE}"/>'
        f"{''.join(_ticks(known))}{''.join(_drawn(bars))}</svg>"
    )


def _scale(spans: Sequence[Span]) -> tuple[int, float]:
    first, last = _ordinal(spans[0].first), _ordinal(spans[-1].first)
    return first, (WIDTH - 2 * MARGIN) / max(1, last - first)


def _ordinal(told: str) -> int:
    return date.fromisoformat(told).toordinal()


def _bars(spans: Sequence[Span]) -> list[Bar]:
    first, scale = _scale(spans)
    bars: list[Bar] = []
    for one in spans:
        x = MARGIN + (_ordinal(one.first) - first) * scale
        if bars and x - bars[-1].x < STEP:
            bars[-1].spans.append(one)
        else:
            bars.append(Bar(x, [one]))
    return bars


def _ticks(spans: Sequence[Span]) -> Iterator[str]:
    """The beginning of each year, or of each month where all is within two."""
    first, scale = _scale(spans)
    begin, end = date.fromisoformat(spans[0].first), date.fromisoformat(spans[-1].first)
    months = end.year - begin.year < 2
    starts = [date(year, month, 1) for year in range(begin.year, end.year + 1)
              for month in (range(1, 13) if months else (1,))]  # fmt: skip
    inside = [one for one in starts if begin < one <= end]
    step = max(1, len(inside) // 12)
    for one in inside[::step]:
        x = MARGIN + (one.toordinal() - first) * scale
        words = one.strftime("%b %Y") if months else str(one.year)
        yield f'<line class="tick" x1="{x:.1f}" x2="{x:.1f}" y1="{BASE}" y2="{BASE + 6}"/>'
        yield f'<text class="year" x="{x:.1f}" y="{BASE + 20}">{words}</text>'


def _drawn(bars: Sequence[Bar]) -> Iterator[str]:
    most = max(one.count for one in bars)
    told = {id(one): lane for one, lane in _labelled(bars)}
    for one in bars:
        height = 10 + (TALLEST - 10) * (one.count / most) ** 0.5
        kind = "absent" if one.undisclosed else "full"
        words = escape(f"{one.label}: {one.count}")
        yield (f'<rect class="{kind}" x="{one.x - 2:.1f}" y="{BASE - height:.1f}" width="4"'
               f' height="{height:.1f}"><title>{words}</title></rect>')  # fmt: skip
        if id(one) in told:
            yield from _label(one, told[id(one)], BASE - height)


def _labelled(bars: Sequence[Bar]) -> list[tuple[Bar, int]]:
    """The marks that get words, those with the most passages first, each in a lane that is free."""
    free: dict[int, list[tuple[float, float]]] = {0: [], 1: [], 2: []}
    told: list[tuple[Bar, int]] = []
    for one in sorted(bars, key=lambda bar: -bar.count)[:LABELS]:
        start, end = _extent(one)
        lane = next((lane for lane, taken in free.items() if _fits(start, end, taken)), None)
        if lane is not None:
            free[lane].append((start, end))
            told.append((one, lane))
    return told


def _fits(start: float, end: float, taken: Sequence[tuple[float, float]]) -> bool:
    return all(end < left or start > right for left, right in taken)


def _extent(one: Bar) -> tuple[float, float]:
    wide = len(one.label) * LETTER
    start = one.x if one.x + wide < WIDTH else one.x - wide
    return start - 8, start + wide + 8


def _label(one: Bar, lane: int, top: float) -> Iterator[str]:
    y = 13 + lane * LANE
    end = one.x + len(one.label) * LETTER >= WIDTH
    anchor = ' text-anchor="end"' if end else ""
    kind = " absent" if one.undisclosed else ""
    yield f'<line class="lead" x1="{one.x:.1f}" x2="{one.x:.1f}" y1="{y + 4}" y2="{top:.1f}"/>'
    yield f'<text class="date{kind}" x="{one.x:.1f}" y="{y}"{anchor}>{escape(one.label)}</text>'
