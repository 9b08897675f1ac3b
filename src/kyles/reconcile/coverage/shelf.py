"""Arrays on a disk, by name: what one part of the work leaves for another, in whatever process.

An array appears under its name whole or not at all, so that work that was ended goes on where it
was.
"""

import math
import mmap
import os
import pickle
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]

AT_ONCE = 1 << 20  # bytes that are copied at a time
HEAD = 256  # bytes in which a head of ours ends


_HEAD = re.compile(rb"\{'descr': '([^']+)', 'fortran_order': False, 'shape': \(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class _Head:
    """What NumPy's file format (version 1.0) says of an array, read without its parser's ado."""

    kind: np.dtype[Any]
    shape: tuple[int, ...]
    end: int  # bytes of the head itself

    @classmethod
    def of(cls, file: int) -> "_Head":
        head = os.pread(file, HEAD, 0)
        told = _HEAD.match(head, 10)
        assert told is not None  # noqa: S101 - written by `put` in a folder of our own
        shape = tuple(int(one) for one in told[2].split(b",") if one.strip())
        return cls(np.dtype(told[1].decode()), shape, 10 + int.from_bytes(head[8:10], "little"))

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @property
    def row(self) -> int:
        """Bytes of a row."""
        return math.prod(self.shape[1:]) * self.kind.itemsize


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of arrays and other values."""

    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / name

    def has(self, name: str) -> bool:
        return self.path(name).exists()

    def put(self, name: str, array: Array) -> None:
        """Keep an array."""
        self._write(name, lambda file: np.save(file, np.ascontiguousarray(array)))

    def get(self, name: str) -> Array:
        """An array, read where it is when it is looked at."""
        with self.path(name).open("rb", buffering=0) as file:
            head = _Head.of(file.fileno())
            if not head.size:
                return np.zeros(head.shape, head.kind)
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return np.frombuffer(whole, head.kind, head.size, head.end).reshape(head.shape)

    def rows(self, name: str, first: int, end: int) -> Array:
        """Some rows of an array: for many small readings, which `get` makes dear."""
        with self.path(name).open("rb", buffering=0) as file:
            head = _Head.of(file.fileno())
            size = head.row
            found = os.pread(file.fileno(), (end - first) * size, head.end + first * size)
        return np.frombuffer(found, head.kind).reshape(-1, *head.shape[1:])

    def keep(self, name: str, value: object) -> None:
        """Keep any value."""
        self._write(name, lambda file: pickle.dump(value, file, pickle.HIGHEST_PROTOCOL))

    def value(self, name: str) -> Any:
        with self.path(name).open("rb") as file:
            return pickle.load(file)  # noqa: S301 - written by `keep` in a folder of our own

    def room(self, name: str, size: int) -> None:
        """Make room for an array of so many bytes, which is put there part by part."""
        with self.path(name).open("ab") as file:
            file.truncate(size)

    def move(self, part: str, name: str, at: int) -> None:
        """Put a kept array where there is room for it, as bytes that `raw` reads."""
        if self.has(part):
            with self.path(part).open("rb") as file, self.path(name).open("r+b") as whole:
                head = _Head.of(file.fileno())
                file.seek(head.end)
                whole.seek(at * head.kind.itemsize)
                shutil.copyfileobj(file, whole, AT_ONCE)
            self.path(part).unlink()

    def raw(self, name: str, kind: DTypeLike) -> Array:
        """An array that was put together by `move`."""
        if not self.path(name).stat().st_size:
            return np.zeros(0, kind)
        return np.memmap(self.path(name), kind, "r")

    def _write(self, name: str, write: Callable[[Any], object]) -> None:
        passing = self.path(f"{name}.new-{os.getpid()}")
        with passing.open("wb") as file:
            write(file)
        passing.replace(self.path(name))
