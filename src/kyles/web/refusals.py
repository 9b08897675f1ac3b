"""Answers to what cannot be answered. What one may not see gets the same bytes as what is not."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kyles.errors import JobRunning, KylesError, MatterUnreadable, NotFound, UsageError
from kyles.web import templates

WORDS = {
    400: ("This does not fit", "Go back, and choose again."),
    401: ("Not let in", "Open the address that 'kyles serve' printed; it opens once."),
    403: ("Refused", "This form did not come from a page of this server."),
    404: ("There is nothing here", "The address may be wrong, or what was here is no more."),
    409: ("This could not be done", "Nothing was recorded."),
    421: ("Another name", "This server answers to the address that 'kyles serve' printed."),
    500: ("Kyles made a mistake", "Nothing was stored half. 'kyles serve' shows where it was."),
    503: ("Another job is running", "Wait until it is done, then load this page again."),
}  # fmt: skip
STATUS = {NotFound: 404, UsageError: 400, JobRunning: 503, MatterUnreadable: 500}


def response(request: Request, status: int, *, says: str = "", hint: str = "") -> Response:
    """What is said, as a page or as JSON."""
    title, usual = WORDS[status]
    told = {"title": title, "says": says, "hint": hint or usual}
    if request.url.path.endswith(".json"):
        return JSONResponse(told, status_code=status)
    return HTMLResponse(templates.refusal(status=status, **told), status_code=status)


async def missing(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's form
    """No such address, or no such way to ask: both look alike."""
    return response(request, 404)


async def failed(request: Request, error: Exception) -> Response:
    """What Kyles could not do, in its own words; but never which thing there is not."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 409)
    if status == 404 or not isinstance(error, KylesError):
        return response(request, 404 if status == 404 else 500)
    return response(request, status, says=str(error), hint=error.hint)


async def mistaken(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's form
    """A mistake of ours: what it was is told where the server runs."""
    return response(request, 500)
