"""The SHA-256 of what was given: of a file, or of a folder by its files and their names."""

import hashlib
from pathlib import Path

from kyles.intake.walk import walk
from kyles.store import blobs


def digest(path: Path) -> str:
    """Of a file its bytes; of a folder the lines that `sha256sum` would write, by path."""
    if path.is_file():
        return blobs.digest(path)
    lines = [f"{blobs.digest(one.real)}  {one.path}\n" for one in walk(path) if not one.trouble]
    return hashlib.sha256("".join(sorted(lines, key=lambda line: line[66:])).encode()).hexdigest()
