"""The compound file that older Office files and Outlook messages are: a file system of its own.

Nothing of it is trusted: chains of sectors that turn back or lead outside end where they do, and
what is cut stays as far as it goes. `damaged` says whether that happened.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DEEPEST = 40
_HEADER = struct.Struct("<30xH16xI4xII4xI")
_STORAGE, _STREAM = 1, 2
_LAST = 0xFFFFFFFA  # sectors from here on are marks, not places
_ENTRY = 128
_MOST_ENTRIES = 100_000


class NoCompoundFile(ValueError):
    """The bytes are no compound file, or its directory cannot be read."""


@dataclass(frozen=True, slots=True)
class Storage:
    """A folder of a compound file: its streams as bytes, its own folders, by their names."""

    name: str
    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, "Storage"] = field(default_factory=dict)

    def stream(self, name: str) -> bytes | None:
        """A stream by its name in whatever case: names differ by more than that."""
        found = (data for own, data in self.streams.items() if own.lower() == name.lower())
        return next(found, None)


@dataclass(slots=True)
class CompoundFile:
    """The sectors of a file, and which follows which."""

    data: bytes
    damaged: bool = False
    _sector: int = 512
    _next: tuple[int, ...] = ()
    _mini: bytes = b""
    _mini_next: tuple[int, ...] = ()
    _cutoff: int = 4096

    def root(self) -> Storage:
        """Everything in the file."""
        if len(self.data) < 512 or not self.data.startswith(MARK):
            raise NoCompoundFile("it is no compound file")
        shift, directory, self._cutoff, mini, more = _HEADER.unpack_from(self.data)
        if shift not in (9, 12):
            raise NoCompoundFile("its sectors have no size that is known")
        self._sector = 1 << shift
        self._next = self._table(more)
        entries = self._chain(directory)
        if len(entries) < _ENTRY:
            raise NoCompoundFile("its directory is missing")
        *_, start, size = _entry(entries, 0)
        self._mini = self._chain(start)[:size]
        self._mini_next = _numbers(self._chain(mini))
        return self._storage(entries, 0, set(), 0)

    def _table(self, more: int) -> tuple[int, ...]:
        """Which sector follows each, from the list of the sectors that say so."""
        places = list(_numbers(self.data[76:512]))
        seen: set[int] = set()
        while more < _LAST and more not in seen:
            seen.add(more)
            *numbers, more = _numbers(self._at(more)) or (_LAST,)
            places += numbers
        return _numbers(b"".join(self._at(place) for place in places if place < _LAST))

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        data = self.data[start : start + self._sector]
        self.damaged |= not data
        return data

    def _chain(self, start: int) -> bytes:
        return b"".join(self._at(one) for one in self._followed(start, self._next))

    def _followed(self, start: int, following: tuple[int, ...]) -> Iterator[int]:
        seen: set[int] = set()
        while start < _LAST:
            if start in seen or start >= len(following):
                self.damaged = True
                return
            seen.add(start)
            yield start
            start = following[start]

    def _stream(self, start: int, size: int) -> bytes:
        if size < self._cutoff:
            places = self._followed(start, self._mini_next) if size else ()
            data = b"".join(self._mini[one * 64 : one * 64 + 64] for one in places)
        else:
            data = self._chain(start)
        self.damaged |= len(data) < size
        return data[:size]

    def _storage(self, entries: bytes, at: int, seen: set[int], depth: int) -> Storage:
        """A folder, by walking the tree of its entries."""
        name, _, _, _, child, _, _ = _entry(entries, at)
        made = Storage(name)
        waiting = [child]
        while waiting:
            one = waiting.pop()
            if one >= _LAST:
                continue
            if one in seen or (one + 1) * _ENTRY > len(entries) or len(seen) > _MOST_ENTRIES:
                self.damaged = True
                continue
            seen.add(one)
            name, kind, left, right, _, start, size = _entry(entries, one)
            waiting += (left, right)
            if kind == _STREAM:
                made.streams[name] = self._stream(start, size)
            elif kind == _STORAGE and depth < DEEPEST:
                made.storages[name] = self._storage(entries, one, seen, depth + 1)
        return made


def _entry(entries: bytes, at: int) -> tuple[str, int, int, int, int, int, int]:
    """Name, kind, the entries left, right and below, first sector and size."""
    raw = entries[at * _ENTRY : (at + 1) * _ENTRY]
    length = min(struct.unpack_from("<H", raw, 64)[0], 64)
    name = raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<3I", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    return name, raw[66], left, right, child, start, size


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
