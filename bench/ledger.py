"""How fast the ledger is, beside raw SQLite: `python bench/ledger.py`.

One run, side by side, of the real store: inserts of the same payload in the same durable mode, the
store's own events, and those with a signed checkpoint after each batch. Then the check of a large
certificate, and proofs of a large log in memory.
"""

import hashlib
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kyles.certificate import signed_log
from kyles.ledger import bundle, checkpoint, keys, merkle, tree
from kyles.ledger.checkpoint import Checkpoint
from kyles.store import Store, acts, create, matters
from kyles.verify import check

ROUNDS = 5
REASON = "x" * 150
EVENT = acts.marked("item", "guilt", REASON)
PAYLOAD = merkle.canonical({"at": "2024-07-12T16:05:00Z", "by": "A. Lawyer", "kind": EVENT.kind,
                            "body": dict(EVENT.body)}).decode()  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def raw(folder: Path) -> sqlite3.Connection:
    made = sqlite3.connect(folder / "raw.db", isolation_level=None)
    made.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE event (idx INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT"
    )
    return made


def insert(connection: sqlite3.Connection, batch: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO event (body) VALUES (?)", [(PAYLOAD,)] * batch)
    connection.execute("COMMIT")


def signed(store: Store, batch: int) -> None:
    store.record([EVENT] * batch)
    signed_log.sign(store, waits=False)


def appending(folder: Path, batch: int) -> None:
    """The medians of interleaved rounds."""
    opened = matters.opened("State v. Doe", court="us-nm/district", zone="America/Denver",
                            defendants=("Doe",), incidents=())  # fmt: skip
    plain, store = raw(folder), create(folder / "matter", opened)
    signed_log.sign(store)
    kinds = {
        "raw SQLite": lambda: insert(plain, batch),
        "events": lambda: store.record([EVENT] * batch),
        "events and signed checkpoint": lambda: signed(store, batch),
    }
    took: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(ROUNDS):
        for name, work in kinds.items():
            took[name].append(seconds(work))
    rates = {name: batch / statistics.median(times) for name, times in took.items()}
    for name, rate in rates.items():
        print(f"batch {batch:>5}  {name:<30} {rate:>9,.0f}/s  {rate / rates['raw SQLite']:.2f}x")
    store.close()


def certificate(count: int) -> None:
    """One leaf for a certificate of many items, checked by the verifier in plain Python."""
    key = keys.key("kyles.example/bench", secret=bytes(32))
    policy = f"log {key.verifier}\nquorum none\n"
    words = {"title": "Certificate", "number": "1", "defendant": "Doe", "matter": "State v. Doe"}
    statement = bundle.Statement(words, bundle.salted(
        {"list": "served", "title": f"reports/{n}.pdf", "pages": "1-3"} for n in range(count)
    ), policy)  # fmt: skip
    event = merkle.canonical({"at": "", "body": {**statement.commitment(), "pdf": ""}, "by": "",
                              "kind": "certificate.issued"}).decode()  # fmt: skip
    leaf = merkle.leaf_hash(merkle.leaf_data(event.encode(), bytes(16)))
    note = str(checkpoint.sign(Checkpoint(key.verifier.name, 1, leaf), [key]))
    log = bundle.Log(tree.Levels([leaf]), note)
    made = bundle.write(log, [bundle.Recorded(event, bytes(16), 0)], policy=policy,
                        statement=statement)  # fmt: skip
    assert check(made).holds
    took = statistics.median(seconds(lambda: check(made)) for _ in range(ROUNDS))
    print(f"certificate of {count:,} items: {len(made):,} bytes, checked in {took * 1000:.0f} ms")


def proofs(count: int) -> None:
    leaves = [hashlib.sha256(n.to_bytes(8, "big")).digest() for n in range(count)]
    took = seconds(lambda: tree.Levels(leaves))
    nodes = tree.Levels(leaves)
    each = sorted(seconds(lambda n=n: tree.inclusion_proof(nodes, n * 997 % count, count))
                  for n in range(1000))  # fmt: skip
    print(f"{count:,} leaves: tree in memory {took:.2f} s, inclusion proof p50"
          f" {each[500] * 1000:.3f} ms, p99 {each[990] * 1000:.3f} ms")  # fmt: skip


def main() -> None:
    for batch in (1, 100, 5000):
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
            appending(Path(folder), batch)
    certificate(5000)
    proofs(1_000_000)


if __name__ == "__main__":
    main()
