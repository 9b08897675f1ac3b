"""A writer that says what it was told is recorded or signed, and what must be there of that.

python writer.py FOLDER NAME BATCHES
"""

import sys
from contextlib import nullcontext
from pathlib import Path

from kyles.certificate import fsck, signed_log
from kyles.errors import KylesError
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import Note
from kyles.store import acts, logs, open_matter_folder

EACH = 3  # events in a batch
JOB = "job"


def command(folder: Path, name: str, batches: int = 100_000) -> list[str]:
    return [sys.executable, "-B", __file__, str(folder), name, str(batches)]


def write(folder: Path, name: str, batches: int) -> None:
    """Record and sign; say each only when it is done. A job holds its lock."""
    with open_matter_folder(folder) as store, store.job("add") if JOB in name else nullcontext():
        for n in range(batches):
            reasons = [f"{name} {n} {one}" for one in range(EACH)]
            store.record([acts.marked("item", "guilt", reason) for reason in reasons])
            say("recorded", str(n))
            say("signed", *signed_log.sign(store).split("\n")[1:3])


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def wrong(folder: Path, name: str, said: str) -> list[str]:
    """What is wrong with a matter after its writer ended; a half line counts for nothing."""
    told = [line.split() for line in said.split("\n")[:-1]]
    with open_matter_folder(folder) as store:
        found = list(fsck.wrong(store))
        marks = {reason for (reason,) in store.view().rows("SELECT reason FROM mark")}
        heads = [Checkpoint.parse(Note.parse(note).text)
                 for note in logs.checkpoints(store, logs.origin(store))]  # fmt: skip
    signed = {(str(one.size), str(one).split("\n")[2]) for one in heads}
    for kind, *rest in told:
        if kind == "recorded":
            due = {f"{name} {rest[0]} {one}" for one in range(EACH)}
            found += [f"lost: {reason}" for reason in due - marks]
        elif tuple(rest) not in signed:
            found.append(f"a signed checkpoint of {rest[0]} entries is lost")
    return found


if __name__ == "__main__":
    try:
        write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    except KylesError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
