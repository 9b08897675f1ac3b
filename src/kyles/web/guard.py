"""What stands before every page: the right host, somebody known, and forms of our own only.

A page elsewhere can make a browser send anything here. So a name that is not ours is refused (DNS
rebinding); a form counts only where the browser says that one of our own pages sent it; and nothing
that is loaded may come from anywhere else.
"""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kyles.web import refusals
from kyles.web.address import asking, origin
from kyles.web.entrance import ENTER, cookie_name, set_cookie
from kyles.web.sessions import Sessions

SAFE = ("GET", "HEAD", "OPTIONS")
STATIC = "/static/"
NOTHING = "'none'"


def policy(other: str = "") -> str:
    """What a page may load: its own things; from the other origin a frame, sound and film alone."""
    return "; ".join([
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
        "font-src 'self'", "connect-src 'self'", f"media-src 'self' {other}".strip(),
        f"frame-src {other or NOTHING}", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
    ])  # fmt: skip


HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}


class Guard:
    """Lets through who was let in, from this server's own pages."""

    def __init__(
        self, app: ASGIApp, *, hosts: Sequence[str], sessions: Sessions, has_users: bool,
        other: str = "",
    ) -> None:  # fmt: skip
        self.app = app
        self.headers = {**HEADERS, "Content-Security-Policy": policy(other)}
        self.has_users = has_users
        self.hosts = frozenset(hosts)
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        answer = self._refusal(request) or self._entering(request) or self._unknown(request)
        await (answer or self.app)(scope, receive, self._headed(send, request))

    def _refusal(self, request: Request) -> Response | None:
        """An answer to what comes under another name, or from another page."""
        if request.headers.get("host", "") not in self.hosts:
            return refusals.response(request, 421)
        if request.method not in SAFE and not _is_own(request):
            return refusals.response(request, 403)
        return None

    def _entering(self, request: Request) -> Response | None:
        """A token is taken once, and gives a cookie instead; the address loses it."""
        token = request.query_params.get("token")
        if token is None or request.method != "GET":
            return None
        cookie = self.sessions.redeem(token)
        if cookie is None:
            return None if self._who(request) else refusals.response(request, 401)
        answer = RedirectResponse(str(request.url.remove_query_params("token")), status_code=303)
        set_cookie(answer, request, cookie)
        return answer

    def _unknown(self, request: Request) -> Response | None:
        """An answer to everybody who was not let in."""
        who = self._who(request)
        if who is not None:
            request.scope["kyles.who"] = who
            request.scope["kyles.stay"] = self.sessions.stay(_cookie(request))
        elif not request.url.path.startswith((STATIC, ENTER)):
            return self._shown_the_entrance(request) or refusals.response(request, 401)
        return None

    def _shown_the_entrance(self, request: Request) -> Response | None:
        """Where there are users, whoever looks at a page is asked who it is."""
        is_page = request.method == "GET" and not request.url.path.endswith(".json")
        if not self.has_users or not is_page:
            return None
        return RedirectResponse(asking(ENTER, {"to": request.url.path}), status_code=303)

    def _turned(self, request: Request) -> str:
        """The header that changes a cookie which is old enough; empty for none."""
        cookie = _cookie(request)
        new = self.sessions.turned(cookie) if cookie else None
        answer = Response()
        if new:
            set_cookie(answer, request, new)
        return answer.headers.get("set-cookie", "")

    def _who(self, request: Request) -> object:
        return self.sessions.who(_cookie(request))

    def _headed(self, send: Send, request: Request) -> Send:
        cookie = self._turned(request)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if cookie and "set-cookie" not in headers:
                    headers["set-cookie"] = cookie
                for name, value in self.headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return headed


def _cookie(request: Request) -> str | None:
    return request.cookies.get(cookie_name(request))


def _is_own(request: Request) -> bool:
    """Whether the browser says that a page of this very server sent a form."""
    told = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if told is None or site != "same-origin":
        return False
    return origin(told) == (request.url.scheme, request.headers.get("host"))
