"""A disk in memory that loses power: a VFS for SQLite (by APSW) that keeps what was synced.

Of what was written since the last sync of a file, sectors of 512 bytes arrive on the disk by
chance, in any order, or not at all. A write, a truncation or a sync is one operation; at the one
that is told, the power is gone, and every later one fails.
"""

# ruff: noqa: N802 - the methods have the names of SQLite
import random
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512
NAME, DATABASE = "powerless", "matter.db"


class PowerLost(Exception):
    """The disk does not answer any more."""


@dataclass
class File:
    """What is on the disk for sure, and what was written since, in order."""

    synced: bytearray = field(default_factory=bytearray)
    now: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: cut to here


def put(data: bytearray, at: int, what: bytes | None) -> None:
    if what is None:
        del data[at:]
        return
    if len(data) < at:
        data.extend(bytes(at - len(data)))
    data[at : at + len(what)] = what


class Disk(apsw.VFS):
    """Files by name, and how many operations are left until the power is gone."""

    def __init__(self, database: bytes, left: int) -> None:
        super().__init__(NAME, "")
        self.files = {DATABASE: File(bytearray(database), bytearray(database))}
        self.left = left

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise PowerLost

    def xOpen(self, name, flags):
        path = str(name.filename() if isinstance(name, apsw.URIFilename) else name)
        flags[1] = flags[0]
        return Handle(self, self.files.setdefault(path, File()))

    def xAccess(self, path, flags):
        return path in self.files

    def xDelete(self, path, sync):
        self.spend()
        self.files.pop(path, None)

    def xFullPathname(self, name):
        return name

    def after(self, chance: random.Random) -> dict[str, bytes]:
        """What is found on the disk when the power is back."""
        return {path: _arrived(file, chance) for path, file in self.files.items()}


def _arrived(file: File, chance: random.Random) -> bytes:
    """A lucky part of what was not synced, in any order, torn at sectors."""
    found, luck = bytearray(file.synced), chance.choice((0.0, 0.2, 0.5, 0.9, 1.0))
    pieces: list[tuple[int, bytes | None]] = []
    for at, what in file.since:
        if what is None:
            pieces.append((at, None))
            continue
        pieces += [(at + n, what[n : n + SECTOR]) for n in range(0, len(what), SECTOR)]
    lucky = [piece for piece in pieces if chance.random() < luck]
    if chance.random() < 0.5:
        chance.shuffle(lucky)
    for at, what in lucky:
        put(found, at, what)
    return bytes(found)


class Handle:
    """An open file."""

    def __init__(self, disk: Disk, file: File) -> None:
        self.disk, self.file = disk, file

    def xRead(self, amount, offset):
        return bytes(self.file.now[offset : offset + amount])

    def xWrite(self, data, offset):
        self.disk.spend()
        put(self.file.now, offset, bytes(data))
        self.file.since.append((offset, bytes(data)))

    def xTruncate(self, size):
        self.disk.spend()
        put(self.file.now, size, None)
        self.file.since.append((size, None))

    def xSync(self, flags):
        self.disk.spend()
        self.file.synced = bytearray(self.file.now)
        self.file.since.clear()

    def xFileSize(self):
        return len(self.file.now)

    def xClose(self):
        pass

    def xLock(self, level):
        pass

    def xUnlock(self, level):
        pass

    def xCheckReservedLock(self):
        return False

    def xFileControl(self, op, pointer):
        return False

    def xSectorSize(self):
        return SECTOR

    def xDeviceCharacteristics(self):
        return 0


def written(found: dict[str, bytes], folder: Path) -> Path:
    """What the power left, as real files; the database among them."""
    for path, content in found.items():
        (folder / Path(path).name).write_bytes(content)
    return folder / DATABASE
