"""Bytes by their SHA-256: `ab/abcd...`, written once and never changed."""

import hashlib
import io
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kyles.store import lock

CHUNK = 1 << 20
PASSING = 3600.0  # seconds after which a passing file has been left behind


@dataclass(frozen=True, slots=True)
class Blobs:
    """A folder of contents. Safe for many writers: a name is a content."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where a content is, or would be."""
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def put(self, stream: IO[bytes]) -> tuple[str, int]:
        """Keep a stream's bytes; their SHA-256 and their number.

        The bytes are on the disk under a passing name before they get their own, so that a crash
        leaves no half content.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(prefix=f"{_own()}-", dir=self.folder)
        passing = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in _chunks(stream):
                    digest.update(chunk)
                    size += len(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            final = self.path(digest.hexdigest())
            if not final.is_file():
                final.parent.mkdir(exist_ok=True)
                passing.replace(final)
        finally:
            passing.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def put_bytes(self, data: bytes) -> str:
        """Keep bytes that are at hand, where they are not kept already; their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        return sha256 if self.has(sha256) else self.put(io.BytesIO(data))[0]

    def leftovers(self) -> list[Path]:
        """Passing files that a crash left behind: old, or of a process here that is no more."""
        return sorted(path for path in self.folder.glob("new-*") if _is_left(path))

    def sweep(self) -> None:
        """Remove what a crash left behind."""
        for path in self.leftovers():
            path.unlink(missing_ok=True)

    def damaged(self) -> list[str]:
        """Contents whose bytes are not what their name says."""
        names = sorted(path for path in self.folder.glob("??/*") if path.is_file())
        return [path.name for path in names if digest(path) != path.name]


def _own() -> str:
    """How this process calls its passing files: `new-MACHINE-PROCESS`."""
    return f"new-{os.uname().nodename}-{os.getpid()}"


def _is_left(path: Path) -> bool:
    """Whether nobody can be writing a passing file any more."""
    machine, _, process = path.name.removeprefix("new-").rpartition("-")[0].rpartition("-")
    if machine == os.uname().nodename and process.isdigit() and not lock.lives(int(process)):
        return True
    try:
        return path.stat().st_mtime < time.time() - PASSING
    except FileNotFoundError:  # whoever wrote it has just finished
        return False


def digest(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
