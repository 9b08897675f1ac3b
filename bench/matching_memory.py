"""Compare made text under a memory limit, and tell the time and the peak memory of all processes.

    python bench/matching_memory.py FOLDER [--memory MB] [--workers N] [--work FOLDER]

FOLDER has held.txt and produced.txt, pages parted by form feeds, as the yardstick `scale.py` writes
them. The digest is of every page's coverage: runs with the same texts must give the same one.
"""

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kyles.reconcile import coverage

EVERY = 0.5  # seconds between two looks


def pages(path: Path) -> Iterator[str]:
    """The pages of a file, without holding more than a block of it."""
    rest = ""
    with path.open(newline="") as file:
        while block := file.read(1 << 20):
            *whole, rest = (rest + block).split("\f")
            yield from whole


def tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for one in found:
        found += parents.get(one, [])
    return found


def used(process: int) -> int:
    """Kilobytes of a process, pages that several have counted once among them (PSS)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def watch(peak: list[int]) -> None:
    """Look at the memory until the process that is watched is gone."""
    root = os.getppid()
    while os.getppid() == root:
        peak[0] = max(peak[0], sum(used(one) for one in tree(root) if one != os.getpid()))
        Path(os.environ["PEAK"]).write_text(str(peak[0]))
        time.sleep(EVERY)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--memory", type=int, default=0, help="megabytes in all (0: no limit)")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--work", type=Path, help="where passing files go (temporary)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kyles-memory-", dir=options.work) as folder:
        os.environ["PEAK"] = str(Path(folder, "peak"))
        watcher = os.fork()
        if not watcher:
            watch([0])
            os._exit(0)
        began, uses = time.perf_counter(), os.times()
        means = coverage.Means(Path(folder, "work"), options.workers, options.memory)
        digest, count = hashlib.sha256(), 0
        sides = (pages(options.folder / name) for name in ("held.txt", "produced.txt"))
        for page in coverage.measure(*sides, means=means):
            digest.update(repr(page).encode())
            count += 1
        wall = time.perf_counter() - began
        disk = sum(file.stat().st_size for file in Path(folder, "work").iterdir())
        os.kill(watcher, 9)
        os.waitpid(watcher, 0)
        now = os.times()
        spent = sum(now[:4]) - sum(uses[:4])
        peak = int(Path(os.environ["PEAK"]).read_text()) / 1024
        print(f"{count:,} held pages, limit {options.memory or 'none'}: {wall:.0f} s, "
              f"CPU {spent:.0f} s, peak {peak:.0f} MB, disk {disk / 1e9:.1f} GB, "
              f"answers {digest.hexdigest()[:16]}")  # fmt: skip


if __name__ == "__main__":
    main()
