"""Time what one volume more costs a whole matter, as a clerk does it: add it, and audit again.

    python bench/volume_more.py FOLDER [--pages 1000] [--work FOLDER]

FOLDER has held.txt and produced.txt, pages parted by form feeds, as `scale.py` writes them. They
become text files of eight pages; the last produced ones, as many pages as given, are the volume
that is added when everything else was added and audited.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = 8  # pages


@dataclass(frozen=True, slots=True)
class Cost:
    wall: float
    cpu: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


def documents(path: Path) -> list[str]:
    pages = path.read_text().split("\f")[:-1]
    return ["\f".join(pages[at : at + DOCUMENT]) for at in range(0, len(pages), DOCUMENT)]


def write(folder: Path, texts: list[str], first: int = 0) -> Path:
    """One file a document, a hundred to a folder."""
    for at, text in enumerate(texts, first):
        path = folder / f"{at // 100:04}" / f"{at:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def kyles(matter: Path, *words: str, may_exit: int = 0) -> Cost:
    """Run one command as a process; it may end with 0, or with the code for findings."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "kyles", *words], cwd=matter, check=False,
                          capture_output=True, text=True)  # fmt: skip
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode not in {0, may_exit}:
        sys.exit(f"{words[0]} ended with {done.returncode}: {done.stderr}")
    cost = Cost(wall, sum(after[2:4]) - sum(before[2:4]))
    print(f"{' '.join(words)[:60]:60} wall {wall:8.1f} s   CPU {cost.cpu:8.1f} s", flush=True)
    return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000, help="pages of the volume")
    parser.add_argument("--work", type=Path, help="where the matter goes (temporary)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kyles-volume-", dir=options.work) as work:
        folder = Path(work)
        held = write(folder / "files" / "held", documents(options.folder / "held.txt"))
        produced = documents(options.folder / "produced.txt")
        size = options.pages // DOCUMENT
        first = write(folder / "files" / "VOL001", produced[:-size])
        more = write(folder / "files" / "VOL002", produced[-size:], len(produced) - size)
        matter = folder / "matter"
        kyles(folder, "new", str(matter), "--title", "State v. Doe", "--court", "us-nm/district",
              "--defendant", "Doe", "--incident", "21-0001")  # fmt: skip
        given = ("--produced-to", "Doe", "--on")
        whole = kyles(matter, "add", str(held), "--holder", "Police")
        whole += kyles(matter, "add", str(first), *given, "2024-01-02")
        whole += kyles(matter, "audit", may_exit=1)
        again = kyles(matter, "audit", may_exit=1)
        added = kyles(matter, "add", str(more), *given, "2024-02-02")
        audited = kyles(matter, "audit", may_exit=1)
    part = added + audited
    print(f"of {whole.wall:.0f} s, {whole.cpu:.0f} s of CPU, the volume costs "
          f"{part.wall / whole.wall:.1%}, {part.cpu / whole.cpu:.1%} of CPU; "
          f"an audit with nothing new {again.wall / whole.wall:.1%}")  # fmt: skip


if __name__ == "__main__":
    main()
