"""Reading one file, in a process of its own: its bytes into the store, its parts into values."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kyles import formats
from kyles.formats import Child, Detail, Expected, Page, Part, Row, Trouble
from kyles.model import Reading, State
from kyles.store import readings
from kyles.store.blobs import Blobs, digest
from kyles.store.readings import Content


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to read: where it is, what it is called, where its bytes go (or do not)."""

    real: Path
    name: str
    blobs: Path
    keep: bool = True  # False: hash it only (restricted material)
    stored: str | None = None  # the SHA-256 of bytes that are in the store already
    known: str | None = None  # the SHA-256 at which it was read before: the same is not read again


@dataclass(frozen=True, slots=True)
class ChildFile:
    """A file inside the file, its bytes in the store already."""

    name: str
    role: str
    sha256: str
    size: int


@dataclass(slots=True)
class FileReading:
    """What one file came to."""

    sha256: str | None
    size: int
    media_type: str
    state: State = State.OK
    reason: str = ""
    pages: list[tuple[Reading, ...]] = field(default_factory=list)
    children: list[ChildFile] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)
    expected: int = 0
    emitted: int = 0
    failed: int = 0
    unchanged: bool = False  # the bytes are those known; nothing was read
    content: Content | None = None  # its pages and details under one key, where it has any


def is_unchanged(task: FileTask) -> bool:
    """Whether a file's bytes are those known, and kept if they are to be: nothing is read again."""
    if not task.known or (task.keep and not Blobs(task.blobs).has(task.known)):
        return False
    try:
        return digest(task.real) == task.known
    except OSError:
        return False


def read_file(task: FileTask) -> FileReading:
    """Keep a file's bytes and read its parts. Never raises for what is wrong with the file."""
    blobs = Blobs(task.blobs)
    try:
        reading = _kept(task, blobs)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        return FileReading(None, 0, "", State.FAILED, f"cannot be read: {error.strerror}")
    if reading.state is not State.OK or reading.sha256 is None:
        return reading
    return _read(reading, blobs.path(reading.sha256), task.name, blobs)


def _kept(task: FileTask, blobs: Blobs) -> FileReading:
    media_type = mimetypes.guess_type(task.name)[0] or "application/octet-stream"
    if task.stored:
        return FileReading(task.stored, blobs.path(task.stored).stat().st_size, media_type)
    before = task.real.stat()
    if not task.keep:
        reason = "hash and metadata only, as the law keeps it in government hands"
        return FileReading(digest(task.real), before.st_size, media_type, State.RESTRICTED, reason)
    with task.real.open("rb") as stream:
        sha256, size = blobs.put(stream)
    reading = FileReading(sha256, size, media_type)
    after = task.real.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        reading.state, reading.reason = State.UNSTABLE, "it changed while it was being read"
    return reading


def _read(reading: FileReading, path: Path, name: str, blobs: Blobs) -> FileReading:
    if not reading.size:
        reading.state, reading.reason = State.EMPTY, "a file of no bytes"
        return reading
    with path.open("rb") as stream:
        head = stream.read(formats.HEAD)
    one = formats.identify(head, name)
    if one is None:
        kind = PurePosixPath(name).suffix or "without a suffix"
        reading.state, reading.reason = State.UNSUPPORTED, f"no reader for this kind ({kind})"
        return reading
    reading.media_type = one.MEDIA_TYPE
    _collect(reading, one.read(path), blobs)
    return reading


def _collect(reading: FileReading, parts: Iterator[Part], blobs: Blobs) -> None:
    """Sort a file's parts into its reading; what a reader raises all the same is a trouble."""
    try:
        for part in parts:
            _take(reading, part, blobs)
    except (OSError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a reader's mistake must not lose the file
        _take(reading, Trouble(State.FAILED, f"the reader failed: {error!r}"), blobs)
    reading.emitted = len(reading.pages) + len(reading.children) + len(reading.rows)
    if reading.state is State.FAILED and reading.emitted:
        reading.state = State.PARTIAL
    if reading.sha256 and (reading.pages or reading.details):
        told = tuple(reading.pages), tuple(reading.details)
        reading.content = readings.content(reading.sha256, *told)


def _take(reading: FileReading, part: Part, blobs: Blobs) -> None:
    match part:
        case Page():
            reading.pages.append(part.readings)
        case Child():
            sha256 = blobs.put_bytes(part.data)
            reading.children.append(ChildFile(part.name, part.role, sha256, len(part.data)))
        case Row():
            reading.rows.append(part)
        case Detail():
            reading.details.append((part.name, part.value))
        case Expected():
            reading.expected += part.count
        case Trouble():
            reading.failed += 1
            if reading.state in (State.OK, State.EMPTY):
                reading.state, reading.reason = part.state, part.reason
            else:
                reading.reason = f"{reading.reason}; {part.reason}"


NO_ROOM = (28, 122)  # ENOSPC, EDQUOT


def unread(task: FileTask, failure: str) -> FileReading:
    """The reading of a file whose reader died: its bytes are kept where they can be."""
    try:
        reading = _kept(task, Blobs(task.blobs))
    except OSError as error:
        return FileReading(None, 0, "", State.FAILED, f"cannot be read: {error.strerror}")
    reading.state, reading.reason = State.FAILED, failure
    return reading
