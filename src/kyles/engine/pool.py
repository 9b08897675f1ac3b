"""A pool of processes that may die."""

import os
import signal
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from kyles.engine.crew import MOST, Crew, Worker
from kyles.engine.limits import FREE, Limits
from kyles.engine.worker import NO_MEMORY

P = TypeVar("P")
R = TypeVar("R")
Progress = Callable[[int], None]
Waiting = Callable[[P, float], None]

TICK = 1.0  # seconds after which it is told what takes long
AHEAD = 8  # results that may wait for an earlier one, for each worker: bounds the memory
START = 120.0  # seconds that a process may take to start


@dataclass(frozen=True, slots=True)
class Outcome(Generic[P, R]):
    """What came of one part: a value, or why there is none."""

    part: P
    value: R | None
    failure: str = ""


@dataclass(slots=True)
class _Pool(Generic[P, R]):
    task: Callable[[P], R]
    crew: Crew
    timeout: Callable[[P], float]
    limits: Callable[[P], Limits]
    waiting: Waiting[P] | None = None
    parts: dict[int, P] = field(default_factory=dict)
    tried: set[int] = field(default_factory=set)  # a process was lost over them
    again: list[int] = field(default_factory=list)
    ended: dict[int, Outcome[P, R]] = field(default_factory=dict)
    workers: list[Worker] = field(default_factory=list)

    def start(self) -> Worker:
        worker = self.crew.worker()
        self.workers.append(worker)
        return worker

    def give(self, worker: Worker, place: int) -> None:
        worker.places.append(place)
        if len(worker.places) == 1:
            self.begin(worker)
        try:
            part = self.parts[place]
            worker.pipe.send((self.task, part, self.limits(part)))
        except OSError:
            self.lost(worker, "its process died")

    def begin(self, worker: Worker) -> None:
        """Count its time anew; to get ready, a process has as long as it likes, nearly."""
        worker.since = time.monotonic()
        seconds = self.timeout(self.parts[worker.places[0]]) if worker.ready else START
        worker.deadline = worker.since + seconds

    def hear(self, worker: Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            self.lost(worker, _death(worker.process.exitcode))
            return
        if not worker.ready:
            worker.ready = True
            self.begin(worker)
            return
        self.close(worker.places.popleft(), *answer)
        worker.done += 1
        if worker.places:
            self.begin(worker)
        elif worker.done == MOST:
            worker.end()
            self.workers.remove(worker)

    def lost(self, worker: Worker, reason: str) -> None:
        """A process is gone: its part is tried once more, then it has failed; what waited waits."""
        worker.end()
        self.workers.remove(worker)
        place, *waited = worker.places
        self.again += waited
        if place in self.tried:
            self.close(place, None, reason)
        else:
            self.tried.add(place)
            self.again.append(place)

    def close(self, place: int, value: R | None, failure: str) -> None:
        self.ended[place] = Outcome(self.parts.pop(place), value, failure)

    def listen(self) -> None:
        """Wait for the next answer, death or deadline."""
        busy = {worker.pipe: worker for worker in self.workers if worker.places}
        left = min(worker.deadline for worker in busy.values()) - time.monotonic()
        if self.waiting:
            left = min(left, TICK)
        answers = wait(list(busy), max(0.0, left))
        for pipe in answers:
            self.hear(busy[pipe])  # type: ignore[index]
        now = time.monotonic()
        if self.waiting and not answers:
            longest = min(busy.values(), key=lambda worker: worker.since)
            self.waiting(self.parts[longest.places[0]], now - longest.since)
        for worker in [one for one in self.workers if one.places and one.deadline <= now]:
            seconds = self.timeout(self.parts[worker.places[0]])
            self.lost(worker, f"took longer than {seconds:.0f} s")

    def end(self) -> None:
        """Give idle processes back to the crew, and end those that are at work."""
        for worker in self.workers:
            if worker.places:
                worker.end()
            else:
                self.crew.idle.append(worker)


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
    ahead: int = 0,
) -> Generator[Outcome[P, R], None, None]:
    """Do a task for every part in processes of their own; outcomes in the order of the parts.

    `workers` is how many processes (0: one a core), `memory` megabytes that each may use (0: as
    much as there is), `timeout` the seconds that a part may take, `limits` what else it may use,
    `progress` is told how many are done; while none ends, `waiting` is told each second which part
    has taken the longest, and for how many seconds. An exception in the task is an outcome's
    `failure`, as is a crash. Leaving the iterator early, or Ctrl-C, ends the processes; those of a
    `crew` that have nothing to do go on.

    `ahead` is how many parts more a process is sent while it is at one, so that it need not wait
    for us: for many short parts of which each is told in few bytes. A part that waits in the pipe
    of a process waits for it, even where another has nothing to do.
    """
    if crew is None:
        with Crew(memory) as passing:
            yield from run(task, parts, workers=workers, timeout=timeout, limits=limits,
                           progress=progress, waiting=waiting, crew=passing,
                           ahead=ahead)  # fmt: skip
        return
    pool: _Pool[P, R] = _Pool(
        task, crew, timeout or (lambda _part: 3600.0), limits or (lambda _part: FREE), waiting
    )
    size = workers or cores()
    coming, told, taken = iter(parts), 0, 0
    more = True
    try:
        while more or pool.parts or pool.ended:
            while more and len(pool.parts) < size * (1 + ahead) and taken - told < size * AHEAD:
                try:
                    pool.parts[taken] = next(coming)
                except StopIteration:
                    more = False
                else:
                    pool.again.append(taken)
                    taken += 1
            _hand_out(pool, size, 1 + ahead)
            if pool.parts and told not in pool.ended:
                pool.listen()
            while told in pool.ended:
                yield pool.ended.pop(told)
                told += 1
                if progress:
                    progress(told)
    finally:
        pool.end()


def _hand_out(pool: _Pool[P, R], size: int, most: int) -> None:
    """Give waiting parts, the earliest first: to idle workers, then to those with few of them."""
    pool.again.sort(reverse=True)
    while pool.again:
        one = next((worker for worker in pool.workers if not worker.places), None)
        if one is None and len(pool.workers) < size:
            one = pool.start()
        if one is None:
            one = next((worker for worker in pool.workers if worker.takes(most)), None)
        if one is None:
            return
        pool.give(one, pool.again.pop())


def _death(code: int | None) -> str:
    if code == NO_MEMORY:
        return "needs more memory than a reader may use"
    if code == -signal.SIGXCPU:
        return "takes more processor time than a reader may use"
    if code is not None and code < 0:
        return f"the reader crashed (signal {-code})"
    return f"the reader ended by itself (code {code})"
