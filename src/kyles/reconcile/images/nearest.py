"""Which produced pages could be a held one: those whose hashes are near.

Up to FEW pages every hash is looked at, a nanosecond or so each. Above it only those that share a
band: eight neighbouring cells of the hash that are the same at the same place and have something on
them; so the work grows with the pages and not with their square.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.page import GRID

FEW = 20_000  # pages
BAND = (2, 4)  # rows and columns of cells
STEPS = 4  # cells of a band that have something on them, at least
CROWD = 2_000  # pages of a band that says nothing any more

Bits = NDArray[np.uint64]


@dataclass(frozen=True)
class Hashes:
    """The hashes of produced pages, ready to be looked through."""

    bits: Bits  # one row a page
    bands: dict[int, list[int]]  # pages by band; empty where there are few pages

    @classmethod
    def of(cls, pages: Sequence[Bits]) -> "Hashes":
        found: dict[int, list[int]] = {}
        for at, bits in enumerate(pages if len(pages) > FEW else ()):
            for band in bands(bits):
                found.setdefault(band, []).append(at)
        return cls(np.stack(pages) if pages else np.zeros((0, 8), np.uint64), found)

    def nearest(self, bits: Bits, amount: int) -> list[int]:
        """The pages that are nearest, the nearest first; of equal ones the first."""
        among = self._among(bits)
        far = np.bitwise_count(self.bits[among] ^ bits).sum(1)
        return [int(at) for at in among[np.argsort(far, kind="stable")[:amount]]]

    def _among(self, bits: Bits) -> NDArray[np.int64]:
        if not self.bands:
            return np.arange(len(self.bits))
        some = {at for band in bands(bits) for at in self._in(band)}
        return np.array(sorted(some), np.int64)

    def _in(self, band: int) -> Sequence[int]:
        pages = self.bands.get(band, ())
        return pages if len(pages) <= CROWD else ()


def bands(bits: Bits) -> Iterator[int]:
    """The bands of a hash, as numbers that tell place and content."""
    darker, lighter = np.unpackbits(bits.view(np.uint8)).reshape(2, GRID, GRID).astype(np.int64)
    cells = darker + 2 * lighter
    tall, wide = BAND
    windows = np.lib.stride_tricks.sliding_window_view(cells, BAND).reshape(-1, tall * wide)
    told = windows @ (4 ** np.arange(tall * wide))
    places = np.arange(len(windows))
    kept = (windows > 0).sum(1) >= STEPS
    yield from (told[kept] * len(windows) + places[kept]).tolist()
