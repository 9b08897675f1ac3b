"""Who is asking: a name, and for whom that person stands."""

from dataclasses import dataclass

from starlette.requests import Request

from kyles.store.access import OWNER, Role, Viewer

OFFICE = frozenset({Role.OWNER})
EVERYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who was let in."""

    name: str
    viewer: Viewer = OWNER


def asking(request: Request) -> Who:
    """Who asks; the guard let nobody else through."""
    who: Who = request.scope["kyles.who"]
    return who
