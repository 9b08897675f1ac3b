"""Paths as load files write them: either slash, `.\\` in front, sometimes the volume's own name.

A load file is another party's file: what it names must lie inside the folder that came with it.
"""

import re
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath

_DRIVE = re.compile(r"[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]+://")


def inside(raw: str, *, roots: Collection[str] = (), below: str = "") -> str | None:
    """The path with forward slashes and no `.` or `..`; None if it leads out of the volume.

    A path that begins with a slash leads out, unless its first part is one of `roots`: the names
    that stand for the volume and for what lies in it. `below` is the path of the load file: where
    it lies in a folder of the volume, a first `..` is kept, because it leads back to the volume.
    """
    path = raw.strip().replace("\\", "/")
    if _DRIVE.match(path) or path.startswith("//") or "\0" in path:
        return None
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") and not _begins_with(parts, roots):
        return None
    return _walked(parts, up=parts[:1] == [".."] and "/" in below)


def is_absolute(raw: str) -> bool:
    """Whether a path names a place on some machine."""
    return bool(_DRIVE.match(raw.strip())) or raw.strip()[:1] in ("/", "\\")


def _begins_with(parts: list[str], roots: Collection[str]) -> bool:
    return bool(parts) and parts[0].casefold() in {root.casefold() for root in roots}


def _walked(parts: list[str], *, up: bool) -> str | None:
    walked: list[str] = []
    for part in parts[1:] if up else parts:
        if part != "..":
            walked.append(part)
        elif walked:
            walked.pop()
        else:
            return None
    return "/".join(["..", *walked] if up else walked)


class Folder:
    """The files of a volume, found by the paths that load files write."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files = sorted(files)
        self.by_name = {path.casefold(): path for path in reversed(self.files)}
        self.roots = tuple(sorted({path.split("/", 1)[0] for path in self.files if "/" in path}))

    def ending(self, suffix: str) -> list[str]:
        """Paths with a suffix, in order."""
        return [path for path in self.files if path.casefold().endswith(suffix)]

    def find(self, path: str, near: str) -> str | None:
        """The file that a load file means: below its own folder or one above that.

        The path may begin with the volume's own name.
        """
        above = [str(folder) for folder in PurePosixPath(near).parents]
        if path.startswith("../"):
            above, path = above[1:2] or ["."], path[3:]
        for tail in (path, path.partition("/")[2]):
            for folder in above if tail else ():
                at = tail if folder == "." else f"{folder}/{tail}"
                if at.casefold() in self.by_name:
                    return self.by_name[at.casefold()]
        return None
