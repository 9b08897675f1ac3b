"""Page images: which pages are found in poor scans of them, which falsely, at what cost.

    python bench/images.py [FOLDER] [--pages N] [--forms N]

FOLDER has PDFs whose pages are drawn (each text once); forms of three kinds are made besides. Half
of the pages are given as poor scans, every second one with one to three black boxes; the other
half is not given, and as many forms of other records are given in its place.
"""

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pypdfium2 as pdfium
from degrade import DPI, LEVELS, degraded
from forms import filled
from PIL import Image

from kyles.fingerprint.page import print_of, straight
from kyles.reconcile.images import prints, search
from kyles.reconcile.images.nearest import Hashes
from kyles.reconcile.images.tiles import Verdict


@dataclass(frozen=True, slots=True)
class Scan:
    """A page to be drawn and looked at: its picture's file, its level, its boxes."""

    file: Path
    level: str = ""
    boxes: int = 0
    seed: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--forms", type=int, default=60)
    parser.add_argument("--work", type=Path, default=Path("images-work"))
    told = parser.parse_args()
    told.work.mkdir(exist_ok=True)
    pages = list(_pages(told.work, told.folder, told.pages, told.forms))
    print("| level | pages given | found | of them with boxes | questions | not given | falsely"
          " found | questions | CPU s to look at a page | to search for one |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    with get_context("spawn").Pool(2) as pool:
        for level in LEVELS:
            print(_row(pool, level, pages, told.work), flush=True)
    _tesseract(pages[0], told.work)


def _pages(work: Path, folder: Path | None, pages: int, forms: int) -> Iterator[Path]:
    """Pages of documents, then forms; each kept as a picture."""
    rng = random.Random(11)
    for at, page in enumerate(islice(_drawn(folder), pages) if folder else ()):
        yield _kept(page, work / f"page{at}.png")
    for at in range(forms):
        yield _kept(filled(at % 3, rng), work / f"form{at}.png")


def _drawn(folder: Path) -> Iterator[Image.Image]:
    """At most two pages of a PDF, in an order of chance, one of each text."""
    seen: set[str] = set()
    for file in random.Random(5).sample(files := sorted(folder.rglob("*.pdf")), len(files)):
        try:
            document = pdfium.PdfDocument(file)
            for at in range(min(2, len(document))):
                text = "".join(document[at].get_textpage().get_text_range().split())
                page = document[at].render(scale=DPI / 72, grayscale=True).to_pil()
                fits = min(page.size) > 1200 and page.width * page.height < 12e6
                if fits and len(text) > 200 and text not in seen:
                    seen.add(text)
                    yield page
        except (pdfium.PdfiumError, ValueError):
            continue


def _kept(page: Image.Image, file: Path) -> Path:
    page.save(file)
    return file


def _row(pool: object, level: str, pages: list[Path], work: Path) -> str:
    given, lacking = pages[::2], pages[1::2]
    rng = random.Random(level)
    others = [_kept(filled(at % 3, rng), work / f"other-{level}-{at}.png")
              for at in range(len(lacking))]  # fmt: skip
    scans = [Scan(file, level, (at % 2) * (1 + at % 3), at) for at, file in enumerate(given)]
    scans += [Scan(file, level, 0, 1000 + at) for at, file in enumerate(others)]
    held = pool.map(_looked, [Scan(file) for file in pages], chunksize=4)
    produced = pool.map(_looked, scans, chunksize=4)
    hashes = Hashes.of([prints.unpacked(row).bits for row, _ in produced])
    tasks = []
    for file, (row, _) in zip(pages, held, strict=True):
        near = hashes.nearest(prints.unpacked(row).bits, 60)
        tasks.append((file, row, [(scans[at], produced[at][0]) for at in near]))
    found = pool.map(_searched, tasks, chunksize=2)
    return _told(level, pages, scans, found, [spent for _, spent in produced])


def _told(level, pages, scans, found, looking) -> str:  # type: ignore[no-untyped-def]
    by_file = dict(zip(pages, found, strict=True))
    given = {scan.file: scan for scan in scans if scan.file in by_file}
    right = {file for file, (verdict, where, _) in by_file.items()
             if verdict == Verdict.FOUND and where == file}  # fmt: skip
    wrong = [file for file, (verdict, where, _) in by_file.items()
             if verdict == Verdict.FOUND and where != file]  # fmt: skip
    asks = [file for file, (verdict, _, _) in by_file.items() if verdict == Verdict.UNSURE]
    boxed = [file for file, scan in given.items() if scan.boxes]
    for file in wrong:
        print("falsely found", level, file.name, by_file[file], file=sys.stderr)
    lacking = len(pages) - len(given)
    cells = (level, len(given), f"{len(right) / len(given):.3f}",
             f"{sum(file in right for file in boxed) / len(boxed):.3f}",
             sum(file in given for file in asks), lacking, len(wrong),
             sum(file not in given for file in asks), f"{sum(looking) / len(looking):.2f}",
             f"{sum(spent for *_, spent in found) / len(found):.2f}")  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _looked(scan: Scan) -> tuple[dict[str, str], float]:
    """The print of a page, and the CPU seconds that it took."""
    page = _opened(scan)
    began = time.process_time()
    told = prints.packed(print_of(straight(page)))
    return told, time.process_time() - began


def _opened(scan: Scan) -> Image.Image:
    page = Image.open(scan.file).convert("L")
    if not scan.level:
        return page
    return degraded(page, LEVELS[scan.level], random.Random(scan.seed), boxes=scan.boxes)


def _searched(task: tuple[Path, dict[str, str], list[tuple[Scan, dict[str, str]]]]
              ) -> tuple[str, Path | None, float]:  # fmt: skip
    """What a search comes to: verdict, which page, CPU seconds without drawing."""
    file, row, near = task
    own = prints.unpacked(row)
    held = straight(_opened(Scan(file)))
    began, drawing = time.process_time(), 0.0
    likely = search.likely(own, [prints.unpacked(one) for _, one in near])
    seen = []
    for at, laid in likely:
        before = time.process_time()
        page = _opened(near[at][0])
        drawing += time.process_time() - before
        seen.append((at, search.compared(held, straight(page), laid)))
        if seen[-1][1].verdict is Verdict.FOUND and not seen[-1][1].redacted:
            break
    asked = search.Search((("", 0), row), tuple((("", 0), one) for _, one in near))
    best = search.chosen(seen, asked) if seen else None
    spent = time.process_time() - began - drawing
    if best is None:
        return Verdict.NOT_FOUND, None, spent
    return best[1].verdict, near[best[0]][0].file, spent


def _tesseract(page: Path, work: Path) -> None:
    """What reading the same pages costs, once with each level."""
    for level in LEVELS:
        file = work / "read.png"
        _opened(Scan(page, level, 0, 1)).save(file)
        script = ("import resource, subprocess; subprocess.run(['tesseract', 'FILE', '-', 'tsv'],"
                  " capture_output=True); print(resource.getrusage(resource.RUSAGE_CHILDREN)"
                  ".ru_utime)").replace("FILE", str(file))  # fmt: skip
        ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                             check=True, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin"}
                             )  # fmt: skip
        print(f"Tesseract, {level}: {float(ran.stdout):.1f} CPU s for a page")


if __name__ == "__main__":
    main()
