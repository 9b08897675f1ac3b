"""A file that a view makes: a page's picture, a table, or an item as it came.

What is no picture of ours is evidence, and may be hostile: it is only ever downloaded, as bytes of
no kind, under a name of letters and digits.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kyles.web.door import Door
from kyles.web.viewer import OFFICE

BYTES = "application/octet-stream"
PICTURES = ("image/jpeg", "image/png")
KEPT = "private, max-age=86400, immutable"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes, and the name to keep them under; a picture is shown and has none.

    `lasting` ones are named by a hash in their address, and a browser may keep them.
    """

    content: bytes
    name: str = ""
    media_type: str = BYTES
    lasting: bool = False


@dataclass(frozen=True)
class File(Door):
    """A view that sends a file."""

    def routes(self) -> list[Route]:
        return [Route(self.path, self._file, methods=["GET"])]

    async def _file(self, request: Request) -> Response:
        return await run_in_threadpool(self._send, request)

    def _send(self, request: Request) -> Response:
        words = self.arguments({**request.query_params, **request.path_params})
        with self.asked(request) as ask:
            return _response(self.view(ask, **words))


def _response(sent: Sent) -> Response:
    headers = {"Cache-Control": KEPT} if sent.lasting else {}
    if sent.media_type not in PICTURES:
        headers["Content-Disposition"] = f'attachment; filename="{safe(sent.name)}"'
    return Response(sent.content, media_type=sent.media_type, headers=headers)


def safe(name: str) -> str:
    """A file's own name without anything that a shell, a disk or a browser could take amiss."""
    kept = _UNSAFE.sub("_", name.rsplit("/", 1)[-1]).strip("._")
    return kept[-120:] or "file"


def file(path: str, *, roles: frozenset[str] = OFFICE) -> Callable[[Callable[..., Sent]], File]:
    """Make a file of a view."""
    return lambda view: File(path, view, roles)
