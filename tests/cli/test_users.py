"""`kyles users`: made, listed, changed and removed; a password never on the command line."""

import io
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit
from kyles.web import users


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    def typed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return typed


def test_a_user_is_made_listed_and_removed(kyles: Run, tmp_path: Path, typed) -> None:
    typed("correct horse battery\n")
    made = kyles("users", "add", "A. Lawyer", "--role", "defense", "--defendant", "Harlan",
                 "--matter", "harlan", "--folder", tmp_path)  # fmt: skip
    assert (made.code, made.out) == (Exit.DONE, "A. Lawyer is defense of harlan.\n")
    assert "correct horse" not in (tmp_path / users.FILE).read_text()
    assert users.of(tmp_path).let_in("A. Lawyer", "correct horse battery")
    kyles("users", "add", "A. Lawyer", "--role", "court", "--matter", "reed", "--folder", tmp_path)
    told = kyles("users", "--json", "--folder", tmp_path).json["users"]
    assert told == [{"name": "A. Lawyer", "codes": False, "grants": [
        {"role": "defense", "matter": "harlan", "defendant": "Harlan", "holder": "", "items": []},
        {"role": "court", "matter": "reed", "defendant": "", "holder": "", "items": []},
    ]}]  # fmt: skip
    assert "A. Lawyer" in kyles("users", "--folder", tmp_path).out
    assert kyles("users", "remove", "A. Lawyer", "--folder", tmp_path).code == Exit.DONE
    assert kyles("users", "--folder", tmp_path).err == "0 users\n"


def test_a_new_password_and_codes(kyles: Run, tmp_path: Path, typed) -> None:
    typed("correct horse battery\n")
    kyles("users", "add", "x", "--role", "office", "--pbkdf2", "--folder", tmp_path)
    typed("another horse battery\n")
    assert kyles("users", "password", "x", "--folder", tmp_path).code == Exit.DONE
    assert not users.of(tmp_path).let_in("x", "correct horse battery")
    assert users.of(tmp_path).let_in("x", "another horse battery")
    told = kyles("users", "codes", "x", "--folder", tmp_path).out
    assert told.startswith("otpauth://totp/Kyles:x?secret=")
    assert users.of(tmp_path).one("x").totp in told


@pytest.mark.parametrize("words", [
    ("add", "x", "--role", "defense"), ("add", "", "--role", "office"),
    ("add", "x", "--role", "office"), ("password", "nobody"), ("codes", "nobody"),
    ("remove", "nobody"),
])  # fmt: skip
def test_what_does_not_fit_is_said(kyles: Run, tmp_path: Path, typed, words) -> None:
    typed("short\n")
    ran = kyles("users", *words, "--folder", tmp_path)
    assert ran.code in (Exit.USAGE, Exit.FAILED)
    assert ran.err
    assert not users.of(tmp_path).known
