"""Every file below a folder, in order; never following a link, never leaving anything out."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kyles.model import State

SPECIAL = {
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file at its path below the folder; why it cannot be read, where that shows already."""

    path: str  # with "/", and with bytes that are no text written as \\xNN
    real: Path
    size: int = 0
    trouble: tuple[State, str] | None = None


def walk(root: Path) -> Iterator[Found]:
    """Files below a folder, by path; of a file, itself."""
    if not root.is_dir() or root.is_symlink():
        yield _found(root, readable(root.name))
        return
    waiting = [(root, "")]
    while waiting:
        real, path = waiting.pop()
        if path and not _is_folder(real):
            yield _found(real, path)
            continue
        try:
            inside = sorted(real.iterdir(), key=os.fsencode, reverse=True)
        except OSError as error:
            trouble = (State.FAILED, f"the folder cannot be read: {error.strerror}")
            yield Found(path or ".", real, trouble=trouble)
            continue
        waiting += ((one, _below(path, one.name)) for one in inside)


def _below(path: str, name: str) -> str:
    return f"{path}/{readable(name)}" if path else readable(name)


def _is_folder(real: Path) -> bool:
    try:
        return stat.S_ISDIR(real.lstat().st_mode)
    except OSError:
        return False


def _found(real: Path, path: str) -> Found:
    try:
        status = real.lstat()
    except OSError as error:
        return Found(path, real, trouble=(State.FAILED, f"cannot be read: {error.strerror}"))
    kind = SPECIAL.get(stat.S_IFMT(status.st_mode))
    if kind:
        return Found(path, real, trouble=(State.SPECIAL, f"{kind}, not followed"))
    return Found(path, real, status.st_size)


def readable(name: str) -> str:
    """A file's name as text that can be stored and shown."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
