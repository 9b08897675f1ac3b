"""Errands: one after another, each told as far as it is, and no trouble is silent."""

import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kyles.errors import NotFound
from kyles.progress import Progress
from kyles.store import Store
from kyles.web import errands
from kyles.web.desk import Desk
from kyles.web.door import Ask
from kyles.web.errands import Errand, Errands
from kyles.web.viewer import Who


@pytest.fixture
def ask(folder: Path, store: Store) -> Ask:
    return Ask(Who("A. Lawyer"), Desk.at(folder), "matter", store.view())


def until(said: Callable[[], bool]) -> None:
    for _ in range(500):
        if said():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to that")


def over(some: Errands[Any], key: object) -> Errand[Any]:
    until(lambda: (told := some.last(key)) is not None and told.is_over)
    told = some.last(key)
    assert told is not None
    return told


def test_it_is_told_as_far_as_it_is(ask: Ask) -> None:
    some: Errands[int] = Errands()
    go_on = threading.Event()

    def task(store: Store, progress: Progress) -> int:
        progress("comparing", 3, 8)
        go_on.wait(10)
        return store.view().size

    assert errands.course(some.last("a")) is None
    some.begin(ask, "a", task)
    until(lambda: (told := some.last("a")) is not None and told.done == 3)
    told = errands.course(some.last("a"))
    assert told is not None
    assert (told.what, told.done, told.of, told.is_over) == ("comparing", 3, 8, False)
    go_on.set()
    assert over(some, "a").outcome == ask.view.size


def test_one_after_another_and_none_twice(ask: Ask) -> None:
    some: Errands[int] = Errands()
    go_on, ran, at_once = threading.Event(), [], []

    def task(store: Store, progress: Progress) -> int:
        at_once.append(1)
        assert len(at_once) == 1
        go_on.wait(10)
        at_once.pop()
        ran.append(store.folder)
        return 1

    for key in ("a", "a", "b"):
        some.begin(ask, key, task)
    go_on.set()
    assert (over(some, "a").outcome, over(some, "b").outcome) == (1, 1)
    assert len(ran) == 2


def test_trouble_is_told_with_what_helps(ask: Ask) -> None:
    some: Errands[int] = Errands()

    def task(store: Store, progress: Progress) -> int:
        raise NotFound("There is no such thing.", hint="Look again.")

    some.begin(ask, "a", task)
    assert over(some, "a").trouble == "There is no such thing. Look again."
    some.begin(ask, "a", lambda store, progress: 7)
    until(lambda: (told := some.last("a")) is not None and told.outcome == 7)


def test_what_nobody_foresaw_is_told_and_raised(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    some: Errands[int] = Errands()
    raised: queue.Queue[type[BaseException]] = queue.Queue()
    monkeypatch.setattr(threading, "excepthook", lambda args: raised.put(args.exc_type))

    def task(store: Store, progress: Progress) -> int:
        raise ZeroDivisionError

    some.begin(ask, "a", task)
    assert "failed" in over(some, "a").trouble
    assert raised.get(timeout=10) is ZeroDivisionError


def test_old_outcomes_make_room(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "ROOM", 3)
    some: Errands[int] = Errands()
    for number in range(6):
        some.begin(ask, number, lambda store, progress: 1)
        over(some, number)
    assert [number for number in range(6) if some.last(number)] == [3, 4, 5]
