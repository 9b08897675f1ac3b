"""What is found in each content once, by all cores, and kept: an audit reads no text twice."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kyles.engine.crew import Crew, as_copies
from kyles.engine.pool import run
from kyles.progress import Progress
from kyles.store import Store, derived

P = TypeVar("P")
R = TypeVar("R")


def once(
    store: Store, what: str, task: Callable[[tuple[str, P]], R], parts: Mapping[str, P],
    *, progress: Progress | None = None,
) -> tuple[dict[str, Any], dict[str, str]]:  # fmt: skip
    """What a task finds in each part, and why it found nothing in some; both by key.

    A key names everything that the finding depends on, as `store.derived` wants it. The task gets a
    key and its part. What failed is not kept, and is tried again the next time.
    """
    known = derived.recall(store, list(parts))
    new = [(key, part) for key, part in parts.items() if key not in known]
    tell = (lambda done: progress(what, done, len(new))) if progress else None
    with Crew(method=as_copies(otherwise="forkserver")) as crew:
        outcomes = list(run(task, new, workers=store.settings.workers, progress=tell, crew=crew))
    found = {one.part[0]: one.value for one in outcomes if one.value is not None}
    derived.keep(store, found)
    failed = {one.part[0]: one.failure for one in outcomes if one.value is None}
    return known | found, failed
