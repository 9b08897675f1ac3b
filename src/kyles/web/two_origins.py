"""One server of two origins: the pages at one port, evidence as it came at another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from kyles.errors import UsageError
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.evidence import Evidence
from kyles.web.origin import Origin
from kyles.web.sessions import Sessions

LOOPBACK = "127.0.0.1"

_ADDRESS = re.compile(r"(https?)://([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?/?")
_USUAL = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class TwoOrigins:
    """The application of a server with two ports."""

    pages: ASGIApp
    evidence: ASGIApp
    port: int  # of evidence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, port = scope.get("server") or ("", 0)
        await (self.evidence if port == self.port else self.pages)(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Other:
    """The other origin as it was asked for: its port here (0: the next free one), and the address
    under which a browser reaches it ("": as it reaches the pages).
    """

    port: int = 0
    address: str = ""


NEXT_FREE = Other()


def application(
    desk: Desk, sessions: Sessions, *, hosts: Sequence[str], origin: Origin | None, port: int
) -> ASGIApp:  # fmt: skip
    """The application of the pages and, where there is another origin, of that."""
    made = app(desk, hosts=hosts, sessions=sessions, other=origin)
    if origin is None:
        return made
    return TwoOrigins(made, Evidence(desk, sessions, origin, _pages(hosts)), port)


def origin(
    scheme: str, name: str, port: int, *, hosts: Sequence[str], other: Other
) -> Origin | None:  # fmt: skip
    """The other origin of a server, as a browser asks for it; None where nobody listens there."""
    if not port:
        return None
    return told(other.address, _pages(hosts)) if other.address else here(scheme, name, port)


def _pages(hosts: Sequence[str]) -> list[str]:
    """The origins of the pages; behind a proxy they may be asked for by TLS."""
    return [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]


def here(scheme: str, name: str, port: int) -> Origin:
    """The other origin of a server; on this machine under its other name, for cookies' sake."""
    other = "localhost" if name == LOOPBACK else LOOPBACK if name == "localhost" else name
    return Origin(f"{scheme}://{other}:{port}")


def proxied(address: str, *, such_as: str = "https://kyles.example.org") -> Origin:
    """The origin at an address under which a proxy shows it. Raises UsageError for what is none."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise UsageError(
            f"'{address}' is no address of a server.", hint=f"Give one like {such_as}."
        )
    scheme, name, port = found[1], found[2].lower(), found[3] or ""
    return Origin(f"{scheme}://{name}{'' if port == _USUAL[scheme] else port}")


def told(address: str, pages: Sequence[str]) -> Origin:
    """The other origin at an address under which a proxy shows it. Raises UsageError for what is
    none, or is the origin of the pages themselves.
    """
    origin = proxied(address, such_as="https://evidence.example.org")
    if origin.address in pages:
        raise UsageError("Evidence needs an address of its own, other than that of the pages.")
    return origin
