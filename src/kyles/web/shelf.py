"""What was made last, kept in memory as far as there is room."""

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from kyles.store import View, audited

R = TypeVar("R")


class Shelf:
    """Things under their keys, each with a size; what was not asked for longest goes first.

    What could not be made has size 0: it is not kept, and tried again.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.taken = 0
        self.lock = threading.Lock()
        self.made: OrderedDict[Any, tuple[Any, int]] = OrderedDict()

    def get(self, key: Any, make: Callable[[], tuple[R, int]]) -> R:
        """What stands under a key, made where there is nothing."""
        with self.lock:
            if key in self.made:
                self.made.move_to_end(key)
                kept: R = self.made[key][0]
                return kept
        value, size = make()
        if size:
            self._put(key, value, size)
        return value

    def _put(self, key: Any, value: Any, size: int) -> None:
        with self.lock:
            _, before = self.made.pop(key, (None, 0))
            self.made[key] = (value, size)
            self.taken += size - before
            while self.taken > self.room and len(self.made) > 1:
                _, (_, left) = self.made.popitem(last=False)
                self.taken -= left


ROOM = 512  # answers that are remembered


def remembered(ask: Callable[[View], R]) -> Callable[[View], R]:
    """A question asked once: its answer holds for a ledger size, an audit and a viewer."""

    @functools.wraps(ask)
    def answer(view: View) -> R:
        key = (ask, view.store.folder, view.size, view.viewer, audited.last(view))
        return _answers.get(key, lambda: (ask(view), 1))

    return answer


_answers = Shelf(ROOM)
