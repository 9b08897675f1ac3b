"""A proof bundle: one file of canonical JSON that the other side checks offline.

    format       kyles-bundle/1
    events       what the ledger recorded, each with its salt and its tlog-proof
    policy       the log's keys and the cosigners (c2sp.org/tlog-policy)
    certificate  what the PDF says, and
    manifest     the salted entries of its lists: only with a certificate
    earlier      checkpoints of earlier bundles, with proofs that the log goes on from them
    timestamps   RFC 3161 tokens over the checkpoint

The first event commits to the certificate, to the root over the manifest and to the policy, so that
one leaf stands for a disclosure of any number of items.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kyles.ledger import merkle, tree
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import Note, encoded
from kyles.ledger.tlog_proof import TlogProof
from kyles.ledger.tree import Nodes

FORMAT = "kyles-bundle/1"


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it was committed to: canonical JSON, salt, place in the log."""

    event: str
    salt: bytes
    index: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a manifest, with the salt of its own commitment."""

    salt: bytes
    entry: dict[str, Any]

    @property
    def leaf(self) -> bytes:
        return merkle.leaf_hash(merkle.leaf_data(merkle.canonical(self.entry), self.salt))

    def told(self) -> dict[str, Any]:
        return {"entry": self.entry, "salt": self.salt.hex()}


@dataclass(frozen=True, slots=True)
class Statement:
    """A certificate's words and lists, and the policy that it names."""

    certificate: dict[str, Any]
    manifest: tuple[Entry, ...]
    policy: str

    def commitment(self) -> dict[str, str]:
        """What the event of the certificate holds of them."""
        words = merkle.canonical(self.certificate)
        return {
            "certificate": hashlib.sha256(words).hexdigest(),
            "manifest": merkle.root(each.leaf for each in self.manifest).hex(),
            "policy": hashlib.sha256(self.policy.encode()).hexdigest(),
        }


@dataclass(frozen=True, slots=True)
class Log:
    """A log at one of its checkpoints: its tree and the signed note."""

    nodes: Nodes
    note: str

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint.parse(Note.parse(self.note).text)


def salted(entries: Iterable[dict[str, Any]]) -> tuple[Entry, ...]:
    """Entries, each with a salt of its own: one can be shown without telling of the others."""
    return tuple(Entry(os.urandom(merkle.SALT_BYTES), entry) for entry in entries)


def write(
    log: Log, events: Sequence[Recorded], *, policy: str, statement: Statement | None = None,
    earlier: Iterable[str] = (), timestamps: Iterable[tuple[str, bytes]] = (),
) -> bytes:  # fmt: skip
    """A bundle's bytes."""
    told: dict[str, Any] = {
        "format": FORMAT,
        "events": [_event(log, each) for each in events],
        "policy": policy,
        "earlier": [_earlier(log, note) for note in earlier],
        "timestamps": [
            {"authority": name, "token": encoded(token)} for name, token in timestamps
        ],
    }  # fmt: skip
    if statement:
        told["certificate"] = statement.certificate
        told["manifest"] = [each.told() for each in statement.manifest]
    return merkle.canonical(told)


def _event(log: Log, recorded: Recorded) -> dict[str, str]:
    hashes = tree.inclusion_proof(log.nodes, recorded.index, log.checkpoint.size)
    proof = TlogProof(recorded.index, hashes, log.note)
    return {"event": recorded.event, "salt": recorded.salt.hex(), "proof": str(proof)}


def _earlier(log: Log, note: str) -> dict[str, Any]:
    before = Checkpoint.parse(Note.parse(note).text)
    proof = tree.consistency_proof(log.nodes, before.size, log.checkpoint.size)
    return {"checkpoint": note, "proof": [encoded(each) for each in proof]}
