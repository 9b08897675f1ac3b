"""A writer that is killed at any moment loses nothing that it was told is recorded or signed.

KYLES_KILLS says how often; 5 by default.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kyles.certificate import fsck, signed_log
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import Note
from kyles.store import create, logs, matters, open_matter_folder

KILLS = int(os.environ.get("KYLES_KILLS", "5"))
WRITER = """
import sys
from pathlib import Path
from kyles.certificate import signed_log
from kyles.store import acts, open_matter_folder
with open_matter_folder(Path(sys.argv[1])) as store:
    for n in range(100_000):
        store.record([acts.marked("item", "guilt", f"{sys.argv[2]} {n} {one}") for one in range(3)])
        print("recorded", n, flush=True)
        note = signed_log.sign(store)
        print("signed", note.split("\\n")[1], note.split("\\n")[2], flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    opened = matters.opened("State v. Doe", court="us-nm/district", zone="America/Denver",
                            defendants=("Doe",), incidents=())  # fmt: skip
    with create(tmp_path / "matter", opened) as store:
        signed_log.sign(store)
    return tmp_path / "matter"


def killed(folder: Path, name: str, after: float) -> list[list[str]]:
    """What a writer said before it was killed; a half line counts for nothing."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, folder, name], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    assert writer.stdout
    first = writer.stdout.readline()
    time.sleep(after)
    writer.kill()
    out, err = writer.communicate()
    assert err == ""
    return [line.split() for line in (first + out).split("\n")[:-1]]


def test_nothing_acknowledged_is_lost(folder: Path):
    chance, acknowledged = random.Random(7), 0
    for round_ in range(KILLS):
        told = killed(folder, f"round-{round_}", chance.uniform(0, 0.3))
        with open_matter_folder(folder) as store:
            assert list(fsck.wrong(store)) == []
            marks = {reason for (reason,) in store.view().rows("SELECT reason FROM mark")}
            heads = [Checkpoint.parse(Note.parse(note).text)
                     for note in logs.checkpoints(store, logs.origin(store))]  # fmt: skip
        signed = {(str(one.size), str(one).split("\n")[2]) for one in heads}
        for kind, *rest in told:
            if kind == "recorded":
                assert {f"round-{round_} {rest[0]} {one}" for one in range(3)} <= marks
            else:
                assert tuple(rest) in signed
            acknowledged += 1
    assert acknowledged >= KILLS
