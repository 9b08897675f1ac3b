"""Arrays on a disk, by name: what one part of the work leaves for another, in whatever process.

An array appears under its name whole or not at all, so that work that was ended goes on where it
was.
"""

import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]

AT_ONCE = 1 << 20  # bytes that are copied at a time


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
        self._write(name, lambda file: np.save(file, array))

    def get(self, name: str) -> Array:
        """An array, read where it is when it is looked at."""
        array: Array = np.load(self.path(name), mmap_mode="r")
        return array

    def rows(self, name: str, kind: DTypeLike, first: int, end: int, *, width: int = 1) -> Array:
        """Some rows of an array of a kind that the caller knows: for many small readings, which
        `get` makes dear.
        """
        size = np.dtype(kind).itemsize * width
        file = os.open(self.path(name), os.O_RDONLY)
        try:
            head = 10 + int.from_bytes(os.pread(file, 2, 8), "little")  # NumPy's format, version 1
            found = np.frombuffer(os.pread(file, (end - first) * size, head + first * size), kind)
        finally:
            os.close(file)
        return found if width == 1 else found.reshape(-1, width)

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
                np.lib.format.read_magic(file)
                _, _, kind = np.lib.format.read_array_header_1_0(file)
                whole.seek(at * kind.itemsize)
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
