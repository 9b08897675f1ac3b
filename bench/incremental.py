"""Time what one volume more costs, beside comparing all: made text, as `scale.py` writes it.

    python bench/incremental.py FOLDER [--pages 1000] [--work FOLDER] [--check]

FOLDER has held.txt and produced.txt, pages parted by form feeds. Held documents have eight pages,
produced ones too; the last produced ones, as many pages as given, are the volume that is added.
With --check, all is compared anew at the end too, and must give the same answers.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kyles.reconcile.coverage import Means, PageCoverage, Text, cover

DOCUMENT = 8  # pages


def texts(path: Path, side: str) -> list[Text]:
    """The documents of one side."""
    pages = path.read_text().split("\f")[:-1]
    return [Text(f"{side}{at:07}", tuple(pages[at : at + DOCUMENT]))
            for at in range(0, len(pages), DOCUMENT)]  # fmt: skip


def timed(what: str, act: Callable[[], list[PageCoverage]]) -> tuple[float, float]:
    """Seconds on the clock and on the processors, those of workers too."""
    wall, uses = time.perf_counter(), os.times()
    found = act()
    wall, now = time.perf_counter() - wall, os.times()
    spent = sum(now[:4]) - sum(uses[:4])
    print(f"{what:28} wall {wall:8.2f} s   CPU {spent:8.2f} s   {len(found):,} pages", flush=True)
    return wall, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000, help="pages of the volume")
    parser.add_argument("--work", type=Path, help="where what is kept goes (temporary)")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    held = texts(options.folder / "held.txt", "H")
    produced = texts(options.folder / "produced.txt", "P")
    size = options.pages // DOCUMENT
    before = produced[:-size]
    told: dict[str, list[PageCoverage]] = {}

    def run(name: str, given: list[Text], folder: Path) -> list[PageCoverage]:
        told[name] = cover(held, given, means=Means(folder, keep=True))
        return told[name]

    with tempfile.TemporaryDirectory(prefix="kyles-more-", dir=options.work) as folder:
        kept, ready = Path(folder, "kept"), Path(folder, "ready")
        run("ready", before[:2], ready)  # compiled loops are loaded
        run("ready", before[:4], ready)
        full = timed("all", lambda: run("all", before, kept))
        disk = sum(file.stat().st_size for file in kept.iterdir())
        same = timed("nothing new", lambda: run("same", before, kept))
        more = timed(f"{options.pages:,} pages more", lambda: run("more", produced, kept))
        print(f"share of the full time: wall {more[0] / full[0]:.4f}, CPU {more[1] / full[1]:.4f}; "
              f"beyond reading what stands: CPU {(more[1] - same[1]) / full[1]:.4f}; "
              f"kept on the disk: {disk / 1e9:.2f} GB")  # fmt: skip
        if options.check:
            timed("all anew", lambda: run("anew", produced, Path(folder, "anew")))
            if told["anew"] != told["more"]:
                sys.exit("the answers differ")
            print("the same answers")


if __name__ == "__main__":
    main()
