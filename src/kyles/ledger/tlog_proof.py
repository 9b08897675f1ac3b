"""A proof that stands alone: c2sp.org/tlog-proof, with index, hashes and signed checkpoint."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from kyles.errors import NotVerified
from kyles.ledger import audit_path
from kyles.ledger.checkpoint import Checkpoint, is_number, verified
from kyles.ledger.note import Note, VerifierKey, decoded, encoded

HEAD = "c2sp.org/tlog-proof@v1"
LONGEST = 63  # hashes: more leaves than 2**63 has no tree


@dataclass(frozen=True, slots=True)
class TlogProof:
    """That a log had a leaf at an index when it signed a checkpoint."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str  # the signed note
    extra: bytes = b""

    def __str__(self) -> str:
        extra = [f"extra {encoded(self.extra)}"] if self.extra else []
        lines = [HEAD, *extra, f"index {self.index}", *map(encoded, self.hashes)]
        return "\n".join(lines) + f"\n\n{self.checkpoint}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises NotVerified where it is no such proof."""
        head, _, checkpoint = text.partition("\n\n")
        first, *lines = head.split("\n")
        if first != HEAD:
            raise NotVerified(f"This is no proof of the format {HEAD}.")
        extra = decoded(lines.pop(0)[6:]) if lines and lines[0].startswith("extra ") else b""
        index = lines.pop(0).removeprefix("index ") if lines else ""
        hashes = tuple(map(decoded, lines))
        if not is_number(index) or len(hashes) > LONGEST or not all(map(_is_hash, hashes)):
            raise NotVerified("The proof's index or hashes are not readable.")
        return cls(int(index), hashes, checkpoint, extra)

    def verify(self, leaf: bytes, keys: Iterable[VerifierKey]) -> tuple[Checkpoint, Note]:
        """The checkpoint that the leaf hash is proven to be in. Raises NotVerified."""
        checkpoint, note = verified(self.checkpoint, keys)
        if not audit_path.includes(checkpoint.root, checkpoint.size, leaf=leaf, index=self.index,
                                   proof=self.hashes):  # fmt: skip
            raise NotVerified("The proof does not lead from this leaf to the checkpoint's root.")
        return checkpoint, note


def _is_hash(value: bytes) -> bool:
    return len(value) == audit_path.HASH_BYTES
