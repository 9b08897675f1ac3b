"""Pages as they come back to a defendant: printed, scanned, faxed, stamped, blacked out."""

import io
import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont


@dataclass(frozen=True, slots=True)
class Level:
    """How poor a scan is: dots an inch, degrees, least scale, blur, noise, JPEG quality, levels."""

    dpi: int
    turn: float
    scale: float
    blur: float
    noise: float
    jpeg: int
    bilevel: bool


LEVELS = {
    "good": Level(200, 0.3, 1.0, 0.0, 4, 80, False),
    "fax": Level(200, 1.0, 0.97, 0.6, 20, 0, True),
    "130 dpi": Level(130, 1.5, 0.97, 0.6, 25, 35, False),
    "worn": Level(100, 2.0, 0.95, 0.8, 45, 30, False),
}
DPI = 200  # of the pages that come in


def degraded(page: Image.Image, level: Level, rng: random.Random, *, boxes: int = 0
             ) -> Image.Image:  # fmt: skip
    """A page at DPI as a poor scan with a Bates stamp and some black boxes."""
    sheet = _laid(_boxed(page, boxes, rng), level, rng)
    coarse = sheet.resize(tuple(round(side * level.dpi / DPI) for side in page.size),
                          Image.Resampling.BICUBIC)  # fmt: skip
    _stamp(coarse, level, rng)
    soft = coarse.filter(ImageFilter.GaussianBlur(level.blur))
    grain = np.random.default_rng(rng.randrange(1 << 30)).normal(0, level.noise, soft.size[::-1])
    grey = np.clip(np.asarray(soft, float) + grain, 0, 255)
    if level.bilevel:
        grey = np.where(grey > 150, 255, 0)
    return _compressed(Image.fromarray(grey.astype(np.uint8)), level)


def _boxed(page: Image.Image, boxes: int, rng: random.Random) -> Image.Image:
    """Boxes of a word to a paragraph, anywhere inside the margins."""
    copy = page.copy()
    wide, tall = page.size
    for _ in range(boxes):
        across, down = rng.randint(wide // 8, wide // 2), rng.randint(tall // 60, tall // 10)
        left = rng.randint(wide // 12, wide - across - wide // 12)
        top = rng.randint(tall // 10, tall - down - tall // 10)
        ImageDraw.Draw(copy).rectangle((left, top, left + across, top + down), fill=0)
    return copy


def _laid(page: Image.Image, level: Level, rng: random.Random) -> Image.Image:
    """Turned, scaled and moved, as it lay on the glass."""
    wide, tall = page.size
    scale = rng.uniform(level.scale, 1.0)
    turned = page.rotate(rng.uniform(-level.turn, level.turn), Image.Resampling.BICUBIC,
                         fillcolor=255)  # fmt: skip
    sheet = Image.new("L", page.size, 255)
    small = turned.resize((round(wide * scale), round(tall * scale)), Image.Resampling.BICUBIC)
    sheet.paste(small, ((wide - small.width) // 2 + rng.randint(-16, 16),
                        (tall - small.height) // 2 + rng.randint(-16, 16)))  # fmt: skip
    return sheet


def _stamp(page: Image.Image, level: Level, rng: random.Random) -> None:
    font = ImageFont.load_default(size=28 * level.dpi / DPI)
    place = round(page.width * 0.7), round(page.height * 0.965)
    ImageDraw.Draw(page).text(place, f"HAR-{rng.randint(1, 99999):06d}", fill=0, font=font)


def _compressed(page: Image.Image, level: Level) -> Image.Image:
    if not level.jpeg:
        return page
    data = io.BytesIO()
    page.save(data, "JPEG", quality=level.jpeg)
    return Image.open(data).convert("L")
