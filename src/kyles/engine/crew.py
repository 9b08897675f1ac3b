"""The processes that do the work: how they begin, what they are at, and how they end."""

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Self

from kyles.engine.limits import end_group
from kyles.engine.worker import serve

MOST = 5_000  # parts that one process does: what libraries leave in its memory ends with it


def as_copies(*, otherwise: str) -> str:
    """The method by which processes begin as copies of this one, ready to work: it is safe where
    this one has no threads. Where it has some, or the system cannot, another method.
    """
    can = "fork" in multiprocessing.get_all_start_methods()
    return "fork" if can and threading.active_count() == 1 else otherwise


@dataclass(slots=True)
class Worker:
    """One process, the pipe to it, what it is at, and what waits in the pipe."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    life: Connection  # it dies when this is closed
    ready: bool = False
    places: deque[int] = field(default_factory=deque)
    since: float = 0.0
    deadline: float = 0.0
    done: int = 0

    def end(self) -> None:
        """Kill it, with all that it started."""
        if self.process.pid:
            end_group(self.process.pid)
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.life.close()

    def takes(self, most: int) -> bool:
        """Whether it may have one more part, where it may have as many as that at once."""
        return len(self.places) < most and self.done + len(self.places) < MOST


@dataclass(slots=True)
class Crew:
    """Processes that outlast one run, so that the next one need not start them again.

    `memory` is what each may use, in megabytes (0: as much as there is). `method` is one of
    multiprocessing's: forked from a server they start fast, spawned they are our own children,
    whose time and memory the system counts with ours. What `preload` names is imported by that
    server once, and by no process again; modules that start threads are none for it. `begin` is
    called in each process before its first part. Use it in a `with` statement: its end ends the
    processes.
    """

    memory: int = 0
    method: str = "forkserver"
    preload: tuple[str, ...] = ()
    begin: Callable[[], None] | None = None
    idle: list[Worker] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self.idle:
            self.idle.pop().end()

    def worker(self) -> Worker:
        """An idle process, or a new one."""
        with suppress(IndexError):  # threads of a server may share a crew
            return self.idle.pop()
        context: Any = multiprocessing.get_context(self.method)
        if self.preload:
            context.set_forkserver_preload([*self.preload])  # heard as long as none has started
        ours, theirs = context.Pipe()
        tied, life = context.Pipe(duplex=False)
        process = context.Process(
            target=serve, args=(theirs, tied, self.memory, self.begin), daemon=True
        )
        process.start()
        theirs.close()
        tied.close()
        return Worker(process, ours, life)
