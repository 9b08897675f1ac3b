"""Users: kept in a file that only its owner reads, whole or not at all."""

import stat
from pathlib import Path

import pytest

from kyles.errors import MatterUnreadable, NotFound, UsageError
from kyles.store.access import OWNER, Role, civil, custodian, defense
from kyles.web import users
from kyles.web.users import Grant, User


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    one = User("A. Lawyer", "$hash", "SECRET", (Grant("civil", "m1", items=("i1", "i2")),))
    users.of(tmp_path).put(one)
    assert users.of(tmp_path).one("A. Lawyer") == one
    assert stat.S_IMODE((tmp_path / users.FILE).stat().st_mode) == 0o600
    users.of(tmp_path).without("A. Lawyer")
    assert users.of(tmp_path).known == {}


def test_a_user_is_in_each_matter_what_a_grant_says(tmp_path: Path) -> None:
    who = User("x", "", "", (
        Grant("office", "m1"), Grant("defense", "m2", defendant="Harlan"),
        Grant("custodian", "m3", holder="Sheriff"), Grant("civil", "m4", items=("i1",)),
    )).who()  # fmt: skip
    assert [who.at(name) for name in ("m1", "m2", "m3", "m4")] == [
        OWNER, defense("Harlan"), custodian("Sheriff"), civil(["i1"])
    ]  # fmt: skip
    assert who.at("m5").role is Role.ADMIN
    assert not who.sees("m5")
    every = User("y", "", "", (Grant("office"), Grant("defense", "m2", defendant="Reed"))).who()
    assert every.at("m9") == OWNER
    assert every.at("m2") == defense("Reed")


@pytest.mark.parametrize("grant", [Grant("king"), Grant("defense"), Grant("custodian"),
                                   Grant("civil")])  # fmt: skip
def test_a_grant_says_whom_it_is_for(grant: Grant) -> None:
    with pytest.raises(UsageError):
        users.checked(grant)


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"name": "x"}]', '{"a": 1}'])
def test_a_file_that_is_damaged_lets_nobody_in(tmp_path: Path, text: str) -> None:
    (tmp_path / users.FILE).write_text(text)
    with pytest.raises(MatterUnreadable):
        users.of(tmp_path)


def test_who_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        users.of(tmp_path).without("nobody")
