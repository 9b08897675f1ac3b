"""A server of one desk: on this machine alone, for whoever has the address that is printed.

Where users are configured it asks who one is instead; only then, and only with TLS, does it listen
where other machines can reach it.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from kyles.errors import KylesError, Refused
from kyles.store.store import login
from kyles.web import users
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who

LOOPBACK = "127.0.0.1"
FIRST, TRIED = 8571, 20  # the first port that is tried, and how many


@dataclass(frozen=True, slots=True)
class Tls:
    """The certificate of a server and its key, as PEM files."""

    certificate: Path
    key: Path


def serve(
    folder: Path, *, host: str = LOOPBACK, port: int = 0, name: str = "", tls: Tls | None = None,
    ready: Callable[[str], None],
) -> None:  # fmt: skip
    """Serve a matter or a folder of matters until it is ended; `ready` is told the address.

    `name` is the one under which others reach it. Raises Refused for an address but this machine's
    own where no users are configured, or without TLS.
    """
    desk = Desk.at(folder)
    has_users = bool(users.of(desk.folder).known)
    if not is_own(host):
        refuse_others(host, has_users=has_users, tls=tls)
    with listening(host, port) as ear:
        shown = name or (f"[{host}]" if ":" in host else host)
        number = ear.getsockname()[1]
        sessions = Sessions()
        made = app(desk, hosts=_hosts(shown, number, tls), sessions=sessions)
        token = "" if has_users else f"?token={sessions.invite(Who(login()))}"
        ready(f"http{'s' if tls else ''}://{shown}:{number}/{token}")
        config = uvicorn.Config(
            made, log_level="warning", access_log=False, server_header=False,
            proxy_headers=False, lifespan="off", ws="none", timeout_graceful_shutdown=2,
            ssl_certfile=tls.certificate if tls else None, ssl_keyfile=tls.key if tls else None,
        )  # fmt: skip
        with suppress(KeyboardInterrupt):  # it has ended as it should
            uvicorn.Server(config).run(sockets=[ear])


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


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens: at a port that was asked for, or at the first free one."""
    wanted = [port] if port else range(FIRST, FIRST + TRIED)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in wanted:
        # Named as TCP, so that asyncio sends at once: else each answer waits 40 ms for an
        # acknowledgement.
        ear = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ear.bind((host, number))
        except OSError:
            ear.close()
            continue
        ear.listen(128)
        return ear
    raise KylesError(f"Port {port or FIRST} of {host} is taken.", hint="Give another --port.")
