"""A signed head of the tree: c2sp.org/tlog-checkpoint."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from kyles.errors import NotVerified
from kyles.ledger.keys import Signer
from kyles.ledger.note import Note, Signature, VerifierKey, decoded, encoded

HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its name, its size and its root."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The text of a checkpoint's note; ours have no extension lines. Raises NotVerified."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0]:
            raise NotVerified("This is no checkpoint.")
        root = decoded(lines[2])
        if not is_number(lines[1]) or len(root) != HASH_BYTES:
            raise NotVerified("The checkpoint's size or root is not readable.")
        return cls(lines[0], int(lines[1]), root)


def is_number(text: str) -> bool:
    """ASCII digits without a leading zero, of a size that a tree can have."""
    return (text.isascii() and text.isdigit() and len(text) <= 18
            and (text == "0" or not text.startswith("0")))  # fmt: skip


def sign(checkpoint: Checkpoint, signers: Iterable[Signer]) -> Note:
    """The checkpoint as a note signed by the log's key, or by the old and the new one."""
    text = str(checkpoint)
    return Note(text, tuple(
        Signature(one.verifier.name, one.verifier.id, one.sign(text.encode())) for one in signers
    ))  # fmt: skip


def verified(note: str, keys: Iterable[VerifierKey]) -> tuple[Checkpoint, Note]:
    """A checkpoint that one of the log's keys signed. Raises NotVerified."""
    parsed = Note.parse(note)
    checkpoint = Checkpoint.parse(parsed.text)
    own = [key for key in keys if key.name == checkpoint.origin]
    if not parsed.signed_by(own):
        raise NotVerified(f"No known key of {checkpoint.origin} signed this checkpoint.")
    return checkpoint, parsed
