"""The files inside an archive: how each is unpacked within a budget, and what could not be had.

Budgets count bytes as they are really unpacked, never what the archive says, and nothing is ever
written to a path that an archive names.
"""

import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from kyles import encoding
from kyles.formats import Child, Detail, Part, Trouble
from kyles.model import State

LARGEST_FILE = 1 << 29
LARGEST_WHOLE = 1 << 32
FREE = 1 << 26  # bytes that may be unpacked whatever the ratio
HIGHEST_RATIO = 200
MOST_FILES = 100_000
_CHUNK = 1 << 16

Why = tuple[State, str]
#: What the readers of archives raise for damage.
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError,
          OSError, ValueError, KeyError, RuntimeError, IndexError, OverflowError)  # fmt: skip
LOCKED: Why = (State.LOCKED, "it needs a password")
LINK: Why = (State.PARTIAL, "a link, not followed")
PACKED_UNKNOWN: Why = (State.PARTIAL, "it is packed in a way that is not known")


class Spent(Exception):
    """More was unpacked than is allowed."""


class Locked(Exception):
    """A password is needed for what was asked for."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside: how its bytes are had, or why they are not."""

    name: str
    stream: Callable[[], Any] | None
    why: Why | None = None


@dataclass(slots=True)
class Budget:
    """How much one archive may unpack to."""

    packed: int
    unpacked: int = 0

    def count(self, size: int) -> None:
        self.unpacked += size
        most = min(LARGEST_WHOLE, max(FREE, HIGHEST_RATIO * self.packed))
        if self.unpacked > most:
            raise Spent("it unpacks to more than is allowed; what follows is not read")


@dataclass(slots=True)
class Counted:
    """A stream whose bytes are counted as they are unpacked."""

    stream: Any
    budget: Budget

    def read1(self, size: int) -> bytes:
        data: bytes = self.stream.read1(size)
        self.budget.count(len(data))
        return data

    read = read1  # for TAR, which asks again until it has enough

    def close(self) -> None:
        self.stream.close()


def children(members: Iterator[Member | Part]) -> Iterator[Part]:
    """What the members of an archive come to, as long as the budget lasts."""
    troubles: dict[Why, list[str]] = {}
    count = 0
    try:
        for count, member in enumerate(members, 1):
            if count > MOST_FILES:
                raise Spent(f"it has more than {MOST_FILES:,} files; the others are not read")
            if not isinstance(member, Member):
                yield member
                continue
            data, why = _content(member)
            if data is not None:
                yield from _child(member.name, data)
            if why:
                troubles.setdefault(why, []).append(member.name)
    except Spent as spent:
        troubles[State.PARTIAL, str(spent)] = []
    except Locked:
        troubles[LOCKED] = []
    except BROKEN as error:
        troubles[State.PARTIAL if count else State.FAILED, f"it is damaged: {error}"] = []
    yield from (Trouble(state, _told(why, names)) for (state, why), names in troubles.items())
    if not count and not troubles:
        yield Trouble(State.EMPTY, "an archive without a file")


def _told(why: str, names: list[str]) -> str:
    more = f" and {len(names) - 1:,} more" if len(names) > 1 else ""
    return f"{encoding.storable(names[0])}{more}: {why}" if names else why


def _content(member: Member) -> tuple[bytes | None, Why | None]:
    """A member's bytes as far as they are sound, and why they are not all there."""
    if member.stream is None:
        return None, member.why
    data = io.BytesIO()
    try:
        with closing(member.stream()) as stream:
            while chunk := stream.read1(_CHUNK):
                data.write(chunk)
                if data.tell() > LARGEST_FILE:
                    return None, (State.PARTIAL, "it unpacks to more than is allowed for one file")
    except NotImplementedError:
        return None, PACKED_UNKNOWN
    except Locked:
        return None, LOCKED
    except BROKEN:
        return data.getvalue() or None, (State.PARTIAL, "it is damaged")
    return data.getvalue(), member.why


def _child(name: str, data: bytes) -> Iterator[Part]:
    """A file at its path below the archive; a path that leads elsewhere is told as it is."""
    shown = encoding.storable(name)
    steps = [step for step in shown.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    path = "/".join(steps) or "unnamed"
    if ".." in re.split(r"[/\\]", shown) or shown.startswith(("/", "\\")) or shown[1:3] == ":\\":
        yield Detail("leads_outside", shown)
    yield Child(path, "embedded", data)
