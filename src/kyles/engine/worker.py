"""The other end of the pipe: does one part after another, under limits."""

import ctypes
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

MEGABYTE = 1 << 20
PR_SET_PDEATHSIG = 1


def serve(pipe: Connection, memory: int) -> None:
    """Say that we are ready; then answer each (task, part) with (value, ""), or (None, why)."""
    _limit(memory)
    pipe.send(None)
    while True:
        try:
            task, part = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer(task, part))


def _answer(task: Callable[[Any], Any], part: Any) -> tuple[Any, str]:
    try:
        return task(part), ""
    except MemoryError:
        return None, "needs more memory than a reader may use"
    except Exception as error:  # noqa: BLE001 - whatever a task raises is its part's outcome
        return None, f"{type(error).__name__}: {error}"


def _limit(memory: int) -> None:
    """Die with the parent, ignore its Ctrl-C, write no core, and keep within the memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if memory:
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, hard))
