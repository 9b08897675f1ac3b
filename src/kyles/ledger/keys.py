"""Signing keys behind one small interface: a file now; a token or a key service may follow.

A key file has one line, as Go's `note` writes it: `PRIVATE+KEY+name+id+base64`. Only its owner may
read it. Changing keys is an event of the ledger; see docs/how-to/change_the_key.md.
"""

import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kyles.errors import NotFound, Refused, UsageError
from kyles.ledger.note import ED25519, KEY_BYTES, VerifierKey, decoded, encoded, is_name

PRIVATE = "PRIVATE+KEY+"
KNOWN = 4  # keys that are kept ready to sign with


class Signer(Protocol):
    """Whoever can sign in a name."""

    @property
    def verifier(self) -> VerifierKey:
        """The key that verifies what is signed."""

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature over a message."""


@dataclass(frozen=True, slots=True)
class KeyInMemory:
    """A key of which we hold the secret half."""

    verifier: VerifierKey
    secret: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        return _private(self.secret).sign(message)

    def __str__(self) -> str:
        return f"{self.verifier.name} ({self.verifier.id.hex()})"


def key(name: str, *, secret: bytes, kind: int = ED25519) -> KeyInMemory:
    """The key of a name with a secret of 32 bytes."""
    if not is_name(name):
        raise UsageError(f"'{name}' is no name of a key.", hint="Use no spaces and no plus sign.")
    return KeyInMemory(VerifierKey(name, kind, _public(secret)), secret)


@lru_cache(maxsize=KNOWN)
def _private(secret: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret)


@lru_cache(maxsize=KNOWN)
def _public(secret: bytes) -> bytes:
    return _private(secret).public_key().public_bytes_raw()


def make(path: Path, name: str, *, kind: int = ED25519) -> KeyInMemory:
    """A new key in a new file that only its owner can read. Raises Refused where a file is."""
    made = key(name, secret=os.urandom(KEY_BYTES), kind=kind)
    line = f"{PRIVATE}{name}+{made.verifier.id.hex()}+{encoded(bytes([kind]) + made.secret)}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused(f"{path} is there already; a key is never overwritten.") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    return made


def read(path: Path) -> KeyInMemory:
    """The key of a file. Raises NotFound or UsageError; neither tells anything of the secret."""
    try:
        text = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise NotFound(f"{path}: there is no key file.") from None
    name, _, rest = text.removeprefix(PRIVATE).partition("+")
    told, _, body = rest.partition("+")
    raw = decoded(body)
    if not text.startswith(PRIVATE) or len(raw) != 1 + KEY_BYTES or not is_name(name):
        raise UsageError(f"{path} is no key file.", hint="It has one line, PRIVATE+KEY+...")
    found = key(name, secret=raw[1:], kind=raw[0])
    if found.verifier.id.hex() != told:
        raise UsageError(f"{path}: the key does not have the id that it names.")
    return found
