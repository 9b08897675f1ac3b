"""What answers at the other origin: one body or one recording, to whom a page of ours handed it.

It knows no cookie and sets none; it takes an address that says what for and for whom (see
`capability.py`), asks again whether that person is in and may see the item, and answers everything
else with the same few bytes. What it sends can do nothing: a sandbox without scripts, without an
origin of its own, in which nothing is loaded; and only our own pages may frame it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from kyles.errors import KylesError
from kyles.model import Item
from kyles.store import View, items
from kyles.web import laid_out, recordings
from kyles.web.capability import Capability, What
from kyles.web.desk import Desk
from kyles.web.origin import Origin
from kyles.web.sessions import Sessions
from kyles.web.viewer import READERS, Who

POLICY = "; ".join([
    "sandbox", "default-src 'none'", "img-src data:", "style-src 'unsafe-inline'",
    "form-action 'none'", "base-uri 'none'",
])  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-DNS-Prefetch-Control": "off",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The application of the other origin; `pages` are the origins whose pages may frame it."""

    desk: Desk
    sessions: Sessions
    origin: Origin
    pages: Sequence[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answer = await self._answer(Request(scope)) or PlainTextResponse("Nothing.\n", 404)
        await answer(scope, receive, self._headed(send))

    async def _answer(self, request: Request) -> Response | None:
        """What was asked for; None for all that is not there for whoever asks."""
        if request.headers.get("host") != self.origin.host or request.method not in ("GET", "HEAD"):
            return None
        named = self.origin.named(request.url.path.removeprefix("/"))
        who = self.sessions.staying(named.stay) if named else None
        if named is None or who is None:
            return None
        return await run_in_threadpool(self._sent, named, who)

    def _sent(self, named: Capability, who: Who) -> Response | None:
        viewer = who.at(named.matter)
        if viewer.role not in READERS:
            return None
        try:
            with self.desk.open(named.matter) as store:
                view = store.view(viewer)
                return SENT[named.what](view, items.known(view, named.item))
        except KylesError:
            return None

    def _headed(self, send: Send) -> Send:
        framed_by = f"frame-ancestors {' '.join(self.pages)}"

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**HEADERS, "Content-Security-Policy": f"{POLICY}; {framed_by}"})
            await send(message)

        return headed


def _body(view: View, item: Item) -> Response | None:
    """A body as it was laid out."""
    source = laid_out.source(view, item)
    page = laid_out.body(source) if source else None
    return HTMLResponse(page) if page else None


def _recording(view: View, item: Item) -> Response | None:
    """Sound or film, whole or a stretch of its bytes, as one of the kinds that are known."""
    kind = recordings.kind(view, item)
    sha256 = item.version.sha256
    if kind is None or sha256 is None:
        return None
    return FileResponse(view.store.blobs.path(sha256), media_type=kind,
                        headers={"ETag": f'"{sha256}"'})  # fmt: skip


SENT = {What.BODY: _body, What.RECORDING: _recording}
