"""Drawings as SVG, made here: no script, no style of their own, and words for who cannot see."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import escape

from kyles.export.bars import PARTS
from kyles.reconcile.lines import clock
from kyles.web.recordings import Gap

WIDTH, HEIGHT = 400, 14


def bar(counts: Mapping[str, int], title: str) -> str:
    """Coverage as a bar, from what was given in full to what was not."""
    whole = sum(counts.values()) or 1
    drawn, x = [], 0.0
    for name, _, _ in PARTS:
        width = WIDTH * counts.get(name, 0) / whole
        if width:
            drawn.append(f'<rect class="{name}" x="{x:.2f}" width="{width:.2f}" height="14"/>')
        x += width
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img">'
        f"<title>{escape(title)}</title>{''.join(drawn)}</svg>"
    )


def times(
    seconds: float, missing: Sequence[Gap], address: Callable[..., str]
) -> str:  # fmt: skip
    """A recording from its beginning to its end, what is missing of it as links to that time."""
    links = "".join(_gap(one, seconds, address) for one in missing)
    return (
        f'<svg class="chart of-time" viewBox="0 0 {WIDTH} 28" preserveAspectRatio="none">'
        f'<rect class="full" width="{WIDTH}" height="28"/>{links}</svg>'
    )


def _gap(gap: Gap, seconds: float, address: Callable[..., str]) -> str:
    told = f"Not given: {clock(gap.start)} to {clock(gap.end)}"
    x, width = WIDTH * gap.start / seconds, WIDTH * (gap.end - gap.start) / seconds
    to = escape(address(start=int(gap.start), end=None))
    return (
        f'<a href="{to}#recording" data-seek="{int(gap.start)}" aria-label="{told}">'
        f"<title>{told}</title>"
        f'<rect class="absent" x="{x:.2f}" width="{max(width, 2):.2f}" height="28"/></a>'
    )


def swatch(name: str) -> str:
    """The colour of one part, for a key."""
    return (
        '<svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">'
        f'<rect class="{escape(name)}" width="14" height="14"/></svg>'
    )
