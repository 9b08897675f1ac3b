"""How fast the ledger is, beside raw SQLite: `python bench/ledger.py`.

One run, side by side, of the real store: inserts of the same payload in the same durable mode, the
store's own events, and those with a signed checkpoint after each batch. Then the check of a large
certificate; and a matter of a million events: opening, proofs, and every check of it. KYLES_LEAVES
sets another number than a million.
"""

import json
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kyles import clock
from kyles.certificate import fsck, signed_log
from kyles.ledger import bundle, checkpoint, cosignature, keys, merkle, tree
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import COSIGNATURE, Note
from kyles.ledger.tlog_proof import TlogProof
from kyles.model import Event
from kyles.store import Store, acts, create, logs, matters, open_matter_folder
from kyles.verify import check

ROUNDS = 5
TIMES = {1: 200, 100: 40, 5000: 7}  # batches of a size
WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
AT, BY = "2024-07-12T16:05:00Z", "A. Lawyer"
SIZE = int(os.environ.get("KYLES_LEAVES", "1000000"))


def marks(batch: int, round_: int) -> list[Event]:
    """Events of about 240 bytes, no two the same."""
    return [acts.marked("item", "guilt", f"{'x' * 140} {round_} {n}") for n in range(batch)]


def payload(event: Event) -> str:
    told = {"at": AT, "by": BY, "kind": event.kind}
    return merkle.canonical({**told, "body": dict(event.body)}).decode()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def raw(file: Path) -> sqlite3.Connection:
    made = sqlite3.connect(file, isolation_level=None)
    made.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE event (idx INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;"
        "CREATE TABLE kept (idx INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;"
        "CREATE TABLE mark (item TEXT NOT NULL, favorable TEXT NOT NULL, reason TEXT NOT NULL,"
        "  by TEXT NOT NULL, event INTEGER PRIMARY KEY) STRICT"
    )
    return made


def insert(connection: sqlite3.Connection, payloads: list[str]) -> None:
    """The payload alone, ready made: one table, without an index or a guard."""
    connection.execute("BEGIN IMMEDIATE")
    rows = ((one,) for one in payloads)
    connection.executemany("INSERT INTO event (body) VALUES (?)", rows)
    connection.execute("COMMIT")


def insert_both(connection: sqlite3.Connection, events: list[Event], payloads: list[str]) -> None:
    """The payload, ready made, and the row that it is looked up by, which the store keeps too."""
    (start,) = connection.execute("SELECT coalesce(max(idx) + 1, 0) FROM kept").fetchone()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO kept VALUES (?, ?)", enumerate(payloads, start))
    connection.executemany(
        "INSERT INTO mark VALUES (?, ?, ?, ?, ?)",
        ((one.body["item"], one.body["favorable"], one.body["reason"], BY, n)
         for n, one in enumerate(events, start)),
    )  # fmt: skip
    connection.execute("COMMIT")


def insert_events(connection: sqlite3.Connection, events: list[Event]) -> None:
    """The same, of the same events: what a program without a ledger would do with them."""
    insert_both(connection, events, [_written(event) for event in events])


def _written(event: Event) -> str:
    return WRITER.encode({"at": AT, "by": BY, "kind": event.kind, "body": event.body})


def signed(store: Store, events: list[Event]) -> None:
    store.record(events)
    signed_log.sign(store, waits=False)


def appending(folder: Path, batch: int) -> None:
    """The medians of interleaved rounds, each kind of work in a database of its own."""
    one, two, three = (raw(folder / f"{number}.db") for number in range(3))
    recording, signing = matter(folder / "recording"), matter(folder / "signing")
    signed_log.sign(signing)
    took: dict[str, list[float]] = {}
    for round_ in range(TIMES[batch]):
        events = marks(batch, round_)
        payloads = list(map(payload, events))
        kinds = {
            "raw: payload": partial(insert, one, payloads),
            "raw: payload and row": partial(insert_both, two, events, payloads),
            "raw: events": partial(insert_events, three, events),
            "events": partial(recording.record, events),
            "events, signed checkpoint": partial(signed, signing, events),
        }
        for name, work in kinds.items():
            took.setdefault(name, []).append(seconds(work))
    rates = {name: batch / statistics.median(times) for name, times in took.items()}
    peers = [rate for name, rate in rates.items() if name.startswith("raw")]
    for name, rate in rates.items():
        ratios = " ".join(f"{rate / peer:.2f}x" for peer in peers)
        print(f"batch {batch:>5}  {name:<26} {rate:>9,.0f}/s  {ratios}")
    recording.close()
    signing.close()


def matter(folder: Path) -> Store:
    opened = matters.opened("State v. Doe", court="us-nm/district", zone="America/Denver",
                            defendants=("Doe",), incidents=())  # fmt: skip
    return create(folder, opened)


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


def large(folder: Path, count: int) -> None:
    """A matter of many events on the disk: opened cold, proven from, and checked whole."""
    with matter(folder / "large") as store:
        for start in range(0, count, 5000):
            store.record(marks(5000, start))
        note = signed_log.sign(store)
    took = seconds(lambda: cold(folder / "large"))
    print(f"{count:,} events: opened and its root told in {took * 1000:.1f} ms")
    with open_matter_folder(folder / "large") as store:
        proofs(store, count)
        print(f"  proof part, twice countersigned: {proof_part(store, note, count):,} bytes")
        for name, check in fsck.CHECKS.items():
            report(f"fsck, {name}", partial(list, check(store)))
        report("fsck, all in their processes", partial(list, fsck.wrong(store)))


def report(name: str, work: Callable[[], object]) -> None:
    cpu, wall = time.process_time(), seconds(work)
    print(f"  {name}: {wall:.2f} s, {time.process_time() - cpu:.2f} s of CPU in this process")


def cold(folder: Path) -> None:
    with open_matter_folder(folder) as store:
        assert store.view().root


def proofs(store: Store, count: int) -> None:
    nodes, chance = logs.nodes(store), random.Random(1)
    each = sorted(seconds(partial(tree.inclusion_proof, nodes, chance.randrange(count), count))
                  for _ in range(3000))  # fmt: skip
    print(f"  inclusion proof p50 {each[1500] * 1000:.3f} ms, p99 {each[2970] * 1000:.3f} ms")


def proof_part(store: Store, note: str, count: int) -> int:
    """Bytes of what proves the first leaf, and so a certificate of any size that it commits to."""
    signed = Note.parse(note)
    outside = [
        keys.key(f"{name}.example/cosigner", secret=bytes(32), kind=COSIGNATURE)
        for name in ("court", "defense")
    ]
    lines = [cosignature.cosign(signed.text, signer=one, at=clock.now()) for one in outside]
    hashes = tree.inclusion_proof(logs.nodes(store), 0, count)
    return len(str(TlogProof(0, hashes, str(signed.with_signatures(lines)))).encode())


def main() -> None:
    for batch in TIMES:
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
            appending(Path(folder), batch)
    certificate(5000)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        large(Path(folder), SIZE)


if __name__ == "__main__":
    main()
