"""A cosigner's statement that a log only grew, with its time: c2sp.org/tlog-cosignature, Ed25519.

It says: as of this time, this is the largest consistent checkpoint of the log that I have seen.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from kyles.errors import NotVerified, UsageError
from kyles.ledger.keys import Signer
from kyles.ledger.note import COSIGNATURE, SIGNATURE_BYTES, Note, Signature, VerifierKey

TIME_BYTES = 8
LATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Cosignature:
    """Who countersigned a checkpoint, and when, by the cosigner's own clock."""

    by: VerifierKey
    at: datetime


def message(text: str, at: int) -> bytes:
    """What is signed: a header, the time, and the checkpoint's text."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def cosign(text: str, *, signer: Signer, at: datetime) -> Signature:
    """A cosignature on the text of a checkpoint."""
    if signer.verifier.kind != COSIGNATURE:
        raise UsageError(f"The key {signer.verifier.name} is not a cosigner's key.")
    seconds = int(at.timestamp())
    body = seconds.to_bytes(TIME_BYTES, "big") + signer.sign(message(text, seconds))
    return Signature(signer.verifier.name, signer.verifier.id, body)


def cosignatures(note: Note, cosigners: list[VerifierKey]) -> list[Cosignature]:
    """The cosignatures of known cosigners. Raises NotVerified where one does not verify."""
    return [
        _verified(note.text, one, key)
        for key in cosigners
        for one in note.signatures
        if one.is_by(key)
    ]


def _verified(text: str, one: Signature, key: VerifierKey) -> Cosignature:
    seconds = int.from_bytes(one.body[:TIME_BYTES], "big")
    signature = one.body[TIME_BYTES:]
    if len(signature) != SIGNATURE_BYTES or not 0 < seconds <= LATEST:
        raise NotVerified(f"The cosignature of {key.name} is not readable.")
    if key.kind != COSIGNATURE or not key.verifies(message(text, seconds), signature):
        raise NotVerified(f"The cosignature of {key.name} does not verify.")
    try:
        return Cosignature(key, datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        raise NotVerified(f"The cosignature of {key.name} has no possible time.") from None
