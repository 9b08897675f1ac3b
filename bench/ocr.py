"""The OCR round trip: pages drawn, degraded, read by Tesseract and matched with what was held.

python bench/ocr.py
"""

import io
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.export.matter import REPORT, SUPPLEMENT
from tests.intake.scans import written

from kyles.intake import tesseract
from kyles.reconcile.coverage import Text, cover

LEVELS = {"good": (200, 0.0, 0), "fax": (150, 1.0, 40), "worn": (100, 1.5, 70)}
PAGES = [*REPORT, *SUPPLEMENT]


def degraded(page: pdfium.PdfPage, dpi: int, skew: float, noise: int) -> Image.Image:
    """The page as a poor scan: coarse, turned by some degrees, with grey noise."""
    picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
    turned = np.asarray(picture.rotate(skew, fillcolor=255), dtype=float)
    noisy = turned + np.random.default_rng(1).normal(0, noise, turned.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def main() -> None:
    print("| level | pages | words covered | pages with a gap of 2 words or more | s a page |")
    print("|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for level, (dpi, skew, noise) in LEVELS.items():
            file = Path(folder) / f"{level}.pdf"
            drawn = [degraded(page, dpi, skew, noise)
                     for page in pdfium.PdfDocument(io.BytesIO(written(PAGES)))]  # fmt: skip
            drawn[0].save(file, save_all=True, append_images=drawn[1:], resolution=dpi)
            began = time.monotonic()
            scans = [tesseract.ScanPage(file, number) for number in range(1, len(PAGES) + 1)]
            read = tuple(tesseract.text(tesseract.recognise(scan)) for scan in scans)
            each = (time.monotonic() - began) / len(PAGES)
            told = list(cover([Text("held", tuple(PAGES))], [Text("scan", read)]))
            share = sum(one.covered for one in told) / sum(one.words for one in told)
            gaps = sum(any(gap.words > 1 for gap in one.missing) for one in told)
            print(f"| {level} | {len(PAGES)} | {share:.3f} | {gaps} | {each:.1f} |")


if __name__ == "__main__":
    main()
