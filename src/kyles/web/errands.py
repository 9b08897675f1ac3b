"""Errands: what takes longer than a page may, done in the background and told on the page.

No page reconciles. An errand does: it is begun by an act, one at a time on a server, and its
outcome is kept in memory alone, until another one takes its place or the server ends. What has to
stay is recorded by the errand itself.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from kyles import clock
from kyles.errors import KylesError
from kyles.progress import Progress
from kyles.store import Store, open_matter_folder
from kyles.web.door import Ask

R = TypeVar("R")
ROOM = 64  # outcomes that are kept


@dataclass(frozen=True, slots=True)
class Errand(Generic[R]):
    """An errand as far as it has come: what is done, or what came of it."""

    at: str
    what: str = "begun"  # also while it waits: whose errand runs is nobody else's to know
    done: int = 0
    of: int = 0
    outcome: R | None = None
    trouble: str = ""

    @property
    def is_over(self) -> bool:
        return self.outcome is not None or bool(self.trouble)


@dataclass(frozen=True, slots=True)
class Course:
    """An errand as a page tells it: how far it is, or why it failed."""

    at: str
    is_over: bool
    what: str
    done: int
    of: int
    trouble: str


def course(one: Errand[Any] | None) -> Course | None:
    """How far an errand is; None where there is none."""
    if one is None:
        return None
    return Course(one.at, one.is_over, one.what, one.done, one.of, one.trouble)


_turn = threading.Lock()  # one errand after another, whatever it is for


@dataclass(slots=True)
class Errands(Generic[R]):
    """The last errand under each key, since the server began."""

    _last: OrderedDict[Hashable, Errand[R]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def last(self, key: Hashable) -> Errand[R] | None:
        """The last errand under a key."""
        return self._last.get(key)

    def begin(self, ask: Ask, key: Hashable, task: Callable[[Store, Progress], R]) -> None:
        """Begin one, in the name of the one who asks, unless one is under way under this key."""
        with self._lock:
            last = self._last.get(key)
            if last is not None and not last.is_over:
                return
            self._put(key, Errand(clock.stamp()))
        run = partial(self._run, ask.view.store.folder, ask.view.store.who, key, task)
        threading.Thread(target=run).start()

    def _run(
        self, folder: Path, who: str, key: Hashable, task: Callable[[Store, Progress], R]
    ) -> None:  # fmt: skip
        with _turn, self._told(key), open_matter_folder(folder) as store:
            store.record_as(who)
            outcome = task(store, partial(self._turned, key))
            self._change(key, outcome=outcome)

    @contextmanager
    def _told(self, key: Hashable) -> Iterator[None]:
        """What goes wrong is told on the page; what nobody foresaw is told, and raised as well."""
        try:
            yield
        except KylesError as error:
            self._change(key, trouble=f"{error} {error.hint}".strip())
        except BaseException:
            self._change(key, trouble="It failed; the server's log says why.")
            raise

    def _turned(self, key: Hashable, what: str, done: int, of: int) -> None:
        self._change(key, what=what, done=done, of=of)

    def _change(self, key: Hashable, **changes: Any) -> None:
        with self._lock:
            self._put(key, replace(self._last[key], **changes))

    def _put(self, key: Hashable, errand: Errand[R]) -> None:
        self._last[key] = errand
        self._last.move_to_end(key)
        for old in [one for one, told in self._last.items() if told.is_over][: -ROOM or None]:
            del self._last[old]
