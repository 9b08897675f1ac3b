"""Forms of three kinds, each filled in with what one invented record says."""

import io
import random
from collections.abc import Iterator

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

TITLES = ("COUNTY SHERIFF - PROPERTY RECEIPT", "JAIL INTAKE AND BOOKING FORM",
          "VEHICLE TOW AND INVENTORY REPORT")  # fmt: skip
FIELDS = (
    ("Case number", "Item number", "Received from", "Date and time", "Received by", "Location",
     "Address", "Telephone"),
    ("Booking number", "Name", "Date of birth", "Arresting officer", "Charge", "Cell",
     "Next of kin", "Telephone"),
    ("Tow number", "Plate", "Vehicle", "Owner", "Towed by", "Lot", "Address", "Date and time"),
)  # fmt: skip
NAMES = "Ana Ben Cora Dov Ema Finn Gwen Hal Iris Jon Kit Lena Milo Nora Otto Pia Quin Rosa"
FAMILIES = "Abbot Barrow Castell Dunmore Ekholm Farrow Gantry Holloway Ibsen Jarvik Kessler"
TEXT = (
    "the box was moved to shelf by deputy after call from witness near gate and photographs were"
    " taken of each cartridge before it was sealed with tape and weighed at the annex during night"
    " shift while radio log shows no entry for vehicle seen on road past ranch house"
)
FIRST, LAST, WORDS = NAMES.split(), FAMILIES.split(), TEXT.split()
SMALL_PRINT = (
    "I certify that the property described above was received by me in the condition stated and",
    "that each item was marked, sealed and entered in the register of the property room under the",
    "number given above. Property not claimed within ninety days of the disposition of the case",
    "may be disposed of as provided by the rules of the office. Keep the white copy.",
)


def filled(kind: int, rng: random.Random) -> Image.Image:
    """One form at 200 dpi."""
    data = io.BytesIO()
    page = Canvas(data, pagesize=letter, invariant=True)
    page.setFont("Helvetica-Bold", 14)
    page.drawString(60, 740, TITLES[kind])
    for at, (field, value) in enumerate(zip(FIELDS[kind], _values(rng), strict=True)):
        x, y = (60, 320)[at % 2], 700 - 30 * (at // 2)
        page.rect(x - 4, y - 8, 252, 24)
        page.setFont("Helvetica", 7)
        page.drawString(x, y + 8, field.upper())
        page.setFont("Courier", 11)
        page.drawString(x + 4, y - 5, value)
    _description(page, rng)
    page.setFont("Times-Roman", 8)
    for at, line in enumerate(SMALL_PRINT):
        page.drawString(60, 280 - 11 * at, line)
    page.showPage()
    page.save()
    drawn: Image.Image = pdfium.PdfDocument(data.getvalue())[0].render(
        scale=200 / 72, grayscale=True).to_pil()  # fmt: skip
    return drawn


def _values(rng: random.Random) -> Iterator[str]:
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    yield from (f"{rng.randint(19, 26)}-{rng.randint(1000, 99999)}", name,
                f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/20{rng.randint(19, 26)}",
                f"{rng.choice(FIRST)} {rng.choice(LAST)}", f"hall {rng.randint(1, 40)}",
                f"{rng.randint(10, 9999)} {rng.choice(LAST)} Street",
                f"555-{rng.randint(100, 999)}-{rng.randint(1000, 9999)}")  # fmt: skip


def _description(page: Canvas, rng: random.Random) -> None:
    """Fourteen ruled lines, two, four or eight of them written on."""
    written = rng.choice((2, 4, 8))
    page.setFont("Courier", 10)
    for at in range(14):
        page.line(60, 555 - 18 * at, 560, 555 - 18 * at)
        if at < written:
            words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(7, 12)))
            page.drawString(64, 558 - 18 * at, words[:78])
