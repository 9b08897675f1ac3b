"""Who was let in: a token opens once, and a cookie stands for somebody for a while.

Secrets are kept by their hash, in the memory of the server alone. Somebody who came in with a
password is let out after a while without asking for anything, and at the latest after a working
day; the cookie is changed on the way, so that one that was copied is soon worth nothing.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from kyles import clock
from kyles.web.viewer import Who

IDLE, LONGEST = 30 * 60, 12 * 3600  # seconds
TURNS, SPARED = 15 * 60, 60  # when a cookie is changed; how long the old one is still good


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is in. Times in seconds; one that was let in by a token does not end."""

    who: Who
    began: float
    turned: float
    seen: float
    ends: bool
    until: float = 0.0  # of a cookie that was changed for another
    stay: str = ""  # the name of being in: no secret, and the same when the cookie is changed

    def is_over(self, at: float) -> bool:
        """Whether the person is no longer in."""
        if self.until:
            return at > self.until
        return self.ends and (at - self.seen > IDLE or at - self.began > LONGEST)


def _now() -> float:
    return clock.now().timestamp()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Sessions:
    """The sessions of one server."""

    def __init__(self, *, now: Callable[[], float] = _now) -> None:
        self._now = now
        self._tokens: dict[str, Who] = {}
        self._cookies: dict[str, Session] = {}

    def invite(self, who: Who) -> str:
        """A token that lets somebody in once."""
        token = secrets.token_urlsafe(32)
        self._tokens[_digest(token)] = who
        return token

    def redeem(self, token: str) -> str | None:
        """A cookie for a token, which opens nothing any more; None where it opens nothing."""
        who = self._tokens.pop(_digest(token), None)
        return None if who is None else self._begun(who, ends=False)

    def begin(self, who: Who) -> str:
        """A cookie for somebody who showed a password."""
        return self._begun(who, ends=True)

    def who(self, cookie: str | None) -> Who | None:
        """For whom a cookie stands, and still does."""
        session = self._session(cookie)
        return session.who if session else None

    def stay(self, cookie: str | None) -> str:
        """The name under which somebody is in; "" for nobody."""
        session = self._session(cookie)
        return session.stay if session else ""

    def staying(self, stay: str) -> Who | None:
        """Who is in under a name, and still is: to fetch something is to be seen."""
        now = self._now()
        for key, one in self._cookies.items():
            if one.stay == stay and not one.until and not one.is_over(now):
                self._cookies[key] = replace(one, seen=now)
                return one.who
        return None

    def turned(self, cookie: str) -> str | None:
        """A cookie in the place of one that is old enough, which is good for a minute more."""
        session, now = self._session(cookie), self._now()
        if session is None or not session.ends or session.until or now - session.turned < TURNS:
            return None
        self._cookies[_digest(cookie)] = replace(session, until=now + SPARED)
        new = secrets.token_urlsafe(32)
        self._cookies[_digest(new)] = replace(session, turned=now, seen=now)
        return new

    def end(self, cookie: str) -> None:
        """The person left."""
        self._cookies.pop(_digest(cookie), None)

    def _begun(self, who: Who, *, ends: bool) -> str:
        now = self._now()
        self._cookies = {key: one for key, one in self._cookies.items() if not one.is_over(now)}
        cookie = secrets.token_urlsafe(32)
        session = Session(who, now, now, now, ends, stay=secrets.token_urlsafe(12))
        self._cookies[_digest(cookie)] = session
        return cookie

    def _session(self, cookie: str | None) -> Session | None:
        """The session of a cookie, seen now; None where there is none any more."""
        key, now = _digest(cookie or ""), self._now()
        session = self._cookies.get(key)
        if session is None or session.is_over(now):
            self._cookies.pop(key, None)
            return None
        if not session.until:
            self._cookies[key] = replace(session, seen=now)
        return session
