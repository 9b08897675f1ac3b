"""A writer that is killed at any moment loses nothing that it was told is recorded or signed.

KYLES_KILLS says how often; 5 by default, and 200 in the long run.
"""

import os
import random
import subprocess
import time
from pathlib import Path

from tests.certificate import writer

from kyles.store import lock

KILLS = int(os.environ.get("KYLES_KILLS", "5"))


def killed(folder: Path, name: str, after: float) -> str:
    """What a writer said before it was killed."""
    running = subprocess.Popen(writer.command(folder, name), text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    assert running.stdout
    first = running.stdout.readline()
    time.sleep(after)
    running.kill()
    out, err = running.communicate()
    assert err == ""
    return first + out


def test_nothing_acknowledged_is_lost(folder: Path):
    chance, acknowledged = random.Random(7), 0
    for round_ in range(KILLS):
        said = killed(folder, f"round-{round_}", chance.uniform(0, 0.3))
        assert writer.wrong(folder, f"round-{round_}", said) == []
        acknowledged += said.count("\n")
    assert acknowledged >= KILLS


def test_nor_where_one_acts_beside_a_job(folder: Path):
    """A job and an act write at the same time; both are killed, and the lock is free."""
    chance = random.Random(8)
    for round_ in range(KILLS):
        names = (f"{writer.JOB}-{round_}", f"act-{round_}")
        running = [subprocess.Popen(writer.command(folder, name), text=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                   for name in names]  # fmt: skip
        for one in running:
            assert one.stdout
            one.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        for one in running:
            one.kill()
        for name, one in zip(names, running, strict=True):
            out, err = one.communicate()
            assert (err, writer.wrong(folder, name, out)) == ("", [])
        with lock.job(folder / ".kyles", "audit"):
            pass
