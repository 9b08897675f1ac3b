"""The picture of a page, as it is looked for: a hash in bands, two profiles, a small picture.

A page is laid straight and drawn SIDE pixels long. Its hash says where it grows darker and lighter
from left to right, 16 by 16; pages whose hashes are near are candidates and no more: pages of one
form have nearly the same. The profiles (how dark each row and each column is) tell by which shift
and scale one page lies on another, the small picture whether it could be the same.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from kyles.fingerprint import ink
from kyles.fingerprint.ink import Darkness, Mask

METHOD = "page/1"  # changes when the same picture would give another print

SIDE = 1000  # pixels of the longer side
LENGTH = 1024  # of a profile
LOCAL = 61  # pixels over which a profile is levelled
SMALL = 4  # the small picture is so many times smaller
GRID = 16  # rows and columns of the hash
RISE = 0.01  # darkness between two cells of the hash below which they are alike
SOFT = 0.8  # radius of the blur against noise
TURNED = 0.04  # degrees that are not worth turning back
TONE = 0.15  # darkness of a pixel that is not paper any more
PAPER = 0.5  # share of pixels that are paper, below which it is a photograph
WHITE, FILLED = 245, 0.25  # grey of the paper around a photograph, and the least share it fills
SPECKS = 2e-4  # share of dark pixels in a page that is blank

Box = tuple[float, float, float, float]  # left, top, right, bottom
Profile = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Straight:
    """A page laid straight: its darkness, with boxes taken out, and where those are."""

    dark: Darkness
    boxes: Mask

    @property
    def blank(self) -> bool:
        """Whether nothing is on it but specks."""
        return not self.boxes.any() and float((self.dark > ink.DARK).mean()) < SPECKS


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of the picture of a page, to look for it."""

    bits: NDArray[np.uint64]  # the hash
    rows: Profile
    columns: Profile
    small: Darkness
    blank: bool


def straight(picture: Image.Image) -> Straight:
    """A page's picture, whatever its size and however it lies."""
    grey = picture.convert("L")
    page = _soft(grey)
    photograph = _photograph(page)
    if photograph:
        page = _soft(grey.crop(_at(photograph, grey)))
    told = _straight(page)
    angle = 0.0 if photograph else ink.slope(told.dark)
    if abs(angle) <= TURNED:
        return told
    paper, _ = ink.levels(np.asarray(page))
    return _straight(page.rotate(angle, Image.Resampling.BILINEAR, fillcolor=paper))


def _straight(page: Image.Image) -> Straight:
    dark = ink.darkness(np.asarray(page))
    boxes = ink.boxes(dark)
    return Straight(ink.without(dark, boxes), boxes)


def _soft(grey: Image.Image) -> Image.Image:
    """The picture with a longer side of SIDE pixels, blurred a little."""
    share = SIDE / max(grey.size)
    size = max(16, round(grey.width * share)), max(16, round(grey.height * share))
    sized = grey.resize(size, Image.Resampling.BILINEAR, reducing_gap=3.0)
    return sized.filter(ImageFilter.GaussianBlur(SOFT))


def _photograph(page: Image.Image) -> Box | None:
    """Where a photograph stands on a page, as shares of it; None for a page of paper and ink."""
    grey = np.asarray(page)
    down, across = (np.nonzero((grey < WHITE).mean(axis) > FILLED)[0] for axis in (1, 0))
    if down.size < FILLED * page.height or across.size < FILLED * page.width:
        return None
    top, bottom, left, right = down[0], down[-1] + 1, across[0], across[-1] + 1
    dark = ink.darkness(grey[top:bottom, left:right])
    if float((dark < TONE).mean()) > PAPER:
        return None
    return (float(left / page.width), float(top / page.height),
            float(right / page.width), float(bottom / page.height))  # fmt: skip


def _at(box: Box, grey: Image.Image) -> tuple[int, int, int, int]:
    """A box in shares of a picture, in its pixels."""
    left, top, right, bottom = box
    return (round(left * grey.width), round(top * grey.height),
            round(right * grey.width), round(bottom * grey.height))  # fmt: skip


def print_of(page: Straight) -> Print:
    """What is kept of a page."""
    small = reduced(page.dark, SMALL)
    return Print(_bits(small), _levelled(page.dark.mean(1)), _levelled(page.dark.mean(0)), small,
                 page.blank)  # fmt: skip


def reduced(dark: Darkness, times: int) -> Darkness:
    """A picture so many times smaller."""
    rows, columns = dark.shape[0] // times, dark.shape[1] // times
    cells = dark[: rows * times, : columns * times].reshape(rows, times, columns, times)
    told: Darkness = cells.mean((1, 3), dtype=np.float32)
    return told


def _bits(small: Darkness) -> NDArray[np.uint64]:
    """Where it grows darker to the right, and where lighter: two bits a cell."""
    picture = Image.fromarray((small * 255).astype(np.uint8)).filter(ImageFilter.BoxBlur(3))
    cells = np.asarray(picture.resize((GRID + 1, GRID), Image.Resampling.BOX), float) / 255
    steps = np.diff(cells, axis=1)
    return np.packbits(np.stack([steps > RISE, steps < -RISE])).view(np.uint64)


def _levelled(profile: Profile) -> Profile:
    """A profile without what changes slowly, filled up to LENGTH."""
    root = np.sqrt(profile)
    told = np.zeros(LENGTH, np.float32)
    told[: root.size] = root - np.convolve(root, np.ones(LOCAL) / LOCAL, "same")[: root.size]
    return told
