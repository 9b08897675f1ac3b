"""The pool keeps order, survives crashes and hangs, and says what happened."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kyles.engine import Crew, run


def square(number: int) -> int:
    time.sleep(0.01 * (number % 3))
    return number * number


def fragile(number: int) -> int:
    if number == 3:
        ctypes.string_at(0)
    if number == 4:
        os._exit(7)
    if number == 5:
        time.sleep(60)
    if number == 6:
        raise ValueError("six")
    return number


def greedy(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


@pytest.mark.parametrize("ahead", [0, 1, 4])
def test_results_come_in_the_order_of_the_parts(ahead: int):
    told: list[int] = []
    outcomes = list(run(square, range(40), workers=3, progress=told.append, ahead=ahead))
    assert [outcome.value for outcome in outcomes] == [number**2 for number in range(40)]
    assert told == list(range(1, 41))


def large(number: int) -> bytes:
    return bytes(number << 20)


def test_a_long_answer_does_not_stand_in_the_way_of_a_part_sent_ahead():
    outcomes = list(run(large, [5] * 8, workers=2, ahead=2))
    assert [len(outcome.value or b"") for outcome in outcomes] == [5 << 20] * 8


def deadly(number: int) -> int:
    if number < 2:
        os._exit(7)
    return number


def test_parts_that_wait_behind_one_that_kills_are_not_charged_with_it():
    outcomes = list(run(deadly, range(4), workers=1, ahead=3))
    assert [outcome.value for outcome in outcomes] == [None, None, 2, 3]


def test_no_parts_no_outcomes():
    assert list(run(square, [])) == []


@pytest.mark.parametrize("ahead", [0, 1, 3])
def test_a_crash_a_hang_and_an_exception_are_outcomes_and_the_rest_goes_on(ahead: int):
    outcomes = list(run(fragile, range(9), workers=2, timeout=lambda _: 4.0, ahead=ahead))
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, None, None, None, 7, 8]
    assert [outcome.failure for outcome in outcomes if outcome.failure] == [
        "the reader crashed (signal 11)",
        "the reader ended by itself (code 7)",
        "took longer than 4 s",
        "ValueError: six",
    ]


def test_memory_is_limited():
    (small, large) = run(greedy, [1, 4000], memory=1024)
    assert small.value == 1 << 20
    assert large.failure == "needs more memory than a reader may use"


def test_leaving_early_ends_the_processes():
    outcomes = run(square, iter(range(10**9)), workers=2)
    assert next(outcomes).value == 0
    outcomes.close()
    with pytest.raises(StopIteration):
        next(outcomes)


def whoami(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_a_crew_outlasts_a_run(method: str) -> None:
    with Crew(method=method) as crew:
        first = {outcome.value for outcome in run(whoami, range(6), workers=1, crew=crew)}
        second = {outcome.value for outcome in run(whoami, range(6), workers=1, crew=crew)}
        assert len(first) == 1
        assert first == second
        assert os.getpid() not in first
    assert not crew.idle


def loaded(name: str) -> bool:
    return name in sys.modules


def test_what_is_preloaded_is_there_before_the_first_part() -> None:
    code = (
        "from kyles.engine import Crew, run\n"
        "from tests.engine.test_pool import loaded\n"
        "if __name__ == '__main__':\n"
        "    with Crew(preload=('this_is_none', 'colorsys')) as crew:\n"
        "        print(*[one.value for one in run(loaded, ['colorsys', 'wave'], crew=crew)])\n"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": root},
    )  # fmt: skip
    assert (done.stdout.split(), done.stderr) == (["True", "False"], "")
