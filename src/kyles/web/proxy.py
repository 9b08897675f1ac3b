"""Behind a proxy that ends TLS: what a browser asked there is what counts here.

The address of the pages is told when the server starts, and is not taken from a header that anybody
can send. Of what the proxy says, only the last address of `X-Forwarded-For` is heeded, which the
proxy itself wrote: whoever tries passwords is made to wait, and not everybody behind the proxy.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class Proxied:
    """An application as the browsers before its proxy ask it."""

    def __init__(self, app: ASGIApp, *, scheme: str) -> None:
        self.app = app
        self.scheme = scheme

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = {**scope, "scheme": self.scheme, "client": _client(scope)}
        await self.app(asked, receive, send)


def _client(scope: Scope) -> tuple[str, int] | None:
    """Who asked, as the proxy says; else the proxy."""
    told = Headers(scope=scope).get("x-forwarded-for", "").rpartition(",")[2].strip()
    return (told, 0) if told else scope.get("client")
