"""Sealing: what is kept so that only the holder of a key can read it, or tell what it is about.

AES-256-GCM under a fresh random nonce for each text (NIST SP 800-38D), bound to where the text
stands, so that one cannot be put in the place of another. What has to be found again without being
read is found by a tag: an HMAC-SHA-256 that only the key can make.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY, NONCE, TAG = 32, 12, 16  # bytes


@dataclass(frozen=True, slots=True)
class Secret:
    """A key that was made of somebody's password, and how, so that it can be made again."""

    key: bytes = field(repr=False)
    salt: bytes
    profile: str


def new_key() -> bytes:
    """A key that nobody can guess."""
    return secrets.token_bytes(KEY)


def key_for(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, made of another (RFC 5869)."""
    return HKDF(SHA256(), KEY, salt=None, info=f"kyles {purpose}".encode()).derive(key)


def seal(key: bytes, text: bytes, *, about: bytes) -> bytes:
    """A text that can be read with the key alone, and only where it stands."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text, about)


def unsealed(key: bytes, sealed: bytes, *, about: bytes) -> bytes | None:
    """The text; None where the key or the place is another, or a byte was changed."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except (InvalidTag, ValueError):
        return None


def tag(key: bytes, words: str) -> bytes:
    """A name for something, which tells nothing without the key."""
    return hmac.digest(key, words.encode(), hashlib.sha256)[:TAG]
