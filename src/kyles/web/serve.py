"""A server of one desk: on this machine alone, for whoever has the address that is printed."""

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from kyles.errors import KylesError, Refused
from kyles.store.store import login
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who

LOOPBACK = "127.0.0.1"
FIRST, TRIED = 8571, 20  # the first port that is tried, and how many


def serve(
    folder: Path, *, host: str = LOOPBACK, port: int = 0, ready: Callable[[str], None]
) -> None:
    """Serve a matter or a folder of matters until it is ended; `ready` is told the address.

    Raises Refused for any address but this machine's own: no users are configured.
    """
    desk = Desk.at(folder)
    refuse_others(host)
    with listening(host, port) as ear:
        name = f"[{host}]" if ":" in host else host
        number = ear.getsockname()[1]
        sessions = Sessions()
        made = app(desk, hosts=[f"{one}:{number}" for one in {name, "localhost"}],
                   sessions=sessions)  # fmt: skip
        ready(f"http://{name}:{number}/?token={sessions.invite(Who(login()))}")
        config = uvicorn.Config(
            made, log_level="warning", access_log=False, server_header=False,
            proxy_headers=False, lifespan="off", ws="none", timeout_graceful_shutdown=2,
        )  # fmt: skip
        with suppress(KeyboardInterrupt):  # it has ended as it should
            uvicorn.Server(config).run(sockets=[ear])


def refuse_others(host: str) -> None:
    """Raise Refused for an address that other machines can reach."""
    try:
        own = ip_address(host).is_loopback
    except ValueError:
        own = host == "localhost"
    if not own:
        raise Refused(
            f"{host} can be reached by others, and no users are configured.",
            hint="Leave --host away: the address is then this machine's own.",
        )


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens: at a port that was asked for, or at the first free one."""
    wanted = [port] if port else range(FIRST, FIRST + TRIED)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in wanted:
        ear = socket.socket(family, socket.SOCK_STREAM)
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ear.bind((host, number))
        except OSError:
            ear.close()
            continue
        ear.listen(128)
        return ear
    raise KylesError(f"Port {port or FIRST} of {host} is taken.", hint="Give another --port.")
