"""Sessions: they begin, are changed on the way, and end."""

import pytest

from kyles.web.sessions import IDLE, LONGEST, SPARED, TURNS, Sessions
from kyles.web.viewer import Who

WHO = Who("A. Lawyer", by_password=True)


class Clock:
    at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(clock: Clock) -> Sessions:
    return Sessions(now=clock)


def test_one_who_does_nothing_is_out_after_a_while(sessions: Sessions, clock: Clock) -> None:
    cookie = sessions.begin(WHO)
    clock.at += IDLE
    assert sessions.who(cookie) == WHO  # seen again, so the while begins anew
    clock.at += IDLE
    assert sessions.who(cookie) == WHO
    clock.at += IDLE + 1
    assert sessions.who(cookie) is None


def test_everybody_is_out_after_a_day(sessions: Sessions, clock: Clock) -> None:
    cookie = sessions.begin(WHO)
    for _ in range(int(LONGEST / IDLE)):
        clock.at += IDLE - 1
        assert sessions.who(cookie) == WHO
    clock.at += IDLE - 1
    assert sessions.who(cookie) is None


def test_a_cookie_is_changed_and_the_old_one_soon_worth_nothing(
    sessions: Sessions, clock: Clock
) -> None:
    cookie = sessions.begin(WHO)
    assert sessions.turned(cookie) is None
    clock.at += TURNS
    new = sessions.turned(cookie)
    assert new not in (None, cookie)
    assert sessions.turned(cookie) is None  # changed once
    assert sessions.who(cookie) == sessions.who(new) == WHO
    clock.at += SPARED + 1
    assert sessions.who(cookie) is None
    assert sessions.who(new) == WHO


def test_changing_a_cookie_does_not_lengthen_the_day(sessions: Sessions, clock: Clock) -> None:
    cookie: str | None = sessions.begin(WHO)
    began = clock.at
    while cookie and sessions.who(cookie):
        clock.at += TURNS
        cookie = sessions.turned(cookie)
    assert clock.at - began <= LONGEST + TURNS


def test_who_leaves_is_out(sessions: Sessions) -> None:
    cookie = sessions.begin(WHO)
    sessions.end(cookie)
    assert sessions.who(cookie) is None


def test_a_token_of_this_machine_does_not_end(sessions: Sessions, clock: Clock) -> None:
    cookie = sessions.redeem(sessions.invite(Who("root")))
    clock.at += 10 * LONGEST
    assert sessions.who(cookie)
    assert cookie
    assert sessions.turned(cookie) is None
