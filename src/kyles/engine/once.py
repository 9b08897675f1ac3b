"""What is found in each part once, by all cores, and kept: nothing is looked through twice."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from kyles.engine.crew import Crew, as_copies
from kyles.engine.pool import run
from kyles.progress import Progress
from kyles.store import Store, derived

P = TypeVar("P")
R = TypeVar("R")

AT_ONCE = 500  # kept values that are read together
SECONDS = 2.0  # after which what was found is kept: more than that is never lost
HOUR = 3600.0


def once(
    store: Store, what: str, task: Callable[[P], Any], parts: Mapping[str, P], *,
    read: Callable[[Any], R], instead: Callable[[str], Any] | None = None,
    seconds: Callable[[P], float] = lambda _: HOUR, apart: bool = False,
    progress: Progress | None = None,
) -> tuple[dict[str, R], dict[str, str]]:  # fmt: skip
    """What a task finds in each part, and why it found nothing in some; both by key.

    A key names everything that the finding depends on, as `store.derived` wants it; what is found
    is JSON, and `read` makes of it what is given back. What failed is tried again the next time,
    unless `instead` makes of the reason what is kept in its place. `seconds` is what a part may
    take. A part that is a file, and no text of ours, is looked at `apart`: by processes that have
    nothing of this one, and the memory that the settings allow.
    """
    found = {key: read(row) for key, row in _known(store, list(parts))}
    new = {key: part for key, part in parts.items() if key not in found}
    failed: dict[str, str] = {}
    tell = (lambda done: progress(what, done, len(new))) if progress else None
    with (
        _processes(store, apart=apart) as crew,
        closing(run(task, new.values(), workers=store.settings.workers, timeout=seconds,
                    progress=tell, crew=crew)) as outcomes,
        _keeping(store) as keep,
    ):  # fmt: skip
        for key, one in zip(new, outcomes, strict=True):
            row = instead(one.failure) if one.failure and instead else one.value
            if row is None:
                failed[key] = one.failure
            else:
                keep(key, row)
                found[key] = read(row)
    return found, failed


def _known(store: Store, keys: list[str]) -> Iterator[tuple[str, Any]]:
    for at in range(0, len(keys), AT_ONCE):
        yield from derived.recall(store, keys[at : at + AT_ONCE]).items()


def _processes(store: Store, *, apart: bool) -> Crew:
    return Crew(store.settings.memory) if apart else Crew(method=as_copies(otherwise="forkserver"))


@contextmanager
def _keeping(store: Store) -> Iterator[Callable[[str, Any], None]]:
    """Keep what is put now and then, and at the end, however it comes."""
    rows: dict[str, Any] = {}
    last = time.monotonic()

    def put(key: str, row: Any) -> None:
        nonlocal last
        rows[key] = row
        if time.monotonic() - last > SECONDS:
            derived.keep(store, rows)
            rows.clear()
            last = time.monotonic()

    try:
        yield put
    finally:
        derived.keep(store, rows)
