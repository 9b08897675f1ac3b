"""A server of one desk: on this machine alone, for whoever has the address that is printed.

Where users are configured it asks who one is instead; only then, and only with TLS, does it listen
where other machines can reach it.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from kyles.errors import Refused
from kyles.store.store import login
from kyles.web import two_origins, users
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.ears import LOOPBACK, both, listening
from kyles.web.evidence import Evidence
from kyles.web.origin import Origin
from kyles.web.sessions import Sessions
from kyles.web.two_origins import TwoOrigins
from kyles.web.viewer import Who


@dataclass(frozen=True, slots=True)
class Tls:
    """The certificate of a server and its key, as PEM files."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Other:
    """The other origin as it was asked for: its port here (0: the next free one), and the address
    under which a browser reaches it ("": as it reaches the pages).
    """

    port: int = 0
    address: str = ""


def serve(
    folder: Path, *, host: str = LOOPBACK, port: int = 0, name: str = "", tls: Tls | None = None,
    other: Other = Other(), ready: Callable[[str], None],
) -> None:  # fmt: skip
    """Serve a matter or a folder of matters until it is ended; `ready` is told the address.

    `name` is the one under which others reach it. Raises Refused for an address but this machine's
    own where no users are configured, or without TLS.
    """
    desk = Desk.at(folder)
    has_users = bool(users.of(desk.folder).known)
    if not is_own(host):
        refuse_others(host, has_users=has_users, tls=tls)
    with listening(host, port) as ear, _beside(host, name, ear, other) as ears:
        shown = name or (f"[{host}]" if ":" in host else host)
        number = ear.getsockname()[1]
        sessions = Sessions()
        hosts = _hosts(shown, number, tls)
        made = _both(desk, sessions, hosts=hosts, origin=_origin(shown, hosts, ears, tls, other),
                     port=_port(ears))  # fmt: skip
        token = "" if has_users else f"?token={sessions.invite(Who(login()))}"
        ready(f"http{'s' if tls else ''}://{shown}:{number}/{token}")
        config = uvicorn.Config(
            made, log_level="warning", access_log=False, server_header=False,
            proxy_headers=False, lifespan="off", ws="none", timeout_graceful_shutdown=2,
            ssl_certfile=tls.certificate if tls else None, ssl_keyfile=tls.key if tls else None,
        )  # fmt: skip
        with suppress(KeyboardInterrupt):  # it has ended as it should
            uvicorn.Server(config).run(sockets=[ear, *ears])


@contextmanager
def _beside(
    host: str, name: str, ear: socket.socket, other: Other
) -> Iterator[Sequence[socket.socket]]:  # fmt: skip
    """Where evidence is asked for; nowhere behind a proxy, unless its address there is told."""
    if is_own(host) and name and not other.address:
        yield ()
        return
    with both(host, other.port, first=ear.getsockname()[1] + 1) as ears:
        yield ears


def _port(ears: Sequence[socket.socket]) -> int:
    return int(ears[0].getsockname()[1]) if ears else 0


def _origin(
    name: str, hosts: Sequence[str], ears: Sequence[socket.socket], tls: Tls | None, other: Other
) -> Origin | None:
    """The other origin, as a browser asks for it."""
    if not ears:
        return None
    if other.address:
        return two_origins.told(other.address, _pages(hosts))
    return two_origins.here("https" if tls else "http", name, _port(ears))


def _pages(hosts: Sequence[str]) -> list[str]:
    """The origins of the pages; behind a proxy they may be asked for by TLS."""
    return [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]


def _both(
    desk: Desk, sessions: Sessions, *, hosts: Sequence[str], origin: Origin | None, port: int
) -> ASGIApp:  # fmt: skip
    """The application of the pages and, where there is another origin, of that."""
    made = app(desk, hosts=hosts, sessions=sessions, other=origin)
    if origin is None:
        return made
    return TwoOrigins(made, Evidence(desk, sessions, origin, _pages(hosts)), port)


def _hosts(name: str, number: int, tls: Tls | None) -> list[str]:
    """The names that a browser may ask for; it leaves the usual port away."""
    names = sorted({name, "localhost"})
    usual = 443 if tls else 80
    return [f"{one}:{number}" for one in names] + (names if number == usual else [])


def is_own(host: str) -> bool:
    """Whether nobody but this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refuse_others(host: str, *, has_users: bool, tls: Tls | None) -> None:
    """Raise Refused for an address that other machines can reach, unless it is kept safe."""
    if not has_users:
        raise Refused(
            f"{host} can be reached by others, and no users are configured.",
            hint="Leave --host away, or make users first: 'kyles users add'.",
        )
    if tls is None:
        raise Refused(
            f"{host} can be reached by others, and passwords would be sent in the clear.",
            hint="Give --certificate and --key, as PEM files.",
        )
