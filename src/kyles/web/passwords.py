"""Passwords, kept as what they are checked against and never as they are.

Two profiles: Argon2id (RFC 9106, the second recommended setting), and PBKDF2 with HMAC-SHA-256 for
offices that must use what FIPS 140 names. A hash says itself how it was made.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import replace
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

from kyles.errors import UsageError
from kyles.store.sealed import KEY, Secret

SHORTEST, LONGEST = 12, 1024  # characters
ROUNDS = 600_000  # of PBKDF2: OWASP Password Storage Cheat Sheet
_PREFIX = "$pbkdf2-sha256$"


class Profile(StrEnum):
    """How new passwords are kept."""

    ARGON2ID = "argon2id"
    PBKDF2 = "pbkdf2"


@cache
def _argon2() -> PasswordHasher:
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)


def hashed(password: str, *, profile: Profile = Profile.ARGON2ID) -> str:
    """What is kept of a password. Raises UsageError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"A password has {SHORTEST} to {LONGEST:,} characters.",
            hint="Four words that do not belong together make a good one.",
        )
    if profile is Profile.ARGON2ID:
        return _argon2().hash(password)
    salt = secrets.token_bytes(16)
    return f"{_PREFIX}{ROUNDS}${_written(salt)}${_written(_derived(password, salt, ROUNDS))}"


def matches(kept: str, password: str) -> bool:
    """Whether a password is the one of which something is kept."""
    if len(password) > LONGEST:
        return False
    if kept.startswith(_PREFIX):
        return _matches_pbkdf2(kept, password)
    try:
        return _argon2().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def secret(kept: str, password: str) -> Secret:
    """A key that only the password makes. What is kept of the password does not tell it: its salt
    is another.
    """
    profile = Profile.PBKDF2 if kept.startswith(_PREFIX) else Profile.ARGON2ID
    salt = hashlib.sha256(f"kyles drawer {kept}".encode()).digest()[:16]
    return secret_again(password, Secret(b"", salt, profile))


def secret_again(password: str, made: Secret) -> Secret:
    """The key that a password makes in the way that one was made before."""
    if made.profile == Profile.PBKDF2:
        return replace(made, key=_derived(password, made.salt, ROUNDS))
    key = hash_secret_raw(password.encode(), made.salt, time_cost=3, memory_cost=65536,
                          parallelism=4, hash_len=KEY, type=Type.ID)  # fmt: skip
    return replace(made, key=key)


@cache
def nobodys() -> str:
    """What is checked for a name that nobody has: it takes as long as for one that somebody has."""
    return hashed(secrets.token_urlsafe(32))


def _matches_pbkdf2(kept: str, password: str) -> bool:
    try:
        rounds, salt, derived = kept.removeprefix(_PREFIX).split("$")
        found = _derived(password, base64.b64decode(salt), int(rounds))
    except ValueError:
        return False
    return hmac.compare_digest(_written(found), derived)


def _derived(password: str, salt: bytes, rounds: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode()
