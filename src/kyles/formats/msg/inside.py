"""A message inside a message as a file of its own: the same streams, in a compound file.

Outlook keeps an attached message as a folder of the file that it came with. What is written here is
that folder, byte for byte but for the head of its fixed properties, which is longer in a file. The
same folder makes the same bytes. Every stream has sectors of its own.
"""

import struct
from dataclasses import dataclass, field

from kyles.compound import MARK, Storage

PROPERTIES = "__properties_version1.0"
NAMES = (
    "__nameid_version1.0"  # what properties with numbers of their own mean; only the root has it
)
SECTOR = 512
_FREE, _END, _TABLE, _LIST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_ROOT, _FOLDER, _STREAM = 5, 1, 2
_IN_HEADER, _IN_LIST, _IN_TABLE = 109, 127, 128  # places of sectors


def as_file(message: Storage, root: Storage) -> bytes:
    """A message inside as a compound file; `root` is the file that it came with."""
    head = message.streams.get(PROPERTIES, b"")
    if len(head) % 16 == 8:
        head = head[:24] + bytes(8) + head[24:]
    folders = dict(message.storages)
    if NAMES in root.storages:
        folders[NAMES] = root.storages[NAMES]
    return _Writer().file(Storage("", {**message.streams, PROPERTIES: head}, folders))


@dataclass(slots=True)
class _Writer:
    """Sectors as they are written, and which follows which; entries of the directory."""

    sectors: list[bytes] = field(default_factory=list)
    following: list[int] = field(default_factory=list)
    entries: list[list[int]] = field(default_factory=list)  # right, below, start, size
    names: list[tuple[str, int]] = field(default_factory=list)

    def file(self, root: Storage) -> bytes:
        self._enter("Root Entry", _ROOT, start=_END)
        self._below(0, root)
        listed = b"".join(map(_entry, self.names, self.entries))
        directory = self._store(
            listed + _entry(("", 0), [_FREE, _FREE, 0, 0]) * (-len(listed) // 128 % 4)
        )
        return self._whole(directory)

    def _enter(self, name: str, kind: int, *, start: int = 0, size: int = 0) -> int:
        self.names.append((name, kind))
        self.entries.append([_FREE, _FREE, start, size])
        return len(self.entries) - 1

    def _below(self, parent: int, storage: Storage) -> None:
        """What is in a folder, in the order that the format asks for, each after the other."""
        before: int | None = None
        for name in sorted({**storage.streams, **storage.storages}, key=_order):
            data = storage.streams.get(name)
            if data is None:
                at = self._enter(name, _FOLDER)
            else:
                at = self._enter(name, _STREAM, start=self._store(data), size=len(data))
            if before is None:
                self.entries[parent][1] = at
            else:
                self.entries[before][0] = at
            before = at
            if data is None:
                self._below(at, storage.storages[name])

    def _store(self, data: bytes) -> int:
        """Write a stream; the place of its first sector."""
        if not data:
            return _END
        first = len(self.sectors)
        self.sectors += [
            data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)
        ]
        self.following += [*range(first + 1, len(self.sectors)), _END]
        return first

    def _whole(self, directory: int) -> bytes:
        """The header, the sectors, then the tables of what follows what, and the list of those."""
        used = len(self.sectors)
        tables, lists = _counts(used)
        self.following += [_TABLE] * tables + [_LIST] * lists
        self.following += [_FREE] * (tables * _IN_TABLE - len(self.following))
        table = struct.pack(f"<{len(self.following)}I", *self.following)
        places = [*range(used, used + tables)]
        more = b"".join(
            struct.pack(
                f"<{_IN_LIST}I", *_filled(places[at : at + _IN_LIST], _IN_LIST)
            ) + struct.pack("<I", used + tables + number if number < lists else _END)
            for number, at in enumerate(range(_IN_HEADER, tables, _IN_LIST), 1)
        )  # fmt: skip
        header = MARK + bytes(16) + struct.pack("<5H6x", 62, 3, 0xFFFE, 9, 6)
        header += struct.pack("<9I", 0, tables, directory, 0, 0, _END, 0,
                              used + tables if lists else _END, lists)  # fmt: skip
        header += struct.pack(f"<{_IN_HEADER}I", *_filled(places[:_IN_HEADER], _IN_HEADER))
        return header + b"".join(self.sectors) + table + more


def _counts(used: int) -> tuple[int, int]:
    """How many tables, and lists of tables beside the header's, so many sectors need."""
    tables = lists = 0
    while tables * _IN_TABLE < used + tables + lists:
        tables += 1
        lists = -(-max(0, tables - _IN_HEADER) // _IN_LIST)
    return tables, lists


def _filled(places: list[int], count: int) -> list[int]:
    return places + [_FREE] * (count - len(places))


def _order(name: str) -> tuple[int, str]:
    return len(name), name.upper()


def _entry(named: tuple[str, int], entry: list[int]) -> bytes:
    """128 bytes of the directory: black, without a left neighbour."""
    (name, kind), (right, below, start, size) = named, entry
    raw = (name + "\0").encode("utf-16-le")[:64] if kind else b""
    return (raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, _FREE, right, below)
            + bytes(36) + struct.pack("<IQ", start, size))  # fmt: skip
