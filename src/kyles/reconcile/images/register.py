"""How one page's picture lies on another: shift, scale and what is left of a skew.

First the profiles tell one scale and one shift, in a millisecond or two. For pages that look alike
then, blocks of the one are looked for in the other, and an affine map is fitted through where they
were found; blocks that moved otherwise (another stamp, a box) count for little in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kyles.fingerprint.ink import Darkness
from kyles.fingerprint.page import LENGTH, Profile, reduced

SCALES = np.arange(0.90, 1.101, 0.005)
FARTHEST = 90  # pixels of a shift
ACROSS = 0.7  # what columns count against rows: text has lines, and seldom columns
BLOCK, ROWS, COLUMNS = 64, 9, 7  # pixels of a block at half size, and how many there are
SEARCH = (10, 5)  # pixels at half size by which a block may have moved, in two rounds
ALIKE = 0.35  # correlation of a block that was found
PATTERN = 0.002  # variance of a block that can be found
FEW = 6  # blocks that are enough for a map
ROUNDS = 6  # of the fit
ELSEWHERE = 2.0  # pixels beside the map at which a block counts half

Map = NDArray[np.float64]  # 2 rows, 3 columns: from a held pixel (x, y, 1) to a produced one


@dataclass(frozen=True, slots=True)
class Laid:
    """A page laid on another: the map, and how well the profiles agree, up to 1.7."""

    map: Map
    agree: float


def laid(held: tuple[Profile, Profile], produced: tuple[Profile, Profile]) -> Laid:
    """The scale and the shift that profiles of rows and columns tell."""
    down, across = (_shifted(one, other) for one, other in zip(held, produced, strict=True))
    together = down.max(1) + ACROSS * across.max(1)
    best = int(together.argmax())
    scale = float(SCALES[best])
    x, y = (scale * (int(one[best].argmax()) - FARTHEST) for one in (across, down))
    return Laid(np.array([[scale, 0.0, x], [0.0, scale, y]]), float(together[best]))


def _shifted(held: Profile, produced: Profile) -> NDArray[np.float64]:
    """How well two profiles agree, by scale and by shift."""
    places = np.arange(LENGTH)
    scaled = np.stack([np.interp(places * one, places, produced, right=0.0) for one in SCALES])
    size = 2 * LENGTH
    spectrum = np.fft.rfft(scaled, size, axis=1) * np.conj(np.fft.rfft(held, size))
    every = np.fft.irfft(spectrum, size, axis=1)
    near = np.concatenate([every[:, -FARTHEST:], every[:, : FARTHEST + 1]], axis=1)
    weight = np.sqrt((scaled * scaled).sum(1) * float((held * held).sum())) + 1e-9
    agree: NDArray[np.float64] = near / weight[:, None]
    return agree


def drawn_on(page: Darkness, where: Map, shape: tuple[int, ...]) -> Darkness:
    """A produced page as it lies on a held one of a shape."""
    picture = Image.fromarray((page * 255).astype(np.uint8))
    moved = picture.transform((shape[1], shape[0]), Image.Transform.AFFINE,
                              tuple(where.ravel()), Image.Resampling.BILINEAR)  # fmt: skip
    return (np.asarray(moved) / np.float32(255)).astype(np.float32)


def at(where: Map, times: int) -> Map:
    """The same map for pictures so many times smaller."""
    scaled: Map = where * np.array([[1.0, 1.0, 1.0 / times]])
    return scaled


def refined(held: Darkness, produced: Darkness, where: Map) -> Map:
    """The map after blocks were looked for; as it was where too few were found."""
    for far in SEARCH:
        moved, places = _moves(reduced(held, 2), _half(held, produced, where), far)
        if len(places) < FEW:
            return where
        where = where @ np.vstack([np.array([[1.0, 0, 0], [0, 1.0, 0]]) + _fit(places, moved),
                                   [0.0, 0.0, 1.0]])  # fmt: skip
    return where


def _half(held: Darkness, produced: Darkness, where: Map) -> Darkness:
    return reduced(drawn_on(produced, where, held.shape), 2)


def _moves(held: Darkness, produced: Darkness, far: int) -> tuple[Map, Map]:
    """By how much the blocks that were found have moved, and where they are, in full pixels."""
    rows, columns = (np.linspace(0, size - BLOCK, count).astype(int)
                     for size, count in zip(held.shape, (ROWS, COLUMNS), strict=True))  # fmt: skip
    corners = [(y, x) for y in rows for x in columns if y >= 0 and x >= 0]
    if not corners:
        return np.zeros((0, 2)), np.zeros((0, 2))
    ours, theirs = (_levelled(np.stack([one[y : y + BLOCK, x : x + BLOCK] for y, x in corners]))
                    for one in (held, produced))  # fmt: skip
    agree = _correlated(ours, theirs, far)
    best = agree.reshape(len(corners), -1).argmax(1)
    down, across = best // (2 * far + 1) - far, best % (2 * far + 1) - far
    found = agree.max((1, 2)) > ALIKE
    found &= ((ours * ours).mean((1, 2)) > PATTERN) & (abs(down) < far) & (abs(across) < far)
    middle = np.array([(x + BLOCK / 2, y + BLOCK / 2) for y, x in corners])
    return 2.0 * np.stack([across, down], 1)[found], 2.0 * middle[found]


def _levelled(blocks: NDArray[np.float32]) -> NDArray[np.float32]:
    level: NDArray[np.float32] = blocks - blocks.mean((1, 2), keepdims=True)
    return level


def _correlated(
    ours: NDArray[np.float32], theirs: NDArray[np.float32], far: int
) -> NDArray[np.float64]:
    """How well each block agrees with its like, by shift down and across."""
    size = (2 * BLOCK, 2 * BLOCK)
    spectrum = np.fft.rfft2(theirs, size) * np.conj(np.fft.rfft2(ours, size))
    every = np.fft.fftshift(np.fft.irfft2(spectrum, size), axes=(1, 2))
    near = slice(BLOCK - far, BLOCK + far + 1)
    weight = np.sqrt((ours * ours).sum((1, 2)) * (theirs * theirs).sum((1, 2))) + 1e-6
    agree: NDArray[np.float64] = every[:, near, near] / weight[:, None, None]
    return agree


def _fit(places: Map, moved: Map) -> Map:
    """The affine move through blocks, those that moved otherwise counting less, round by round."""
    known = np.c_[places, np.ones(len(places))]
    weight = np.ones(len(places))
    for _ in range(ROUNDS):
        told, *_ = np.linalg.lstsq(known * weight[:, None], moved * weight[:, None], rcond=None)
        beside = np.abs(known @ told - moved).max(1)
        weight = 1 / (1 + (beside / ELSEWHERE) ** 2)
    move: Map = told.T
    return move
