"""One job at a time a matter: add, audit, ocr, produce.

The lock is the operating system's, so that a killed job leaves nothing behind. Single acts need
none: they are short transactions that wait for one another.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kyles import clock
from kyles.errors import JobRunning

ENDED = ("Z", "X")  # states of a process that ended, and whose parent does not know it yet


@contextmanager
def job(folder: Path, name: str) -> Iterator[None]:
    """Hold the matter's job lock; JobRunning says who has it."""
    path = folder / "job.lock"
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise JobRunning(_who(lock.read())) from None
        lock.truncate(0)
        lock.write(json.dumps({"job": name, "pid": os.getpid(), "since": clock.stamp()}))
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


@dataclass(frozen=True, slots=True)
class Running:
    """The job that runs on a matter: `add`, `audit`, ...; and since when."""

    job: str
    since: str


def running(folder: Path) -> Running | None:
    """The job that runs, as its own lock says. The lock is not touched: no job is in its way."""
    try:
        told = json.loads((folder / "job.lock").read_text("utf-8"))
        if not lives(told["pid"]):  # a killed job leaves its words, and no process
            return None
        return Running(told["job"], told["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def lives(process: int) -> bool:
    """Whether a process of this machine is at work, whosever it is."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    try:
        told = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
    except OSError:  # a system that tells no more
        return True
    return told.rpartition(")")[2].split()[0] not in ENDED


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock that other processes wait for."""
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _who(text: str) -> str:
    try:
        told = json.loads(text)
        return f"'kyles {told['job']}' is running (process {told['pid']}, since {told['since']})."
    except (ValueError, KeyError, TypeError):
        return "Another job is running on this matter."
