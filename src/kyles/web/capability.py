"""What one person may fetch from the other origin, sealed into an address for a while.

Whoever has such an address has what it names, and nothing else: so it is made for one thing and
one stay, ends soon, and counts only while that person is in. It is signed (HMAC-SHA-256) under a
key that lives as long as the server.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from enum import StrEnum

import msgspec


class What(StrEnum):
    """What of an item: its body as it was laid out, or its sound and film."""

    BODY = "body"
    RECORDING = "recording"


#: Seconds that an address is good for: a body is loaded at once, a recording while it is played.
LASTS = {What.BODY: 5 * 60, What.RECORDING: 4 * 3600}


@dataclass(frozen=True, slots=True)
class Capability:
    """One item of one matter, for one stay of one person."""

    matter: str
    item: str
    what: What
    stay: str
    until: int


def sealed(one: Capability, key: bytes) -> str:
    """A capability as a part of an address."""
    told = urlsafe_b64encode(msgspec.json.encode(one)).decode().rstrip("=")
    return f"{told}.{_signature(told, key)}"


def opened(words: str, key: bytes, *, at: float) -> Capability | None:
    """The capability of a part of an address; None where it is not ours, or over."""
    told, _, signature = words.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(told, key).encode()):
        return None
    padded = told + "=" * (-len(told) % 4)
    one = msgspec.json.decode(urlsafe_b64decode(padded), type=Capability)
    return one if at < one.until else None


def _signature(told: str, key: bytes) -> str:
    digest = hmac.digest(key, told.encode(), hashlib.sha256)
    return urlsafe_b64encode(digest).decode().rstrip("=")
