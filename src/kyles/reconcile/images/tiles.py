"""What of a held page a produced page shows, tile by tile.

A tile is about a word wide and a line high. Each pixel row of it loses its mean, so that lines of a
form, and lines of text as such, agree with nothing; then a tile is found where it correlates with
the produced page, within two pixels. A tile under a black box is redacted. Where tiles that hang
together are not found, other words stand there: that is what tells two pages of one form apart.

The verdict errs on one side. A page is *found* only where nearly every tile is, and no two tiles
side by side are other than in the produced page. A page that is mostly like it is a question for a
pair of eyes, and so is one of which little is left beside its boxes.
"""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint import ink
from kyles.fingerprint.ink import Darkness, Mask

TILE = (16, 32)  # pixels down and across, of a page 1,000 pixels long
REACH = 2  # pixels that a tile may lie beside its place
PATTERN = 0.006  # variance within the rows of a tile that has something on it
BORDER = 6  # pixels around a box that it spoils
SHADE = 0.45  # mean darkness of a held tile, above which a dark one is no box
COVERED = 0.35  # share of a tile under a box that is redacted
FOUND, OTHER = 0.5, 0.3  # correlations of a tile that is found, and of one that is other
ENOUGH = 12  # tiles that tell a page
MOST = 0.85  # share of the tiles found in a page that is found
MISSED = 0.02  # and of its tiles that may be other, each by itself
STRANGE = 0.05  # share of other tiles that makes it another page
LIKE = 0.6  # share of the tiles found in a page that is to be looked at
COVERED_PAGE = 0.5  # share of tiles gone, above which what is left may be the form alone


class Tile(IntEnum):
    """What became of a tile of a held page."""

    NOTHING = 0  # nothing is on it
    FOUND = 1
    REDACTED = 2  # under a black box, or at the border of one
    EMPTY = 3  # where it was is blank paper
    OTHER = 4  # other words stand there
    UNCLEAR = 5


class Verdict(StrEnum):
    """What two pictures say of a held page."""

    FOUND = "found"  # the produced page shows it, but for its boxes
    UNSURE = "unsure"  # compare by eye
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Compared:
    """A held page on a produced one, counted in tiles that have something on them."""

    tiles: int
    found: int
    redacted: int
    empty: int
    other: int
    verdict: Verdict

    @property
    def share(self) -> float:
        """The share found of what is neither covered nor empty."""
        return self.found / max(1, self.tiles - self.redacted - self.empty)


def compared(held: Darkness, own_boxes: Mask, produced: Darkness, boxes: Mask) -> Compared:
    """What a page shows of a held one, both as they lie on each other."""
    kinds = told(held, own_boxes, produced, boxes)
    counts = np.bincount(kinds.ravel(), minlength=len(Tile))
    filled = int(counts.sum() - counts[Tile.NOTHING])
    found, redacted, empty, other = (
        int(counts[one]) for one in (Tile.FOUND, Tile.REDACTED, Tile.EMPTY, Tile.OTHER)
    )
    whole = Compared(filled, found, redacted, empty, other, Verdict.NOT_FOUND)
    return replace(whole, verdict=_verdict(whole, together=_together(kinds == Tile.OTHER)))


def told(
    held: Darkness, own_boxes: Mask, produced: Darkness, boxes: Mask
) -> NDArray[np.int8]:  # fmt: skip
    """The kind of each tile of a held page."""
    filled = _patterned(held) & (_share(_near(own_boxes)) == 0)
    agree = agreement(held, produced, filled)
    lost = agree < FOUND
    light = _tiled(held, TILE).mean((1, 3)) < SHADE
    new = boxes & ~_near(own_boxes)
    covered = (_share(new) > COVERED) & light
    redacted = covered | (lost & (_share(_near(new)) > 0))
    redacted &= _together(filled & covered)  # a single dark tile is a blot
    kinds = np.select(
        [~filled, redacted, ~lost, ~_patterned(produced), agree < OTHER],
        [Tile.NOTHING, Tile.REDACTED, Tile.FOUND, Tile.EMPTY, Tile.OTHER], Tile.UNCLEAR,
    )  # fmt: skip
    return kinds.astype(np.int8)


def agreement(held: Darkness, produced: Darkness, filled: Mask) -> NDArray[np.float64]:
    """How well each tile correlates, -1 to 1: the best place within REACH, or one good enough."""
    ours = levelled(held, TILE)
    own = (ours * ours).sum((1, 3))
    best = np.full(own.shape, -1.0)
    wide = np.pad(produced, REACH)
    tall, broad = held.shape
    for down, across in _PLACES:
        theirs = levelled(wide[down : down + tall, across : across + broad], TILE)
        both = np.sqrt(own * (theirs * theirs).sum((1, 3)) + 1e-3)
        best = np.maximum(best, (ours * theirs).sum((1, 3)) / both)
        if (best[filled] >= FOUND).all():
            break
    return best


_PLACES = sorted(
    ((down, across) for down in range(2 * REACH + 1) for across in range(2 * REACH + 1)),
    key=lambda place: (place[0] - REACH) ** 2 + (place[1] - REACH) ** 2,
)


def _verdict(one: Compared, *, together: bool) -> Verdict:
    bare = one.tiles - one.redacted - one.empty
    if bare < ENOUGH or one.redacted + one.empty > COVERED_PAGE * one.tiles:
        return Verdict.UNSURE if bare and one.share >= MOST and not together else Verdict.NOT_FOUND
    if (
        one.share >= MOST
        and one.other <= MISSED * bare
        and not together
        and one.empty <= MISSED * bare
    ):
        return Verdict.FOUND
    like = one.share >= LIKE and one.other <= STRANGE * bare
    return Verdict.UNSURE if like else Verdict.NOT_FOUND


def _together(tiles: Mask) -> bool:
    """Whether two of some tiles touch, also at a corner."""
    pairs = (tiles[1:] & tiles[:-1], tiles[:, 1:] & tiles[:, :-1],
             tiles[1:, 1:] & tiles[:-1, :-1], tiles[1:, :-1] & tiles[:-1, 1:])  # fmt: skip
    return any(bool(one.any()) for one in pairs)


def _patterned(dark: Darkness) -> Mask:
    """Tiles with something on them."""
    own = levelled(dark, TILE)
    filled: Mask = (own * own).mean((1, 3)) > PATTERN
    return filled


def _near(boxes: Mask) -> Mask:
    """Boxes with the pixels around them, which a scan makes grey."""
    return ink.spread(boxes, BORDER)


def doubtful(one: Compared) -> Compared:
    """The same, as a question."""
    return replace(one, verdict=Verdict.UNSURE)


def levelled(dark: Darkness, size: tuple[int, int]) -> NDArray[np.float32]:
    """A picture as tiles (row, pixel row, column, pixel), each pixel row without its mean."""
    tiled = _tiled(dark, size)
    level: Darkness = tiled - tiled.mean(3, keepdims=True)
    return level


def _tiled(values: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    tall, wide = size
    rows, columns = values.shape[0] // tall, values.shape[1] // wide
    return values[: rows * tall, : columns * wide].reshape(rows, tall, columns, wide)


def _share(mask: Mask) -> NDArray[np.float32]:
    """Of each tile, how much a mask covers."""
    share: Darkness = _tiled(mask.astype(np.float32), TILE).mean((1, 3))
    return share
