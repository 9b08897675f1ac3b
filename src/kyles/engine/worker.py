"""The other end of the pipe: does one part after another, under limits."""

import errno
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kyles.engine import limits
from kyles.engine.limits import Limits

NO_MEMORY = 91  # the code with which a process ends that has no more: the next part needs a new one


def serve(
    pipe: Connection, life: Connection, memory: int, begin: Callable[[], None] | None = None
) -> None:
    """Say that we are ready; then answer each (task, part, limits): (value, why there is none)."""
    limits.settle(memory, life)
    if begin:
        begin()
    pipe.send(None)
    while True:
        try:
            task, part, allowed = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer(task, part, allowed))


def _answer(task: Callable[[Any], Any], part: Any, allowed: Limits) -> tuple[Any, str]:
    try:
        with limits.within(allowed):
            return task(part), ""
    except MemoryError:
        os._exit(NO_MEMORY)
    except Exception as error:  # noqa: BLE001 - whatever a task raises is its part's outcome
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return None, "writes a larger file than a reader may write"
        return None, f"{type(error).__name__}: {error}"
