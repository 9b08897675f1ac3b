"""The wall: what each side looks at, and what the defense writes, is for that side alone.

Whoever came in with a password may open the drawer of one's own side with it. Every page that was
shown is noted for the side of the one who looked; what cannot be noted is not shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.requests import Request

from kyles import clock
from kyles.store import drawer
from kyles.store.access import Role
from kyles.store.drawer import Drawer, Opened
from kyles.store.reads import COURT, SEARCH, STATE, VIEW, Read, Reads, SealedReads, reads

if TYPE_CHECKING:
    from kyles.web.door import Ask

DEFENSE = frozenset({Role.DEFENSE})
#: The sides that see what their own people looked at. An agency's custodian reads for the State.
SIDES = frozenset({Role.OWNER, Role.DEFENSE, Role.COURT, Role.CIVIL})
PICTURES = (".jpg", ".png", ".vtt")  # and captions: of pages that were noted themselves


@contextmanager
def own_drawer(ask: "Ask") -> Iterator[Drawer]:
    """The drawer of the defense that asks, locked."""
    defendant = ask.view.viewer.defendant or ""
    with drawer.drawer(ask.view.store.folder, defendant) as locked:
        yield locked


@contextmanager
def own(ask: "Ask") -> Iterator[Opened | None]:
    """The drawer of the defense that asks, open; None where it cannot be opened."""
    secret = ask.who.secret
    if ask.view.viewer.role is not Role.DEFENSE or secret is None:
        yield None
        return
    with own_drawer(ask) as locked:
        yield locked.opened(ask.who.name, secret)


@contextmanager
def own_reads(ask: "Ask") -> Iterator[Reads | None]:
    """The reads of the side that asks; None where they are in a drawer that cannot be opened."""
    if ask.view.viewer.role is Role.DEFENSE:
        with own(ask) as opened:
            yield SealedReads(opened) if opened else None
        return
    with reads(ask.view.store.folder, side(ask)) as kept:
        yield kept


def side(ask: "Ask") -> str:
    """Whose reads somebody's are. A civil litigator has a side of one's own."""
    match ask.view.viewer.role:
        case Role.COURT:
            return COURT
        case Role.CIVIL:
            return f"civil {ask.who.name}"
    return STATE


def remember(ask: "Ask", request: Request, page: str) -> None:
    """Note a page that was looked at, for the side of the one who looked."""
    if request.method != "GET" or request.url.path.endswith(PICTURES):
        return
    kind = SEARCH if request.query_params.get("words") else VIEW
    told = Read(clock.stamp(), ask.who.name, kind, page, _inside(request))
    with own_reads(ask) as kept:
        if kept is not None:
            kept.put(told)


def _inside(request: Request) -> str:
    """An address within its matter, with the words after `?`."""
    _, _, _, *rest = request.url.path.split("/", 3)
    path = "".join(f"/{one}" for one in rest)
    return f"{path}?{request.url.query}" if request.url.query else path
