"""At every system call that writes, an error of the disk, a full disk, or a kill: nothing is lost.

strace makes the system answer so. KYLES_FAULTS says how many of all the faults are tried, spread
over all of them; 0 for every one.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.certificate import writer

CALLS = ("openat", "pwrite64", "fdatasync", "fsync", "ftruncate", "unlink")
FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")
MOST = int(os.environ.get("KYLES_FAULTS", "8"))
BATCHES = 2
STRACE = shutil.which("strace")


def traced(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A writer under strace, which looks at the matter's database alone."""
    database = folder / ".kyles" / "matter.db"
    paths = [word for end in ("", "-wal", "-shm") for word in ("-P", f"{database}{end}")]
    command = ["strace", "-f", "-qq", "-o", str(folder.parent / "trace"), *paths, *words]
    return subprocess.run([*command, *writer.command(folder, "w", BATCHES)], text=True,
                          capture_output=True, timeout=120)  # fmt: skip


@pytest.fixture
def calls(folder: Path) -> list[tuple[str, int]]:
    """Every system call that writes, by name and how many of its name came before."""
    copy = shutil.copytree(folder, folder.parent / "first" / "matter")
    ran = traced(copy, "-e", f"trace={','.join(CALLS)}")
    assert (ran.returncode, ran.stderr) == (0, "")
    made = re.findall(r"^(?:\d+ +)?(\w+)\(", (copy.parent / "trace").read_text(), re.MULTILINE)
    return [(name, made[:at].count(name) + 1) for at, name in enumerate(made)]


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_nothing_is_lost_whatever_the_disk_answers(folder: Path, calls: list[tuple[str, int]]):
    every = [(call, number, fault) for call, number in calls for fault in FAULTS]
    step = max(1, len(every) // MOST) if MOST else 1
    tried = every[step // 2 :: step]
    assert len(calls) > 30
    for number, (call, when, fault) in enumerate(tried):
        copy = shutil.copytree(folder, folder.parent / str(number) / "matter")
        ran = traced(copy, "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}")
        assert "Traceback" not in ran.stderr, (call, when, fault)
        assert writer.wrong(copy, "w", ran.stdout) == [], (call, when, fault)
        done = ran.stdout.count("signed") == BATCHES
        assert done or ran.returncode != 0, (call, when, fault)
        shutil.rmtree(copy.parent)
