"""Guessing: after some wrong tries one waits, longer each time, and only that one does."""

from hypothesis import given
from hypothesis import strategies as st

from kyles.web import lockout
from kyles.web.lockout import Lockout


def test_waiting_begins_after_the_free_tries_and_doubles() -> None:
    kept = Lockout(3)
    waits = []
    for _ in range(6):
        kept.failed("a", at=0.0)
        waits.append(kept.wait("a", at=0.0))
    assert waits == [0.0, 0.0, 30.0, 60.0, 120.0, 240.0]
    assert kept.wait("b", at=0.0) == 0.0
    assert kept.wait("a", at=239.0) == 1.0
    kept.succeeded("a")
    assert kept.wait("a", at=0.0) == 0.0


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=200))
def test_nobody_waits_longer_than_the_longest(times: list[float]) -> None:
    kept = Lockout(2)
    for at in sorted(times):
        kept.failed("a", at=at)
        assert 0.0 <= kept.wait("a", at=at) <= lockout.LONGEST


def test_it_does_not_grow_without_end(monkeypatch) -> None:
    monkeypatch.setattr(lockout, "MOST", 5)
    kept = Lockout(1)
    for number in range(20):
        kept.failed(f"{number}", at=0.0)
    assert len(kept.wrong) == 5
    assert kept.wait("19", at=0.0) > 0
