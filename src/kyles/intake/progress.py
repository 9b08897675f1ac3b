"""How far intake is: files, bytes, pages, how fast that goes, and what takes long."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kyles import sizes
from kyles.intake.family import Member
from kyles.intake.file import FileReading, FileTask
from kyles.intake.level import size

LONG = 5.0  # seconds after which a file is named


class Progress(Protocol):
    """Is told what is being done, how many are, of how many, and more of that in words."""

    def __call__(self, what: str, done: int, of: int, more: str = "") -> None: ...


def quiet(what: str, done: int, of: int, more: str = "") -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Level:
    """How far the files of one level are: those of a folder, then those inside them."""

    tell: Progress
    members: Sequence[Member]
    read: int = 0  # bytes of files that are done
    pages: int = 0
    done: int = 0
    began: float = field(default_factory=time.monotonic)
    total: int = field(init=False)
    sizes: Sequence[int] = field(init=False)

    def __post_init__(self) -> None:
        self.sizes = [size(member.task) for member in self.members]
        self.total = sum(self.sizes)

    def one(self, reading: FileReading) -> None:
        """The next file is done."""
        self.read += self.sizes[self.done]
        self.pages += len(reading.pages)
        self.done += 1
        self._say()

    def waiting(self, task: FileTask, seconds: float) -> None:
        """A file has taken so long, and is not done."""
        if seconds >= LONG:
            self._say(f"; {task.name} for {seconds:.0f} s")

    def _say(self, waits: str = "") -> None:
        rate = self.read / max(time.monotonic() - self.began, 0.001)
        told = f"{sizes.said(self.read)} of {sizes.said(self.total)}, {sizes.said(rate)}/s"
        pages = f", {self.pages:,} {'page' if self.pages == 1 else 'pages'}" if self.pages else ""
        self.tell("reading", self.done, len(self.members), f"{told}{pages}{waits}")
