"""Ink on paper: which pixels of a page are dark, which of them a box, and how the page lies.

Pictures are arrays of grey from 0 (black) to 255; darkness is 0 where the paper is and about 1
where the ink is, whatever the scanner made of either.
"""

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Darkness = NDArray[np.float32]
Mask = NDArray[np.bool_]

PAPER, INK = 0.75, 0.01  # shares of the pixels that are darker than the paper, than the ink
CONTRAST = 60  # of grey between paper and ink below which there is none
CELL = 4  # pixels of the cells in which a box is looked for
BOX = (2, 6)  # cells of the smallest box, in rows and columns
FULL = 0.92  # share of a cell that is dark in a box
DARK = 0.55  # darkness of a pixel that is ink
STEEPEST = 4.0  # degrees by which a page may be turned
EDGES = 40_000  # pixels that are enough to tell how the page lies


def levels(grey: Grey) -> tuple[int, int]:
    """How bright the paper is, and how dark the ink."""
    share = np.cumsum(np.bincount(grey.ravel(), minlength=256)) / grey.size
    return int(np.searchsorted(share, PAPER)), int(np.searchsorted(share, INK))


def darkness(grey: Grey) -> Darkness:
    """0 for paper, 1 for ink; a page without contrast stays nearly 0."""
    paper, ink = levels(grey)
    told = (paper - grey.astype(np.float32)) / max(paper - ink, CONTRAST)
    return np.clip(told, 0.0, 1.0).astype(np.float32)


def boxes(dark: Darkness) -> Mask:
    """Pixels of solid dark boxes, such as redactions and the black border of a scan."""
    rows, columns = dark.shape[0] // CELL, dark.shape[1] // CELL
    cells = (dark[: rows * CELL, : columns * CELL] > DARK).reshape(rows, CELL, columns, CELL)
    solid = _opened(cells.mean((1, 3)) > FULL)
    found = np.zeros(dark.shape, np.bool_)
    found[: rows * CELL, : columns * CELL] = np.kron(solid, np.ones((CELL, CELL), np.bool_))
    return found


def _opened(cells: Mask) -> Mask:
    """Only those cells that lie in a block of BOX."""
    down, across = BOX
    tall, wide = cells.shape[0] - down + 1, cells.shape[1] - across + 1
    kept = np.zeros_like(cells)
    if tall < 1 or wide < 1:
        return kept
    shifts = [(y, x) for y in range(down) for x in range(across)]
    whole = np.logical_and.reduce([cells[y : y + tall, x : x + wide] for y, x in shifts])
    for y, x in shifts:
        kept[y : y + tall, x : x + wide] |= whole
    return kept


def without(dark: Darkness, mask: Mask) -> Darkness:
    """The page without its boxes and the pixels at their borders."""
    return np.where(spread(mask, CELL + 2), np.float32(0), dark)


def spread(mask: Mask, far: int) -> Mask:
    """A mask with the pixels within `far` of it, down and across."""
    return _spread(_spread(mask, far, 0), far, 1)


def _spread(mask: Mask, far: int, axis: int) -> Mask:
    """Pixels within `far` of a mask, along one axis."""
    long = mask.shape[axis]
    counted = np.cumsum(np.insert(mask.astype(np.int32), 0, 0, axis=axis), axis=axis)
    ends = np.minimum(np.arange(long) + far + 1, long)
    begins = np.maximum(np.arange(long) - far, 0)
    near: Mask = np.take(counted, ends, axis) > np.take(counted, begins, axis)
    return near


def slope(dark: Darkness) -> float:
    """By how many degrees the lines of a page fall to the right; 0 where it has too few."""
    ink = dark > DARK
    rows, columns = np.nonzero(ink[1:] & ~ink[:-1])  # the upper edges of strokes
    if rows.size < 200:
        return 0.0
    every = rows.size // EDGES + 1
    rows, columns = rows[::every], columns[::every]

    def sharp(angle: float) -> float:
        """How much the edges gather in few rows when the page is turned back by an angle."""
        turned = np.round(rows - columns * np.tan(np.radians(angle))).astype(np.int64)
        counts = np.bincount(turned - turned.min()).astype(float)
        return float((counts * counts).sum())

    about = max(np.arange(-STEEPEST, STEEPEST + 0.01, 0.25), key=sharp)
    return float(max(np.arange(about - 0.25, about + 0.26, 0.05), key=sharp))
