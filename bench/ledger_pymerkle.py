"""pymerkle beside the ledger: `python bench/ledger_pymerkle.py`, where pymerkle is installed.

It is no part of the test environment (its licence is the GPL): run it in an environment of its own,
right after `bench/ledger.py` on the same disk. It has no checkpoints and no signatures; a root
after each batch is what a checkpoint would need of it.
"""

import random
import statistics
import tempfile
import time
from pathlib import Path

from pymerkle import SqliteTree

ROUNDS = 5


def durable(path: Path) -> SqliteTree:
    tree = SqliteTree(str(path))
    tree.con.execute("PRAGMA journal_mode=WAL")
    tree.con.execute("PRAGMA synchronous=FULL")
    return tree


def entries(batch: int, round_: int) -> list[bytes]:
    return [f"{'x' * 230}{round_} {n}".encode() for n in range(batch)]


def appending(folder: Path, batch: int) -> None:
    tree, took = durable(folder / "tree.db"), []
    for round_ in range(ROUNDS):
        began = time.perf_counter()
        tree.append_entries(entries(batch, round_))
        tree.get_state()
        took.append(time.perf_counter() - began)
    tree.close()
    print(f"batch {batch:>5}  pymerkle with root {batch / statistics.median(took):>9,.0f}/s")


def large(folder: Path, count: int) -> None:
    tree = durable(folder / "large.db")
    for start in range(0, count, 100_000):
        tree.append_entries(entries(100_000, start))
    tree.close()
    began = time.perf_counter()
    tree = durable(folder / "large.db")
    tree.get_state()
    print(f"{count:,} leaves: open and first root {time.perf_counter() - began:.2f} s")
    chance, took = random.Random(1), []
    for _ in range(300):
        index = chance.randrange(1, count + 1)
        began = time.perf_counter()
        tree.prove_inclusion(index, count)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    print(f"inclusion proof p50 {took[150]:.2f} ms, p99 {took[297]:.2f} ms")
    tree.close()


def main() -> None:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        for batch in (1, 100, 5000):
            (Path(folder) / str(batch)).mkdir()
            appending(Path(folder) / str(batch), batch)
        large(Path(folder), 1_000_000)


if __name__ == "__main__":
    main()
