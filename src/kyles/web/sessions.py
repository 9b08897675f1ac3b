"""Who was let in: a token opens once, and a cookie stands for somebody until the server ends."""

import hashlib
import secrets

from kyles.web.viewer import Who


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Sessions:
    """The sessions of one server, in its memory alone; secrets are kept by their hash."""

    def __init__(self) -> None:
        self._tokens: dict[str, Who] = {}
        self._cookies: dict[str, Who] = {}

    def invite(self, who: Who) -> str:
        """A token that lets somebody in once."""
        token = secrets.token_urlsafe(32)
        self._tokens[_digest(token)] = who
        return token

    def redeem(self, token: str) -> str | None:
        """A cookie for a token, which opens nothing any more; None where it opens nothing."""
        who = self._tokens.pop(_digest(token), None)
        if who is None:
            return None
        cookie = secrets.token_urlsafe(32)
        self._cookies[_digest(cookie)] = who
        return cookie

    def who(self, cookie: str | None) -> Who | None:
        """For whom a cookie stands."""
        return self._cookies.get(_digest(cookie)) if cookie else None
