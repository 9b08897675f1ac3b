"""What a page needs of hostile evidence is made in a process that may die, and takes no longer than
somebody waits.
"""

from collections.abc import Callable
from typing import TypeVar

from kyles import engine

MEMORY = 1536  # megabytes that one task may take
SECONDS = 20.0

P = TypeVar("P")
R = TypeVar("R")

_crew = engine.Crew(MEMORY)


def done(task: Callable[[P], R], part: P) -> R | None:
    """What comes of a task; None where it failed, crashed or took too long."""
    (outcome,) = engine.run(task, [part], workers=1, crew=_crew, timeout=lambda _: SECONDS)
    return outcome.value
