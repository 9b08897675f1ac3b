"""Text signed by keys, as c2sp.org/signed-note has it, and the keys that verify it.

A signature of a known key that does not verify spoils the whole note; signatures of unknown keys
are ignored, so that others may countersign and keys may change.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kyles.errors import NotVerified

ED25519 = 0x01
COSIGNATURE = 0x04  # Ed25519, with a time: c2sp.org/tlog-cosignature
DASH = "\u2014 "
MOST_SIGNATURES = 64
ID_BYTES, KEY_BYTES, SIGNATURE_BYTES = 4, 32, 64
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")  # all but the newline


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A name, a kind of signature and a public key."""

    name: str
    kind: int
    key: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that a signature line names the key by."""
        about = self.name.encode() + b"\n" + bytes([self.kind]) + self.key
        return hashlib.sha256(about).digest()[:ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([self.kind]) + self.key)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """A key as `name+id+base64`. Raises NotVerified where it is none."""
        name, _, rest = text.strip().partition("+")
        told, _, encoded_key = rest.partition("+")
        body = decoded(encoded_key)
        if len(body) != 1 + KEY_BYTES or not is_name(name):
            raise NotVerified(f"'{text[:80]}' is no Ed25519 verifier key.")
        key = cls(name, body[0], body[1:])
        if key.id.hex() != told:
            raise NotVerified(f"The verifier key of {name} does not have the id that it names.")
        return key

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether an Ed25519 signature over a message is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: whose, by which key, and its bytes."""

    name: str
    id: bytes
    body: bytes

    def __str__(self) -> str:
        return f"{DASH}{self.name} {encoded(self.id + self.body)}\n"

    def is_by(self, key: VerifierKey) -> bool:
        return (self.name, self.id) == (key.name, key.id)


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a newline, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"

    @classmethod
    def parse(cls, note: str) -> Self:
        """A signed note. Raises NotVerified where it is none."""
        text, blank, lines = note.rpartition("\n\n")
        if not blank or not lines.endswith("\n") or _has_controls(note):
            raise NotVerified("This is no signed note.")
        told = lines[:-1].split("\n")
        if len(told) > MOST_SIGNATURES:
            raise NotVerified(
                f"The note has {len(told)} signatures; {MOST_SIGNATURES} is the most."
            )
        return cls(text + "\n", tuple(signature(line) for line in told))

    def signed_by(self, keys: Iterable[VerifierKey]) -> list[VerifierKey]:
        """Which of some keys signed. Raises NotVerified where one did not, but is named."""
        found = []
        for key in keys:
            for one in self.signatures:
                if one.is_by(key):
                    if not key.verifies(self.text.encode(), one.body):
                        raise NotVerified(f"The signature of {key.name} does not verify.")
                    found.append(key)
        return found

    def with_signatures(self, more: Iterable[Signature]) -> "Note":
        """The note with further signatures; none twice."""
        return Note(self.text, tuple(dict.fromkeys((*self.signatures, *more))))


def signature(line: str) -> Signature:
    """A signature line, without its newline. Raises NotVerified where it is none."""
    name, _, body = line.removeprefix(DASH).partition(" ")
    raw = decoded(body)
    if not line.startswith(DASH) or not is_name(name) or len(raw) <= ID_BYTES:
        raise NotVerified("A line of the note is no signature.")
    return Signature(name, raw[:ID_BYTES], raw[ID_BYTES:])


def is_name(name: str) -> bool:
    """A key's name has neither spaces nor plus signs, and is not empty."""
    return "+" not in name and name.split() == [name]


def _has_controls(text: str) -> bool:
    return _CONTROLS.search(text) is not None


def encoded(data: bytes) -> str:
    """Standard base64."""
    return base64.b64encode(data).decode()


def decoded(text: str) -> bytes:
    """Standard base64, written in the one right way; empty for anything else."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if encoded(data) == text else b""
