"""Sockets that a server listens at: one for its pages, another for evidence as it came."""

import errno
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress

from kyles.errors import KylesError

LOOPBACK, LOOPBACK_6 = "127.0.0.1", "::1"
FIRST, TRIED = 8571, 20  # the first port that is tried, and how many
_NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)  # a machine without IPv6


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
