"""Files that come in parts, by the core of tus 1.0 (https://tus.io/protocols/resumable-upload).

A POST announces a file and its length; a HEAD tells how far it came; a PATCH sends more from there
on. What came before a connection broke is kept, and the same file that is announced again is the
same one.
"""

import binascii
import errno
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kyles.errors import UsageError
from kyles.web.batch import Batch, Coming
from kyles.web.door import Door
from kyles.web.uploads import UPLOADS
from kyles.web.viewer import OFFICE

VERSION = "1.0.0"
PART = "application/offset+octet-stream"
LONGEST = 1 << 42  # bytes of one file
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)

_open: set[Path] = set()  # parts that are being written, by this server


@dataclass(frozen=True)
class Transfer(Door):
    """A view that gives the batch whose files are sent."""

    def routes(self) -> list[Route]:
        return [
            Route(self.path, self._announced, methods=["POST"]),
            Route(f"{self.path}/{{file}}", self._told, methods=["HEAD"]),
            Route(f"{self.path}/{{file}}", self._more, methods=["PATCH"]),
        ]

    async def _announced(self, request: Request) -> Response:
        length, name = _number(request, "Upload-Length"), _name(request)
        if length > LONGEST:
            return _answer(413)
        one = await run_in_threadpool(lambda: self._batch(request).expect(name, length))
        place = f"{request.url.path}/{one.key}"
        return _answer(201, {"Location": place, "Upload-Offset": str(one.offset)})

    async def _told(self, request: Request) -> Response:
        one = await run_in_threadpool(self._file, request)
        return _answer(200, {"Upload-Offset": str(one.offset), "Upload-Length": str(one.length)})

    async def _more(self, request: Request) -> Response:
        one = await run_in_threadpool(self._file, request)
        if request.headers.get("content-type") != PART:
            return _answer(415)
        if one.part in _open:
            return _answer(423)
        if _number(request, "Upload-Offset") != one.offset:
            return _answer(409)
        return _answer(204, {"Upload-Offset": str(await _taken(request, one))})

    def _batch(self, request: Request) -> Batch:
        """The batch, for those to whom the door is open. Raises NotFound."""
        with self.asked(request) as ask:
            one: Batch = self.view(ask, batch=request.path_params["batch"])
        UPLOADS.seen(one)
        return one

    def _file(self, request: Request) -> Coming:
        return self._batch(request).file(request.path_params["file"])


async def _taken(request: Request, one: Coming) -> int:
    """Write what comes to the end of the part; how far it is then. A break keeps what came."""
    if one.is_whole:
        return one.length
    _open.add(one.part)
    try:
        with one.part.open("ab") as out:
            async for chunk in request.stream():
                if out.tell() + len(chunk) > one.length:
                    raise UsageError("More came than was announced.")
                await run_in_threadpool(out.write, chunk)
    except ClientDisconnect:
        return one.offset
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise UsageError("No room is left on the disk of the server.") from error
    finally:
        _open.discard(one.part)
    if one.offset == one.length:
        await run_in_threadpool(one.end)
        return one.length
    return one.offset


def _number(request: Request, name: str) -> int:
    told = request.headers.get(name, "")
    if not (told.isascii() and told.isdigit()):
        raise UsageError(f"{name} is no number.")
    return int(told[:16])


def _name(request: Request) -> str:
    """The `filename` of tus's metadata: names and base64, parted by commas."""
    told = dict(
        pair.split(" ", 1)
        for pair in request.headers.get("Upload-Metadata", "").split(",")
        if " " in pair
    )
    try:
        return b64decode(told.get("filename", ""), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        raise UsageError("Upload-Metadata is not understood.") from None


def _answer(status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(status_code=status, headers={"Tus-Resumable": VERSION, **(headers or {})})


def transfer(
    path: str, *, roles: frozenset[str] = OFFICE
) -> Callable[[Callable[..., Batch]], Transfer]:
    """Make a transfer of a view."""
    return lambda view: Transfer(path, view, roles)
