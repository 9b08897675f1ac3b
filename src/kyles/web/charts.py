"""Drawings as SVG, made here: no script, no style of their own, and words for who cannot see."""

from collections.abc import Mapping

from markupsafe import escape

from kyles.export.bars import PARTS

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


def swatch(name: str) -> str:
    """The colour of one part, for a key."""
    return (
        '<svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">'
        f'<rect class="{escape(name)}" width="14" height="14"/></svg>'
    )
