"""An act: a form that was sent, which records an event and leads back to a page.

    @act("/matters/{matter}/findings/{finding}/decision")
    def decide(ask: Ask, finding: str, *, state: Answer, text: str) -> str: ...

The view returns the address to go on at. It records through `ask.view.store`, in the name of
`ask.who`. That the form came from one of our own pages is for the guard to see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_origin

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kyles.web.door import Door
from kyles.web.viewer import OFFICE

JSON = "application/json"
MOST_FILES = 20_000  # in one form


@dataclass(frozen=True)
class Act(Door):
    """A view that changes something."""

    def routes(self) -> list[Route]:
        return [Route(self.path, self._done, methods=["POST"])]

    async def _done(self, request: Request) -> Response:
        async with request.form(max_files=MOST_FILES) as form:
            given = {**self._fields(form), **request.path_params}
            to = await run_in_threadpool(self._do, request, given)
        if request.headers.get("accept") == JSON:
            return JSONResponse({"to": to})
        return RedirectResponse(to, status_code=303)

    def _fields(self, form: FormData) -> dict[str, object]:
        """The fields of a form; one that the view takes several of has all that were sent."""
        many = {name for name, word in self.words.items() if get_origin(word.annotation) is tuple}
        return {name: tuple(form.getlist(name)) if name in many else form[name] for name in form}

    def _do(self, request: Request, given: dict[str, object]) -> str:
        words = self.arguments(given)
        with self.asked(request) as ask:
            to: str = self.view(ask, **words)
            return to


def act(path: str, *, roles: frozenset[str] = OFFICE) -> Callable[[Callable[..., str]], Act]:
    """Make an act of a view."""
    return lambda view: Act(path, view, roles)
