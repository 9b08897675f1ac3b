"""A pool of processes that may die."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Self, TypeVar

from kyles.engine.limits import FREE, Limits, end_group
from kyles.engine.worker import NO_MEMORY, serve

P = TypeVar("P")
R = TypeVar("R")
Progress = Callable[[int], None]
Waiting = Callable[[P, float], None]

TICK = 1.0  # seconds after which it is told what takes long
AHEAD = 8  # results that may wait for an earlier one, for each worker: bounds the memory
TRIES = 2
START = 120.0  # seconds that a process may take to start
MOST = 5_000  # parts that one process does: what libraries leave in its memory ends with it


@dataclass(frozen=True, slots=True)
class Outcome(Generic[P, R]):
    """What came of one part: a value, or why there is none."""

    part: P
    value: R | None
    failure: str = ""


@dataclass(slots=True)
class _Worker:
    """One process, the pipe to it, and what it is at."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    ready: bool = False
    place: int = -1
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
    idle: list[_Worker] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self.idle:
            self.idle.pop().end()

    def worker(self) -> _Worker:
        """An idle process, or a new one."""
        with suppress(IndexError):  # threads of a server may share a crew
            return self.idle.pop()
        context: Any = multiprocessing.get_context(self.method)
        if self.preload:
            context.set_forkserver_preload([*self.preload])  # heard as long as none has started
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.memory, self.begin), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


@dataclass(slots=True)
class _Pool(Generic[P, R]):
    task: Callable[[P], R]
    crew: Crew
    timeout: Callable[[P], float]
    limits: Callable[[P], Limits]
    waiting: Waiting[P] | None = None
    parts: dict[int, P] = field(default_factory=dict)
    tries: dict[int, int] = field(default_factory=dict)
    again: list[int] = field(default_factory=list)
    ended: dict[int, Outcome[P, R]] = field(default_factory=dict)
    workers: list[_Worker] = field(default_factory=list)

    def start(self) -> _Worker:
        worker = self.crew.worker()
        self.workers.append(worker)
        return worker

    def give(self, worker: _Worker, place: int) -> None:
        worker.place, worker.since = place, time.monotonic()
        worker.deadline = worker.since + self._time(worker)
        self.tries[place] = self.tries.get(place, 0) + 1
        try:
            part = self.parts[place]
            worker.pipe.send((self.task, part, self.limits(part)))
        except OSError:
            self.lost(worker, "its process died")

    def _time(self, worker: _Worker) -> float:
        """Seconds that a part may take; to get ready, a process has as long as it likes, nearly."""
        return self.timeout(self.parts[worker.place]) if worker.ready else START

    def hear(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            self.lost(worker, _death(worker.process.exitcode))
            return
        if not worker.ready:
            worker.ready, worker.since = True, time.monotonic()
            worker.deadline = worker.since + self._time(worker)
            return
        self.close(worker.place, *answer)
        worker.place = -1
        worker.done += 1
        if worker.done == MOST:
            worker.end()
            self.workers.remove(worker)

    def lost(self, worker: _Worker, reason: str) -> None:
        """A process is gone: its part is tried once more, then it has failed."""
        place = worker.place
        worker.end()
        self.workers.remove(worker)
        if self.tries[place] < TRIES:
            self.again.append(place)
        else:
            self.close(place, None, reason)

    def close(self, place: int, value: R | None, failure: str) -> None:
        self.ended[place] = Outcome(self.parts.pop(place), value, failure)

    def listen(self) -> None:
        """Wait for the next answer, death or deadline."""
        busy = {worker.pipe: worker for worker in self.workers if worker.place >= 0}
        left = min(worker.deadline for worker in busy.values()) - time.monotonic()
        if self.waiting:
            left = min(left, TICK)
        answers = wait(list(busy), max(0.0, left))
        for pipe in answers:
            self.hear(busy[pipe])  # type: ignore[index]
        now = time.monotonic()
        if self.waiting and not answers:
            longest = min(busy.values(), key=lambda worker: worker.since)
            self.waiting(self.parts[longest.place], now - longest.since)
        for worker in [one for one in self.workers if one.place >= 0 and one.deadline <= now]:
            self.lost(worker, f"took longer than {self.timeout(self.parts[worker.place]):.0f} s")

    def end(self) -> None:
        """Give idle processes back to the crew, and end those that are at work."""
        for worker in self.workers:
            if worker.place < 0:
                self.crew.idle.append(worker)
            else:
                worker.end()


def cores() -> int:
    """How many processes can work at once here."""
    return os.cpu_count() or 1


def run(
    task: Callable[[P], R],
    parts: Iterable[P],
    *,
    workers: int = 0,
    memory: int = 0,
    timeout: Callable[[P], float] | None = None,
    limits: Callable[[P], Limits] | None = None,
    progress: Progress | None = None,
    waiting: Waiting[P] | None = None,
    crew: Crew | None = None,
) -> Iterator[Outcome[P, R]]:
    """Do a task for every part in processes of their own; outcomes in the order of the parts.

    `workers` is how many processes (0: one a core), `memory` megabytes that each may use (0: as
    much as there is), `timeout` the seconds that a part may take, `limits` what else it may use,
    `progress` is told how many are done; while none ends, `waiting` is told each second which part
    has taken the longest, and for how many seconds. An exception in the task is an outcome's
    `failure`, as is a crash. Leaving the iterator early, or Ctrl-C, ends the processes; those of a
    `crew` that have nothing to do go on.
    """
    if crew is None:
        with Crew(memory) as passing:
            yield from run(task, parts, workers=workers, timeout=timeout, limits=limits,
                           progress=progress, waiting=waiting, crew=passing)  # fmt: skip
        return
    pool: _Pool[P, R] = _Pool(
        task, crew, timeout or (lambda _part: 3600.0), limits or (lambda _part: FREE), waiting
    )
    size = workers or cores()
    coming, told, taken = iter(parts), 0, 0
    more = True
    try:
        while more or pool.parts or pool.ended:
            while more and len(pool.parts) < size and taken - told < size * AHEAD:
                try:
                    pool.parts[taken] = next(coming)
                except StopIteration:
                    more = False
                else:
                    pool.again.append(taken)
                    taken += 1
            _hand_out(pool, size)
            if pool.parts and told not in pool.ended:
                pool.listen()
            while told in pool.ended:
                yield pool.ended.pop(told)
                told += 1
                if progress:
                    progress(told)
    finally:
        pool.end()


def _hand_out(pool: _Pool[P, R], size: int) -> None:
    """Give waiting parts to idle workers, the earliest first."""
    pool.again.sort(reverse=True)
    while pool.again:
        idle = next((worker for worker in pool.workers if worker.place < 0), None)
        if idle is None and len(pool.workers) >= size:
            return
        pool.give(idle or pool.start(), pool.again.pop())


def _death(code: int | None) -> str:
    if code == NO_MEMORY:
        return "needs more memory than a reader may use"
    if code == -signal.SIGXCPU:
        return "takes more processor time than a reader may use"
    if code is not None and code < 0:
        return f"the reader crashed (signal {-code})"
    return f"the reader ended by itself (code {code})"
