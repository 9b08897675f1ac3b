"""What a process that does the work may use, and what ends it.

It has a group of its own, with whatever it starts: the group is killed as one, by the driver, or by
the kernel where the driver dies in the middle of a part. It writes no core. Memory is limited for
as long as it lives, processor time and the size of a file that it writes for each part anew. What
the system has none of is left out: only Linux has them all.
"""

import contextlib
import ctypes
import fcntl
import math
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from kyles.engine import network

MEGABYTE = 1 << 20
LINUX = sys.platform == "linux"
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What one part may use, beside the time on the clock; 0: as much as there is."""

    processor: float = 0.0  # seconds of its time
    written: int = 0  # bytes of any one file


FREE = Limits()


def settle(memory: int, life: Connection) -> None:
    """Make the process one that can be ended with all it starts: called once, at its beginning.

    It lives as long as somebody is at the other end of `life`, on which nothing is ever sent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _hush()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(PermissionError):  # it leads a group already
        os.setsid()
    if LINUX:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if memory:
            _limit(resource.RLIMIT_AS, memory * MEGABYTE)
        _die_with(life)
    network.cut()


def _hush() -> None:
    """What libraries print is for nobody: what is wrong with a part is its outcome."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Do one part within limits."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    _limit(resource.RLIMIT_CPU, math.ceil(spent + limits.processor) if limits.processor else 0)
    _limit(resource.RLIMIT_FSIZE, limits.written)
    try:
        yield
    finally:
        _limit(resource.RLIMIT_CPU, 0)
        _limit(resource.RLIMIT_FSIZE, 0)


def _limit(kind: int, most: int) -> None:
    """Set a limit as far as the system lets us; 0 takes it back."""
    _, hard = resource.getrlimit(kind)
    wanted = most or hard
    if hard != resource.RLIM_INFINITY and wanted != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(kind, (wanted, hard))


def _die_with(life: Connection) -> None:
    """Have the kernel kill our whole group when the other end is closed, or was before."""
    fcntl.fcntl(life, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(life, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC)
    if life.poll():
        end_group(os.getpgrp())


def end_group(leader: int) -> None:
    """Kill a process and all that it started, if it leads a group; and what is left of one."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
