"""The entrance: a name, a password and, where one is set up, a code. And the way out.

A wrong name, a wrong password and a wrong code look alike and take as long.
"""

from dataclasses import dataclass, field
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from kyles import clock
from kyles.web import templates, totp, users
from kyles.web.lockout import Lockout
from kyles.web.sessions import Sessions
from kyles.web.users import User
from kyles.web.viewer import Who

ENTER, LEAVE = "/enter", "/leave"
OF_A_NAME, OF_AN_ADDRESS = 5, 50  # wrong tries before one has to wait
WRONG = "The name, the password or the code is not right."
WAIT = "There were too many wrong tries. Wait {minutes}, then try again."


@dataclass(slots=True)
class Entrance:
    """The door of a desk that has users."""

    folder: Path
    sessions: Sessions
    names: Lockout = field(default_factory=lambda: Lockout(OF_A_NAME))
    addresses: Lockout = field(default_factory=lambda: Lockout(OF_AN_ADDRESS))
    counted: dict[str, int] = field(default_factory=dict)  # the last code that counted, by name

    def routes(self) -> list[Route]:
        return [
            Route(ENTER, self._asked, methods=["GET"]),
            Route(ENTER, self._entered, methods=["POST"]),
            Route(LEAVE, self._left, methods=["POST"]),
        ]

    async def _asked(self, request: Request) -> Response:
        return _page(to=own(request.query_params.get("to", "")))

    async def _entered(self, request: Request) -> Response:
        async with request.form() as form:
            name, password, code, to = (str(form.get(one) or "")
                                        for one in ("name", "password", "code", "to"))  # fmt: skip
        address, now = request.client.host if request.client else "", clock.now().timestamp()
        left = max(self.names.wait(name, at=now), self.addresses.wait(address, at=now))
        if left:
            return _page(to=own(to), name=name, says=_waiting(left), status=429)
        who = await run_in_threadpool(self._let_in, name, password, code, now)
        if who is None:
            self.names.failed(name, at=now)
            self.addresses.failed(address, at=now)
            return _page(to=own(to), name=name, says=WRONG, status=401)
        self.names.succeeded(name)
        answer = RedirectResponse(own(to), status_code=303)
        set_cookie(answer, request, self.sessions.begin(who))
        return answer

    def _let_in(self, name: str, password: str, code: str, now: float) -> Who | None:
        user = users.of(self.folder).let_in(name, password)
        if user is None or (user.totp and not self._counts(user, code, now)):
            return None
        return user.who(password)

    def _counts(self, user: User, code: str, now: float) -> bool:
        """Whether a code is right, and has not been used."""
        step = totp.step_of(user.totp, code, at=now, after=self.counted.get(user.name, -1))
        if step is not None:
            self.counted[user.name] = step
        return step is not None

    async def _left(self, request: Request) -> Response:
        self.sessions.end(request.cookies.get(cookie_name(request), ""))
        answer = RedirectResponse(ENTER, status_code=303)
        answer.delete_cookie(cookie_name(request), path="/", secure=_is_safe(request))
        return answer


def own(to: str) -> str:
    """An address of this server to go on at, whatever was asked for."""
    fits = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return to if fits and not to.startswith((ENTER, LEAVE)) else "/"


def cookie_name(request: Request) -> str:
    """Cookies of one host are shared by its ports: each server has a name of its own.

    By TLS the name is one that a browser takes from this very host alone, and never in the clear.
    """
    return f"{'__Host-' if _is_safe(request) else ''}kyles-{request.url.port or 80}"


def _is_safe(request: Request) -> bool:
    return request.url.scheme == "https"


def set_cookie(answer: Response, request: Request, cookie: str) -> None:
    """Give a browser its cookie, which no script reads and no other site's page sends."""
    answer.set_cookie(cookie_name(request), cookie, httponly=True, samesite="strict", path="/",
                      secure=_is_safe(request))  # fmt: skip


def _page(*, to: str, name: str = "", says: str = "", status: int = 200) -> Response:
    return HTMLResponse(templates.entrance(to=to, name=name, says=says), status_code=status)


def _waiting(left: float) -> str:
    minutes = max(round(left / 60), 1)
    return WAIT.format(minutes=f"{minutes} minute{'' if minutes == 1 else 's'}")
