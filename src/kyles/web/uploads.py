"""Files that were dropped in the browser, on their way into a matter by the same intake as `add`.

They are streamed to the matter's own disk, added in the background, and deleted: what is kept of
them is in the matter then. Each batch is a source of its own, named by when it came, so that a
second batch never makes the first one look as if its files were gone.
"""

import hashlib
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kyles import clock
from kyles.errors import JobRunning, KylesError, UsageError
from kyles.intake.add import Added, Addition, add
from kyles.store import Store, open_matter_folder, sources

CHUNK = 1 << 20
MOST_FILES = 20_000
WAIT = 1.0  # seconds, between two looks whether another job is over
FOLDER = ".uploads"  # of a matter, beside what is its own: that is never evidence


@dataclass(frozen=True, slots=True)
class Upload:
    """A batch, as far as it has come."""

    name: str
    files: int
    what: str = "waiting"
    done: int = 0
    of: int = 0
    added: Added | None = None
    trouble: str = ""

    @property
    def is_over(self) -> bool:
        return self.added is not None or bool(self.trouble)


@dataclass(slots=True)
class Uploads:
    """The batches of this server, by the folder of the matter; the last one of each is told."""

    _last: dict[Path, Upload] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def last(self, folder: Path) -> Upload | None:
        """The last batch of a matter since the server began."""
        return self._last.get(folder)

    def begin(
        self, store: Store, files: Iterable[tuple[str, BinaryIO]], addition: Addition, *, name: str
    ) -> threading.Thread:
        """Store a batch and add it in the background. Raises UsageError where there is nothing."""
        batch = _place(store, name)
        files_kept = _kept(batch, files)
        if not files_kept:
            shutil.rmtree(batch.parent, ignore_errors=True)
            raise UsageError("No file was sent.")
        self._tell(store.folder, Upload(batch.name, files_kept))
        worker = threading.Thread(target=self._add, args=(store.folder, batch, addition, store.who))
        worker.start()
        return worker

    def _add(self, folder: Path, batch: Path, addition: Addition, by: str) -> None:
        with self._kept_apart(batch), open_matter_folder(folder) as store:
            store.record_as(by)
            try:
                added = self._added(store, batch, addition)
            except KylesError as error:
                self._change(folder, trouble=f"{error} {error.hint}".strip())
            else:
                self._change(folder, added=added)

    def _added(self, store: Store, batch: Path, addition: Addition) -> Added:
        """Add a batch, after the job that runs now: what was taken is never dropped."""
        while True:
            try:
                return add(store, batch, addition, progress=partial(self._turn, store.folder))
            except JobRunning as error:
                self._change(store.folder, what=f"waiting: {error}")
                time.sleep(WAIT)

    @contextmanager
    def _kept_apart(self, batch: Path) -> Iterator[None]:
        """One batch after another; what was sent is deleted when its turn is over."""
        with self._lock:
            try:
                yield
            finally:
                shutil.rmtree(batch.parent, ignore_errors=True)

    def _turn(self, folder: Path, what: str, done: int, of: int) -> None:
        self._change(folder, what=what, done=done, of=of)

    def _change(self, folder: Path, **changes: object) -> None:
        self._tell(folder, replace(self._last[folder], **changes))  # type: ignore[arg-type]

    def _tell(self, folder: Path, upload: Upload) -> None:
        self._last[folder] = upload


UPLOADS = Uploads()


def _place(store: Store, name: str) -> Path:
    """A folder of its own for a batch, whose name no source has: that of the folder, and when."""
    at = clock.stamp().replace("T", " ").replace(":", ".").removesuffix("Z")
    known = {one.source.name for one in sources.addings(store.view())}
    for number in count(1):
        batch = f"{_step(name) or 'files'} ({at}{f', {number}' if number > 1 else ''})"
        place = store.folder / FOLDER / hashlib.sha256(batch.encode()).hexdigest()[:16]
        if batch not in known and not place.exists():
            return place / batch
    raise AssertionError("there is always a next number")


def _step(name: str) -> str:
    """A part of a path that leads nowhere else."""
    told = "".join(sign for sign in name if sign.isprintable() and sign not in '/\\:*?"<>|').strip()
    return "" if told in ("", ".", "..") else told[:120]


def _kept(batch: Path, files: Iterable[tuple[str, BinaryIO]]) -> int:
    """Write the files below the batch's folder; how many there were. No name leads outside."""
    number = 0
    for number, (name, stream) in enumerate(files, 1):
        if number > MOST_FILES:
            raise UsageError(f"More than {MOST_FILES:,} files at once: add the folder by command.")
        steps = [step for part in PurePosixPath(name).parts if (step := _step(part))]
        path = batch.joinpath(*(steps or [f"file {number}"]))
        while path.exists():
            path = path.with_name(f"{path.stem} again{path.suffix}")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            shutil.copyfileobj(stream, out, CHUNK)
    return number
