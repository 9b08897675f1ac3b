"""Paths as load files write them: either slash, `.\\` in front, sometimes the volume's own name.

A load file is another party's file: what it names must lie inside the folder that came with it.
"""

import re
from collections.abc import Collection

_DRIVE = re.compile(r"[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]+://")


def inside(raw: str, *, roots: Collection[str] = ()) -> str | None:
    """The path with forward slashes and no `.` or `..`; None if it leads out of the volume.

    A path that begins with a slash leads out, unless its first part is one of `roots`: the names
    that stand for the volume and for what lies in it. A first `..` is kept: it leads from the load
    file's own folder to the volume.
    """
    path = raw.strip().replace("\\", "/")
    if _DRIVE.match(path) or path.startswith("//") or "\0" in path:
        return None
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") and not _begins_with(parts, roots):
        return None
    return _walked(parts)


def is_absolute(raw: str) -> bool:
    """Whether a path names a place on some machine."""
    return bool(_DRIVE.match(raw.strip())) or raw.strip()[:1] in ("/", "\\")


def _begins_with(parts: list[str], roots: Collection[str]) -> bool:
    return bool(parts) and parts[0].casefold() in {root.casefold() for root in roots}


def _walked(parts: list[str]) -> str | None:
    up = parts[:1] == [".."]
    walked: list[str] = []
    for part in parts[1:] if up else parts:
        if part != "..":
            walked.append(part)
        elif walked:
            walked.pop()
        else:
            return None
    return "/".join(["..", *walked] if up else walked)
