"""Reads the files of one level: each content once, however often it stands in the level.

A mail may carry the same picture a thousand times, and an archive that is made to do harm the same
archive. Files of one content and one kind of name come to the same reading, so the first is read
and the others take what came of it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kyles import engine
from kyles.engine import Crew, Limits, Outcome
from kyles.intake.file import FileReading, FileTask, read_file
from kyles.settings import Settings

MEGABYTE = 1 << 20
LARGEST = 1 << 30  # bytes that a file which is packed in another may have, and more than that

Came = Outcome[FileTask, FileReading]


@dataclass(frozen=True, slots=True)
class Readers:
    """How files are read: by which settings, in which processes."""

    settings: Settings
    crew: Crew
    waiting: Callable[[FileTask, float], None] | None = None  # told what takes how many seconds

    def each(self, tasks: Sequence[FileTask]) -> Iterator[Came]:
        """What each file came to, in order."""
        plan = _plan(tasks)
        outcomes = self._read(tasks[at] for at in plan.firsts)
        waiting: dict[int, Came] = {}
        for at, first in enumerate(plan.takes_from):
            if first == at:
                waiting[at] = next(outcomes)
            yield waiting[first] if at < plan.last[first] else waiting.pop(first)

    def _read(self, tasks: Iterable[FileTask]) -> Iterator[Came]:
        return engine.run(
            read_file, tasks, workers=self.settings.workers, crew=self.crew,
            timeout=self._seconds, limits=self._limits, waiting=self.waiting, ahead=1,
        )  # fmt: skip

    def _seconds(self, task: FileTask) -> float:
        return self.settings.timeout + size(task) / MEGABYTE

    def _limits(self, task: FileTask) -> Limits:
        """As much of the processor as of the clock; a copy of the file, or what is packed in it."""
        return Limits(processor=self._seconds(task), written=size(task) + LARGEST)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Of which earlier file each takes the reading (its own place: of none)."""

    takes_from: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=dict)  # the last that takes from a first


def _plan(tasks: Sequence[FileTask]) -> _Plan:
    plan, seen = _Plan(), dict[tuple[str, str], int]()
    for at, task in enumerate(tasks):
        first = seen.setdefault((task.stored, _kind(task.name)), at) if task.stored else at
        plan.takes_from.append(first)
        plan.last[first] = at
        if first == at:
            plan.firsts.append(at)
    return plan


def _kind(name: str) -> str:
    """As much of a name as says what a file is."""
    return "".join(PurePosixPath(name).suffixes).lower()


def size(task: FileTask) -> int:
    """The bytes of a file; 0 where that cannot be told."""
    try:
        path = task.real if task.stored is None else task.blobs / task.stored[:2] / task.stored
        return path.stat().st_size
    except OSError:
        return 0
