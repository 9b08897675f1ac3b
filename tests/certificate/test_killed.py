"""A writer that is killed at any moment loses nothing that it was told is recorded or signed.

KYLES_KILLS says how often; 5 by default, and 200 in the long run.
"""

import os
import random
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.certificate import writer

from kyles.store import lock

KILLS = int(os.environ.get("KYLES_KILLS", "5"))


@dataclass
class Running:
    """A writer at work, and the file that it says to what is done."""

    name: str
    said: Path
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, folder: Path, name: str) -> Self:
        said = folder.parent / name
        with said.open("wb") as out:
            process = subprocess.Popen(writer.command(folder, name), stdout=out,
                                       stderr=subprocess.STDOUT)  # fmt: skip
        return cls(name, said, process)

    def until_it_has_begun(self) -> None:
        while not self.said.stat().st_size:
            assert self.process.poll() is None
            time.sleep(0.01)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def wrong(self, folder: Path) -> list[str]:
        return writer.wrong(folder, self.name, self.said.read_text("utf-8"))


def killed(folder: Path, names: list[str], after: float) -> list[Running]:
    """Writers that were all at work, and were killed some time later."""
    running = [Running.start(folder, name) for name in names]
    for one in running:
        one.until_it_has_begun()
    time.sleep(after)
    for one in running:
        one.kill()
    return running


def test_nothing_acknowledged_is_lost(folder: Path):
    chance, acknowledged = random.Random(7), 0
    for round_ in range(KILLS):
        (one,) = killed(folder, [f"round-{round_}"], chance.uniform(0, 0.3))
        assert one.wrong(folder) == []
        acknowledged += one.said.read_text("utf-8").count("\n")
    assert acknowledged >= KILLS


def test_nor_where_one_acts_beside_a_job(folder: Path):
    """A job and an act write at the same time; both are killed, and the lock is free."""
    chance = random.Random(8)
    for round_ in range(KILLS):
        names = [f"{writer.JOB}-{round_}", f"act-{round_}"]
        for one in killed(folder, names, chance.uniform(0, 0.3)):
            assert one.wrong(folder) == []
        with lock.job(folder / ".kyles", "audit"):
            pass
