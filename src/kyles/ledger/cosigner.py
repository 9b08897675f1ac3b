"""A cosigner: a folder with a key, a list of logs, and the last checkpoint of each of them.

It countersigns a checkpoint only where a proof shows that it goes on from the last one, whoever
asks and whatever key signed it. The words of a request and of its refusals are those of
c2sp.org/tlog-witness, so that a server can hand them on as they are.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from kyles import clock
from kyles.errors import Exit, KylesError, NotVerified
from kyles.ledger import audit_path, checkpoint, cosignature, keys
from kyles.ledger.checkpoint import Checkpoint, is_number
from kyles.ledger.note import COSIGNATURE, Note, VerifierKey, decoded, encoded

MOST_HASHES = 63


class CosignRefused(KylesError):
    """A checkpoint was not countersigned; `status` is the answer that a server gives."""

    exit_code = Exit.NOT_VERIFIED

    def __init__(self, status: int, message: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status


@dataclass(frozen=True, slots=True)
class CosignRequest:
    """A checkpoint, and the proof that it goes on from the one of an earlier size."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: str

    def __str__(self) -> str:
        return "\n".join([f"old {self.old}", *map(encoded, self.proof)]) + f"\n\n{self.checkpoint}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The body of an `add-checkpoint` request. Raises CosignRefused."""
        head, blank, note = text.partition("\n\n")
        first, *lines = head.split("\n")
        proof = tuple(map(decoded, lines))
        whole = blank and first.startswith("old ") and is_number(first[4:])
        if not whole or not all(proof) or len(proof) > MOST_HASHES:
            raise CosignRefused(400, "This is no request to countersign a checkpoint.")
        return cls(int(first[4:]), proof, note)


def countersign(
    request: CosignRequest, last: Checkpoint | None, *, logs: Sequence[VerifierKey],
    signer: keys.Signer, at: datetime,
) -> tuple[Checkpoint, Note]:  # fmt: skip
    """The new checkpoint, and its note with our signature last. Raises CosignRefused."""
    new, note = _signed(request, logs)
    _goes_on(request, last, new)
    return new, note.with_signatures([cosignature.cosign(note.text, signer=signer, at=at)])


def _signed(request: CosignRequest, logs: Sequence[VerifierKey]) -> tuple[Checkpoint, Note]:
    try:
        origin = Checkpoint.parse(Note.parse(request.checkpoint).text).origin
    except NotVerified as error:
        raise CosignRefused(400, str(error)) from None
    if origin not in {key.name for key in logs}:
        raise CosignRefused(404, f"The log {origin} is not known here.",
                            hint="Tell of its key with --log.")  # fmt: skip
    try:
        return checkpoint.verified(request.checkpoint, logs)
    except NotVerified as error:
        raise CosignRefused(403, str(error)) from None


def _goes_on(request: CosignRequest, last: Checkpoint | None, new: Checkpoint) -> None:
    known = last.size if last else 0
    if request.old > new.size:
        raise CosignRefused(400, "The earlier size is larger than the checkpoint's.")
    if request.old != known:
        raise CosignRefused(409, f"The last checkpoint here has {known} leaves.",
                            hint=f"Ask with a proof from size {known}.")  # fmt: skip
    if not _extends(request, last, new):
        raise CosignRefused(422, (
            f"The checkpoint of {new.size} leaves does not go on from the one of {known} leaves"
            " that was countersigned here: what was recorded before has been changed, or the"
            " proof is damaged."
        ))  # fmt: skip


def _extends(request: CosignRequest, last: Checkpoint | None, new: Checkpoint) -> bool:
    """Every tree goes on from none at all; an empty one has the root of an empty tree."""
    if last is None or last.size == 0:
        empty = hashlib.sha256(b"").digest()
        return not request.proof and (new.size > 0 or new.root == empty)
    return audit_path.extends(new.root, new.size, old_root=last.root, old=last.size,
                              proof=request.proof)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cosigner:
    """The folder of a cosigner: `key`, `logs`, and `last/` with a file for each log."""

    folder: Path

    def make(self, name: str) -> VerifierKey:
        """A new key for this folder; what is there already is kept."""
        return keys.make(self.folder / "key", name, kind=COSIGNATURE).verifier

    @property
    def signer(self) -> keys.KeyInMemory:
        return keys.read(self.folder / "key")

    def logs(self) -> list[VerifierKey]:
        """The logs that this cosigner knows."""
        path = self.folder / "logs"
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        return [VerifierKey.parse(line) for line in lines if line]

    def know(self, log: VerifierKey) -> None:
        """Remember the key of a log."""
        lines = dict.fromkeys([*map(str, self.logs()), str(log)])
        _replace(self.folder / "logs", "".join(f"{line}\n" for line in lines))

    def last(self, origin: str) -> str | None:
        """The last checkpoint of a log that was countersigned here, as a note."""
        path = self._place(origin)
        return path.read_text("utf-8") if path.is_file() else None

    def cosign(self, request: CosignRequest) -> Note:
        """Countersign, and remember before answering; one request at a time."""
        with self._alone():
            logs = self.logs()
            origin = request.checkpoint.partition("\n")[0]
            before = self.last(origin)
            last = Checkpoint.parse(Note.parse(before).text) if before else None
            new, note = countersign(request, last, logs=logs, signer=self.signer, at=clock.now())
            _replace(self._place(new.origin), str(note))
            return note

    def _place(self, origin: str) -> Path:
        return self.folder / "last" / hashlib.sha256(origin.encode()).hexdigest()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all, and have it on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(path.name + ".new")
    with passing.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    passing.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
