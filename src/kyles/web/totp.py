"""One-time codes of an app on a telephone (RFC 6238: SHA-1, 30 seconds, six digits).

A code counts once: whoever reads it over a shoulder comes too late.
"""

import base64
import hmac
import secrets

from kyles.web.address import quoted

STEP, DIGITS = 30, 6
SLACK = 1  # steps before and after, for clocks that differ


def secret() -> str:
    """A new secret, as apps take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code(secret: str, step: int) -> str:
    """The code of a step, which is the time in seconds divided by STEP."""
    key = base64.b32decode(secret)
    mac = hmac.digest(key, step.to_bytes(8), "sha1")
    at = mac[-1] & 0xF
    number = int.from_bytes(mac[at : at + 4]) & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: str, given: str, *, at: float, after: int = -1) -> int | None:
    """The step whose code was given, if it is one of now and later than the last that counted."""
    now = int(at) // STEP
    digits = "".join(given.split())
    for step in range(now - SLACK, now + SLACK + 1):
        if step > after and hmac.compare_digest(code(secret, step).encode(), digits.encode()):
            return step
    return None


def address(name: str, secret: str) -> str:
    """What an app reads to take the secret."""
    return f"otpauth://totp/Kyles:{quoted(name)}?secret={secret}&issuer=Kyles"
