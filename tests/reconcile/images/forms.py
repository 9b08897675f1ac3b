"""Pages that a test makes: one form with other entries, scanned well or badly."""

import io
import random
from functools import cache

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

FIELDS = ("Case number", "Item number", "Received from", "Date and time", "Received by", "Location",
          "Address", "Telephone")  # fmt: skip
TEXT = (
    "the box was moved to a shelf by deputy after call from witness near gate and photographs were"
    " taken of each cartridge before sealed with tape weighed at annex during night shift while"
    " radio log shows no entry for vehicle seen on road past ranch house under cover lamp"
)
WORDS = TEXT.split()
SMALL_PRINT = (
    "I certify that the property described above was received by me in the condition stated and",
    "that each item was marked, sealed and entered in the register of the property room under the",
    "number given above. Property not claimed within ninety days may be disposed of by the office.",
)


@cache
def receipt(record: int) -> Image.Image:
    """A property receipt, filled in with what one record says; invented throughout."""
    rng = random.Random(record)
    data = io.BytesIO()
    page = Canvas(data, pagesize=letter, invariant=True)
    page.setFont("Helvetica-Bold", 14)
    page.drawString(60, 740, "COUNTY SHERIFF - PROPERTY RECEIPT")
    for at, field in enumerate(FIELDS):
        x, y = (60, 320)[at % 2], 700 - 30 * (at // 2)
        page.rect(x - 4, y - 8, 252, 24)
        page.setFont("Helvetica", 7)
        page.drawString(x, y + 8, field.upper())
        page.setFont("Courier", 11)
        page.drawString(x + 4, y - 5, f"{rng.choice(WORDS).title()} {rng.randint(100, 99999)}")
    for at in range(12):
        page.line(60, 545 - 18 * at, 560, 545 - 18 * at)
        page.setFont("Courier", 10)
        if at < 6:
            line = " ".join(rng.choice(WORDS) for _ in range(11))
            page.drawString(64, 548 - 18 * at, line[:78])
    page.setFont("Times-Roman", 9)
    for at, line in enumerate(SMALL_PRINT):
        page.drawString(60, 300 - 12 * at, line)
    page.showPage()
    page.save()
    drawn: Image.Image = pdfium.PdfDocument(data.getvalue())[0].render(
        scale=150 / 72, grayscale=True).to_pil()  # fmt: skip
    return drawn


def boxed(page: Image.Image, *boxes: tuple[float, float, float, float], fill: int = 0
          ) -> Image.Image:  # fmt: skip
    """A page with boxes; each is left, top, right and bottom in shares of the page."""
    copy = page.copy()
    wide, tall = page.size
    for left, top, right, bottom in boxes:
        ImageDraw.Draw(copy).rectangle(
            (left * wide, top * tall, right * wide, bottom * tall), fill=fill
        )
    return copy


def faxed(page: Image.Image, *, turn: float = 1.2, scale: float = 0.97, dpi: int = 100,
          noise: float = 25) -> Image.Image:  # fmt: skip
    """A page as a poor scan: turned, made smaller, moved, coarse, noisy, and stamped."""
    wide, tall = page.size
    turned = page.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
    small = turned.resize((round(wide * scale), round(tall * scale)))
    sheet = Image.new("L", page.size, 255)
    sheet.paste(small, (20, 8))
    coarse = sheet.resize((round(wide * dpi / 150), round(tall * dpi / 150)))
    ImageDraw.Draw(coarse).text((coarse.width * 0.75, coarse.height * 0.96), "HAR-000012", fill=0)
    soft = np.asarray(coarse.filter(ImageFilter.GaussianBlur(0.6)), float)
    grey = soft + np.random.default_rng(1).normal(0, noise, soft.shape)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def photograph(seed: int) -> Image.Image:
    """A picture without paper in it: blobs of light, as of a room."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(20, 235, (14, 18)).astype(np.uint8)
    return Image.fromarray(coarse).resize((720, 560), Image.Resampling.BICUBIC)


def pdf(*pages: Image.Image) -> bytes:
    """Pages as a PDF of pictures alone."""
    data = io.BytesIO()
    pages[0].save(data, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return data.getvalue()
