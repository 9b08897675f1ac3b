"""Passwords: kept in two ways, checked in either, and never as they are."""

import pytest

from kyles.errors import UsageError
from kyles.web import passwords
from kyles.web.passwords import Profile

GOOD = "correct horse battery staple"


@pytest.mark.parametrize("profile", Profile)
def test_the_right_one_fits_and_no_other(profile: Profile) -> None:
    kept = passwords.hashed(GOOD, profile=profile)
    assert profile.value.split("-")[0].rstrip("id") in kept.replace("argon2id", "argon2")
    assert GOOD not in kept
    assert passwords.matches(kept, GOOD)
    assert not passwords.matches(kept, GOOD + " ")
    assert not passwords.matches(kept, "")
    assert passwords.hashed(GOOD, profile=profile) != kept


@pytest.mark.parametrize("bad", ["", "short", "x" * 1025])
def test_one_that_is_too_short_or_too_long_is_refused(bad: str) -> None:
    with pytest.raises(UsageError):
        passwords.hashed(bad)
    assert not passwords.matches(passwords.nobodys(), bad)


@pytest.mark.parametrize("kept", ["", "$argon2id$", "$pbkdf2-sha256$", "$pbkdf2-sha256$x$y$z",
                                  "$pbkdf2-sha256$1$!!$AAAA", "plain"])  # fmt: skip
def test_what_is_no_hash_fits_nothing(kept: str) -> None:
    assert not passwords.matches(kept, GOOD)
