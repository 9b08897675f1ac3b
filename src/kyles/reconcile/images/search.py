"""Looking for a held page among produced ones that could be it.

The small pictures are laid on each other first, a few milliseconds a pair; what then looks like the
page is drawn again at full size, registered, and compared tile by tile.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kyles.fingerprint.page import SMALL, Print, Straight
from kyles.reconcile.images import prints, register, tiles
from kyles.reconcile.images.tiles import Compared, Verdict

LOOKED = 3  # produced pages that are compared tile by tile
ALIKE = 0.35  # mean correlation of the small pictures, below which it is another page
CELL = (4, 8)  # pixels of the cells of small pictures that are correlated
PATTERN = 0.003  # variance within the rows of a cell that has something on it
COPIES = 40  # bits by which the hashes of two copies of one page may differ

Row = dict[str, str]
Where = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Search:
    """A held page and the produced pages that could be it: files, pages, and kept prints."""

    held: tuple[Where, Row]
    candidates: tuple[tuple[Where, Row], ...]


def best(search: Search) -> tuple[int, Compared] | None:
    """The candidate that shows the page best, by its place in the list; None where none may."""
    own = prints.unpacked(search.held[1])
    some = likely(own, [prints.unpacked(row) for _, row in search.candidates])
    if not some:
        return None
    page = prints.drawn(search.held[0])
    seen = []
    for at, laid in some:
        seen.append((at, compared(page, prints.drawn(search.candidates[at][0]), laid)))
        if seen[-1][1].verdict is Verdict.FOUND and not seen[-1][1].redacted:
            return seen[-1]  # nothing could show it better
    return chosen(seen, search)


def likely(own: Print, others: Sequence[Print]) -> list[tuple[int, register.Map]]:
    """The candidates whose small pictures look like the page's, the most alike first."""
    found = []
    for at, other in enumerate(others):
        where = register.laid((own.rows, own.columns), (other.rows, other.columns)).map
        alike = _alike(own, other, where)
        if alike >= ALIKE:
            found.append((-alike, at, where))
    return [(at, where) for _, at, where in sorted(found, key=lambda one: one[:2])[:LOOKED]]


def _alike(own: Print, other: Print, where: register.Map) -> float:
    """The mean correlation of cells that have something on them."""
    theirs = register.drawn_on(other.small, register.at(where, SMALL), own.small.shape)
    ours, found = (tiles.levelled(one, CELL) for one in (own.small, theirs))
    weight = (ours * ours).sum((1, 3))
    filled = weight / (CELL[0] * CELL[1]) > PATTERN
    if not filled.any():
        return 0.0
    both = np.sqrt(weight * (found * found).sum((1, 3)) + 1e-3)
    return float(((ours * found).sum((1, 3)) / both)[filled].mean())


def compared(held: Straight, other: Straight, laid: register.Map) -> Compared:
    where = register.refined(held.dark, other.dark, laid)
    dark = register.drawn_on(other.dark, where, held.dark.shape)
    boxes = register.drawn_on(other.boxes.astype(np.float32), where, held.dark.shape) > 0.5
    return tiles.compared(held.dark, held.boxes, dark, boxes)


def chosen(seen: Sequence[tuple[int, Compared]], search: Search) -> tuple[int, Compared] | None:
    """The best of what was compared. Where two different pages show it, both but for boxes, what
    they share may be the form: then that is a question.
    """
    order = {Verdict.FOUND: 0, Verdict.UNSURE: 1, Verdict.NOT_FOUND: 2}
    ranked = sorted(seen, key=lambda one: (order[one[1].verdict], one[1].redacted, -one[1].share))
    first, *rest = ranked
    if first[1].verdict is Verdict.NOT_FOUND:
        return None
    found = [one for one in rest if one[1].verdict is Verdict.FOUND]
    if any(not _copies(search.candidates[first[0]][1], search.candidates[at][1])
           for at, _ in found):  # fmt: skip
        return first[0], tiles.doubtful(first[1])
    return first


def _copies(one: Row, other: Row) -> bool:
    """Whether two produced pages look like the same page given twice."""
    bits = (prints.unpacked(row).bits for row in (one, other))
    return int(np.bitwise_count(next(bits) ^ next(bits)).sum()) <= COPIES
