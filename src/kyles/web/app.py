"""The application: every door of `pages/`, found by walking, behind the guard."""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kyles.errors import KylesError
from kyles.web import openapi, pages, refusals, users
from kyles.web.address import quoted
from kyles.web.desk import Desk
from kyles.web.door import Door
from kyles.web.entrance import Entrance
from kyles.web.guard import Guard
from kyles.web.origin import Origin
from kyles.web.sessions import Sessions
from kyles.web.viewer import asking, home

LASTING = "public, max-age=31536000, immutable"


@cache
def doors() -> tuple[Door, ...]:
    """Every door of `pages/`, each module by name, in the order of its lines."""
    return tuple(_found())


def _found() -> Iterator[Door]:
    for name in sorted(info.name for info in pkgutil.iter_modules(pages.__path__)):
        module = importlib.import_module(f"{pages.__name__}.{name}")
        for one in vars(module).values():
            if isinstance(one, Door) and one.view.__module__ == module.__name__:
                yield one


def app(
    desk: Desk, *, hosts: Sequence[str], sessions: Sessions, other: Origin | None = None
) -> Guard:
    """The application of a desk, under the names that it answers to; `other` is the origin from
    which evidence is shown as it came.
    """
    entrance = Entrance(desk.folder, sessions)
    made = Starlette(
        routes=[*entrance.routes(), *_routes()],
        exception_handlers={
            KylesError: refusals.failed, HTTPException: refusals.missing, 500: refusals.mistaken,
        },
    )  # fmt: skip
    made.state.desk = desk
    made.state.other = other
    return Guard(made, hosts=hosts, sessions=sessions, has_users=bool(users.of(desk.folder).known),
                 other=other.address if other else "")  # fmt: skip


def _routes() -> Iterator[BaseRoute]:
    """Addresses that are spelled out come before those with words to fill in."""
    yield Mount("/static", Lasting(directory=Path(str(files("kyles.web"))) / "static"))
    yield Route("/", _home, methods=["GET"])
    yield Route("/openapi.json", _openapi, methods=["GET"])
    found = [route for door in doors() for route in door.routes()]
    yield from sorted(found, key=lambda one: (one.path.count("{"), -len(one.path)))


def _home(request: Request) -> Response:
    """Where one arrives: at the only matter, or at the list of them."""
    who = asking(request)
    names = list(filter(who.sees, request.app.state.desk.matters()))
    only = f"/{quoted(names[0])}{home(who.at(names[0]))}" if len(names) == 1 else ""
    return RedirectResponse(f"/matters{only}", status_code=303)


def _openapi(request: Request) -> Response:  # noqa: ARG001 - Starlette's form
    return openapi.response(doors())


class Lasting(StaticFiles):
    """Our own files; their addresses change when they do, so a browser may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = LASTING
        return answer
