"""What reads files here, as one word: while it stays the same, what cannot be read stays unread.

It changes with Kyles' own readers, with the libraries that they use, and with what a reader may
use of this machine.
"""

import hashlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kyles import formats
from kyles.settings import Settings

LIBRARIES = ("cryptography", "libarchive-c", "libpff-python", "lxml", "pillow", "pypdfium2",
             "python-calamine", "python-docx", "tinytag")  # fmt: skip
OURS = ("formats", "compound.py", "drawing.py", "encoding.py", "officeart.py", "opendocument.py",
        "package.py", "packager.py")  # fmt: skip


def readers(settings: Settings) -> str:
    """The readers of this installation."""
    told = [*map(_version, LIBRARIES), *_files(), f"{settings.timeout} s {settings.memory} MB"]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"no {library}"


def _files() -> Iterator[str]:
    """Our own files: their names, sizes and times, as a version stays the same while one works."""
    room = Path(formats.__file__).parent.parent
    for name in OURS:
        place = room / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            status = path.stat()
            yield f"{path.relative_to(room)} {status.st_size} {status.st_mtime_ns}"
