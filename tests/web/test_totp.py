"""One-time codes: the vectors of RFC 6238, and that a code counts once."""

import base64

import pytest

from kyles.web import totp

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
     (2000000000, "279037"), (20000000000, "353130")],
)  # fmt: skip
def test_the_vectors_of_the_standard(at: int, code: str) -> None:
    """RFC 6238, appendix B, SHA-1; the last six of its eight digits."""
    assert totp.code(SECRET, at // totp.STEP) == code
    assert totp.step_of(SECRET, code, at=at) == at // totp.STEP


def test_clocks_may_differ_by_one_step_and_no_more() -> None:
    at = 1_000_000.0
    now = int(at) // totp.STEP
    for step in range(now - 3, now + 4):
        found = totp.step_of(SECRET, totp.code(SECRET, step), at=at)
        assert found == (step if abs(step - now) <= 1 else None)


def test_a_code_counts_once() -> None:
    step = totp.step_of(SECRET, totp.code(SECRET, 10), at=300.0)
    assert step == 10
    assert totp.step_of(SECRET, totp.code(SECRET, 10), at=300.0, after=step) is None


@pytest.mark.parametrize("given", ["", "abc", "12345", "é12345", "28708 2"])
def test_what_is_no_code_is_wrong(given: str) -> None:
    found = totp.step_of(SECRET, given, at=59)
    assert found == (1 if given == "28708 2" else None)


def test_a_secret_is_one_that_apps_take() -> None:
    address = totp.address("A. Lawyer", totp.secret())
    assert address.startswith("otpauth://totp/Kyles:A.%20Lawyer?secret=")
    assert len(base64.b32decode(address.split("secret=")[1].split("&")[0])) == 20
