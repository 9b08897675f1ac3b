"""A server of one desk: on this machine alone, for whoever has the address that is printed.

Where users are configured it asks who one is instead; only then, and only with TLS, does it listen
where other machines can reach it.
"""

import errno
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from kyles.errors import KylesError, Refused
from kyles.store.store import login
from kyles.web import two_origins, users
from kyles.web.desk import Desk
from kyles.web.proxy import Proxied
from kyles.web.sessions import Sessions
from kyles.web.two_origins import NEXT_FREE, Other
from kyles.web.viewer import Who

LOOPBACK, LOOPBACK_6 = "127.0.0.1", "::1"
FIRST, TRIED = 8571, 20  # the first port that is tried, and how many
_NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)  # a machine without IPv6


@dataclass(frozen=True, slots=True)
class Tls:
    """The certificate of a server and its key, as PEM files."""

    certificate: Path
    key: Path


def serve(
    folder: Path, *, host: str = LOOPBACK, port: int = 0, name: str = "", address: str = "",
    tls: Tls | None = None, other: Other = NEXT_FREE, ready: Callable[[str], None],
) -> None:  # fmt: skip
    """Serve a matter or a folder of matters until it is ended; `ready` is told the address.

    `name` is the one under which others reach it, `address` where a proxy shows it to them. Raises
    Refused for an address but this machine's own where no users are configured, or without TLS.
    """
    desk, proxy = Desk.at(folder), two_origins.proxied(address) if address else None
    has_users = bool(users.of(desk.folder).known)
    if not is_own(host):
        refuse_others(host, has_users=has_users, safe=tls is not None)
    if proxy:
        refuse_others(proxy.host, has_users=has_users, safe=proxy.scheme == "https")
    is_alone = not (name or proxy)
    with listening(host, port) as ear, _beside(host, ear, other, is_alone=is_alone) as ears:
        shown = name or (f"[{host}]" if ":" in host else host)
        number = ear.getsockname()[1]
        sessions = Sessions()
        scheme, port_of_other = "https" if tls else "http", _port(ears)
        hosts = [proxy.host] if proxy else _hosts(shown, number, tls)
        origin = two_origins.origin(scheme, shown, port_of_other, hosts=hosts, other=other)
        made = two_origins.application(desk, sessions, hosts=hosts, origin=origin,
                                       port=port_of_other)  # fmt: skip
        if proxy:
            made = Proxied(made, scheme=proxy.scheme)
        token = "" if has_users else f"?token={sessions.invite(Who(login()))}"
        ready(f"{proxy.address if proxy else f'{scheme}://{shown}:{number}'}/{token}")
        config = uvicorn.Config(
            made, log_level="warning", access_log=False, server_header=False,
            proxy_headers=False, lifespan="off", ws="none", timeout_graceful_shutdown=2,
            ssl_certfile=tls.certificate if tls else None, ssl_keyfile=tls.key if tls else None,
        )  # fmt: skip
        with suppress(KeyboardInterrupt):  # it has ended as it should
            uvicorn.Server(config).run(sockets=[ear, *ears])


@contextmanager
def _beside(
    host: str, ear: socket.socket, other: Other, *, is_alone: bool
) -> Iterator[Sequence[socket.socket]]:  # fmt: skip
    """Where evidence is asked for; nowhere behind a proxy, unless its address there is told."""
    if is_own(host) and not is_alone and not other.address:
        yield ()
        return
    with both(host, other.port, first=ear.getsockname()[1] + 1) as ears:
        yield ears


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


def refuse_others(host: str, *, has_users: bool, safe: bool) -> None:
    """Raise Refused for an address that other machines can reach, unless there are users, and what
    they send is `safe`: by TLS.
    """
    if not has_users:
        raise Refused(
            f"{host} can be reached by others, and no users are configured.",
            hint="Leave --host and --address away, or make users first: 'kyles users add'.",
        )
    if not safe:
        raise Refused(
            f"{host} can be reached by others, and passwords would be sent in the clear.",
            hint="Give --certificate and --key, as PEM files, or the https address of a proxy.",
        )


def listening(host: str, port: int, *, first: int = FIRST) -> socket.socket:
    """A socket that listens: at a port that was asked for, or at the first free one."""
    for number in _numbers(port, first):
        with suppress(OSError):
            return _bound(host, number)
    raise KylesError(f"Port {port or first} of {host} is taken.", hint="Give another --port.")


@contextmanager
def both(host: str, port: int, *, first: int) -> Iterator[Sequence[socket.socket]]:
    """Sockets at one port of `localhost`: a browser asks there by IPv6 first, where somebody else
    could listen. Of any other host one socket.
    """
    hosts = (LOOPBACK, LOOPBACK_6) if host in (LOOPBACK, "localhost") else (host,)
    for number in _numbers(port, first):
        with ExitStack() as open_:
            ears = [open_.enter_context(ear) for ear in _at(hosts, number)]
            if ears:
                yield ears
                return
    raise KylesError(f"Port {port or first} of {host} is taken.",
                     hint="Give another --evidence-port.")  # fmt: skip


def _at(hosts: Sequence[str], number: int) -> list[socket.socket]:
    """Sockets of one port at several hosts; none where one of them is taken."""
    ears: list[socket.socket] = []
    for host in hosts:
        try:
            ears.append(_bound(host, number))
        except OSError as error:
            if host == LOOPBACK_6 and error.errno in _NOT_HERE:
                continue
            for ear in ears:
                ear.close()
            return []
    return ears


def _numbers(port: int, first: int) -> Sequence[int]:
    return [port] if port else range(first, min(first + TRIED, 65536))


def _bound(host: str, number: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, so that asyncio sends at once: else each answer waits 40 ms for an
    # acknowledgement.
    ear = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ear.bind((host, number))
        ear.listen(128)
    except OSError:
        ear.close()
        raise
    return ear


def _port(ears: Sequence[socket.socket]) -> int:
    return int(ears[0].getsockname()[1]) if ears else 0
