"""One annotated view: a page, its JSON twin, and its part of the OpenAPI document.

    @page("/matters/{matter}/findings", menu=Menu("Findings", 20))
    def findings(ask: Ask, *, rule: str = "") -> Findings: ...

What the view returns is a frozen dataclass made from `Told`. At the address with `.json` behind it
that is the answer as it is; at the address itself it is `told` in the template of the view's name.
So figures and permissions of the two cannot drift apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kyles.store import View
from kyles.store.access import Role
from kyles.web import templates
from kyles.web.door import Door
from kyles.web.viewer import EVERYBODY, OFFICE

JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What every page tells: its heading, bottom line and scope, and the command for the same."""

    title: str
    says: str = ""
    scope: str = ""
    command: str


@dataclass(frozen=True, slots=True)
class Menu:
    """An entry of the menu of a matter: its words, its place in the order, and its count; where
    not everybody who may look at the page is to have the entry, for whom it is.
    """

    words: str
    place: int
    count: Callable[[View], int | None] | None = None
    roles: frozenset[Role] = EVERYBODY


@dataclass(frozen=True)
class Page(Door):
    """A view that is looked at."""

    menu: Menu | None = None

    @property
    def told(self) -> type[Told]:
        """What the view returns."""
        kind: type[Told] = self.view.__annotations__["return"]
        return kind

    def routes(self) -> list[Route]:
        """The JSON twin first: it is the more particular address."""
        return [
            Route(f"{self.path}.json", self._json, methods=["GET"]),
            Route(self.path, self._html, methods=["GET"]),
        ]

    async def _json(self, request: Request) -> Response:
        return await run_in_threadpool(self._answer, request, self._encoded)

    async def _html(self, request: Request) -> Response:
        return await run_in_threadpool(self._answer, request, self._drawn)

    def _answer(self, request: Request, form: Callable[[Request, Any, Told], Response]) -> Response:
        words = self.arguments({**request.query_params, **request.path_params})
        with self.asked(request) as ask:
            return form(request, ask, self.view(ask, **words))

    def _encoded(self, request: Request, ask: Any, told: Told) -> Response:  # noqa: ARG002
        return Response(msgspec.json.encode(told), media_type=JSON)

    def _drawn(self, request: Request, ask: Any, told: Told) -> Response:
        return HTMLResponse(templates.page(self, request, ask=ask, told=told))


def page(
    path: str, *, menu: Menu | None = None, roles: frozenset[str] = OFFICE
) -> Callable[[Callable[..., Told]], Page]:
    """Make a page of a view; its template, doc page and test have the view's name."""
    return lambda view: Page(path, view, roles, menu)
