"""Batches that were sent in the browser, added by the same intake as `add`.

They are added in the background, one after another. Each batch is a source of its own, named by
when it came, so that a second batch never makes the first one look as if its files were gone.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kyles.errors import JobRunning, KylesError, UsageError
from kyles.intake.add import Added, Addition, add
from kyles.store import Store, open_matter_folder
from kyles.web import batch
from kyles.web.batch import Batch

MOST_FILES = 20_000  # of one form
WAIT = 1.0  # seconds, between two looks whether another job is over
STILL = 60.0  # seconds after which nothing more seems to come


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
    _taking: threading.Lock = field(default_factory=threading.Lock)
    _taken: set[Path] = field(default_factory=set)  # places of batches that are being added
    _seen: dict[Path, float] = field(default_factory=dict)  # when something of a batch came

    def last(self, folder: Path) -> Upload | None:
        """The last batch of a matter since the server began."""
        return self._last.get(folder)

    def seen(self, one: Batch) -> None:
        """Something of a batch came just now."""
        self._seen[one.place] = time.monotonic()

    def left(self, folder: Path) -> list[Batch]:
        """Batches that nobody adds, and of which nothing came for a while: by a server that ended,
        or from a browser that was closed.
        """
        still = time.monotonic() - STILL
        idle = (one for one in batch.every(folder) if self._seen.get(one.place, still) <= still)
        return [one for one in idle if one.place not in self._taken]

    def begin(
        self, store: Store, files: Iterable[tuple[str, BinaryIO]], addition: Addition, *, name: str
    ) -> threading.Thread:
        """Store what a form sent, and add it. Raises UsageError where there is nothing."""
        one = batch.begun(store, addition, name=name)
        self.seen(one)
        try:
            for number, (path, stream) in enumerate(files, 1):
                if number > MOST_FILES:
                    raise UsageError(
                        f"More than {MOST_FILES:,} files at once: add the folder by command."
                    )
                one.take(number, path, stream)
            return self.go_on(store, one)
        except BaseException:
            one.discard()
            raise

    def go_on(self, store: Store, one: Batch) -> threading.Thread:
        """Add what came whole, in the background. Raises UsageError where that is nothing."""
        files = sum(path.is_file() for path in one.folder.rglob("*"))
        if not files:
            raise UsageError("No file was sent.")
        self._take(one)
        self._tell(store.folder, Upload(one.name, files))
        worker = threading.Thread(target=self._add, args=(store.folder, one, store.who))
        worker.start()
        return worker

    def discard(self, one: Batch) -> None:
        """Delete a batch that is not being added."""
        self._take(one)
        one.discard()
        self._taken.discard(one.place)

    def _take(self, one: Batch) -> None:
        """Raises UsageError for a batch that is being added."""
        with self._taking:
            if one.place in self._taken:
                raise UsageError("That batch is being added.")
            self._taken.add(one.place)

    def _add(self, folder: Path, one: Batch, by: str) -> None:
        """One batch after another. What was added is deleted; what could not be is left."""
        with self._lock, open_matter_folder(folder) as store:
            store.record_as(by)
            try:
                added = self._added(store, one)
            except KylesError as error:
                self._change(folder, trouble=f"{error} {error.hint}".strip())
            else:
                one.discard()
                self._change(folder, added=added)
            finally:
                self._taken.discard(one.place)

    def _added(self, store: Store, one: Batch) -> Added:
        """Add a batch, after the job that runs now: what was taken is never dropped."""
        while True:
            try:
                return add(store, one.folder, one.addition,
                           progress=partial(self._turn, store.folder))  # fmt: skip
            except JobRunning as error:
                self._change(store.folder, what=f"waiting: {error}")
                time.sleep(WAIT)

    def _turn(self, folder: Path, what: str, done: int, of: int, more: str = "") -> None:
        self._change(folder, what=f"{what}{more and f' ({more})'}", done=done, of=of)

    def _change(self, folder: Path, **changes: object) -> None:
        self._tell(folder, replace(self._last[folder], **changes))  # type: ignore[arg-type]

    def _tell(self, folder: Path, upload: Upload) -> None:
        self._last[folder] = upload


UPLOADS = Uploads()
