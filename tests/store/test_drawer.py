"""The drawer: open to those of one side, with what was put in; to all others bytes."""

import stat
import threading
from pathlib import Path

import pytest

from kyles.errors import MatterUnreadable, NotFound
from kyles.store import drawer
from kyles.store.drawer import Opened
from kyles.store.sealed import Secret, new_key

WORDS = "the technician told us of a second box"


def secret() -> Secret:
    return Secret(new_key(), b"salt" * 4, "argon2id")


@pytest.fixture
def mine() -> Secret:
    return secret()


@pytest.fixture
def opened(tmp_path: Path, mine: Secret):
    with drawer.drawer(tmp_path, "Harlan") as locked:
        made = locked.opened("A. Lawyer", mine)
        assert made
        yield made


def texts(opened: Opened, kind: str, **more) -> list[str]:
    return [one.told["text"] for one in opened.listed(kind, **more)]


def test_what_is_put_in_is_there_the_newest_first(tmp_path: Path, opened: Opened, mine) -> None:
    for number in range(5):
        opened.put("note", {"text": f"{number}"}, about=f"item {number % 2}")
    opened.put("draft", {"text": "a letter"})
    with drawer.drawer(tmp_path, "Harlan") as again:
        other = again.opened("A. Lawyer", mine)
        assert other
        assert texts(other, "note") == ["4", "3", "2", "1", "0"]
        assert texts(other, "note", about="item 1") == ["3", "1"]
        assert texts(other, "note", before=other.listed("note")[2].id, limit=1) == ["1"]
        assert texts(other, "draft") == ["a letter"]


def test_no_byte_of_it_is_in_any_file(tmp_path: Path, opened: Opened) -> None:
    opened.put("note", {"text": WORDS, "item": "i0123456789"}, about="i0123456789")
    opened.replace("draft", {"text": WORDS}, about="To the sheriff")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        for words in (WORDS, "i0123456789", "To the sheriff", "draft"):
            assert words.encode() not in content
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_lengths_tell_little(opened: Opened) -> None:
    for text in ("", "a", "b" * 150):
        opened.put("note", {"text": text})
    lengths = opened.connection.execute("SELECT DISTINCT length(sealed) FROM entry").fetchall()
    assert len(lengths) == 1


def test_another_password_and_another_name_open_nothing(tmp_path: Path, opened, mine) -> None:
    with drawer.drawer(tmp_path, "Harlan") as locked:
        assert locked.opened("A. Lawyer", secret()) is None
        assert locked.opened("B. Clerk", mine) is None
        assert locked.openers() == ["A. Lawyer"]


def test_the_drawer_of_another_defendant_is_another(tmp_path: Path, opened: Opened, mine) -> None:
    opened.put("note", {"text": WORDS})
    with drawer.drawer(tmp_path, "Reed") as locked:
        other = locked.opened("A. Lawyer", mine)
        assert other
        assert texts(other, "note") == []


def test_a_code_lets_one_person_in_once(tmp_path: Path, opened: Opened) -> None:
    opened.put("note", {"text": WORDS})
    code, clerk = drawer.new_code(), secret()
    opened.accept(code)
    with drawer.drawer(tmp_path, "Harlan") as locked:
        assert locked.opened_by("wrong") is None
        by_code = locked.opened_by(code.lower().replace("-", " "))
        assert by_code
        by_code.let_in("B. Clerk", clerk)
        assert locked.opened_by(code) is None
        theirs = locked.opened("B. Clerk", clerk)
        assert theirs
        assert texts(theirs, "note") == [WORDS]
        theirs.shut_out("A. Lawyer")
        assert locked.openers() == ["B. Clerk"]


def test_codes_can_be_withdrawn(opened: Opened) -> None:
    code = drawer.new_code()
    assert drawer.is_code(code)
    opened.accept(code)
    assert opened.drawer.codes() == 1
    opened.withdraw_codes()
    assert opened.drawer.opened_by(code) is None


def test_what_is_removed_is_gone_and_a_draft_takes_the_place_of_its_like(opened: Opened) -> None:
    opened.put("note", {"text": WORDS})
    number = opened.listed("note")[0].id
    with pytest.raises(NotFound):
        opened.remove(number, kinds=("draft",))
    opened.remove(number, kinds=("note", "draft"))
    assert texts(opened, "note") == []
    with pytest.raises(NotFound):
        opened.remove(77, kinds=("note",))
    for text in ("first", "second"):
        opened.replace("draft", {"text": text}, about="letter")
    opened.replace("draft", {"text": "other"}, about="motion")
    assert texts(opened, "draft") == ["other", "second"]


def test_an_entry_that_is_moved_or_changed_is_seen(opened: Opened) -> None:
    opened.put("note", {"text": "on one"}, about="one")
    opened.put("note", {"text": "on two"}, about="two")
    opened.connection.execute("UPDATE entry SET about = (SELECT max(about) FROM entry)")
    with pytest.raises(MatterUnreadable):
        opened.listed("note")


def test_two_who_come_first_at_once_do_not_both_make_a_key(tmp_path: Path) -> None:
    people = {f"person {number}": secret() for number in range(6)}
    got: dict[str, bool] = {}

    def come(name: str) -> None:
        with drawer.drawer(tmp_path, "Harlan") as locked:
            got[name] = locked.opened(name, people[name]) is not None

    threads = [threading.Thread(target=come, args=(name,)) for name in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(got.values()) == 1


def test_a_drawer_of_a_newer_kyles_is_left_alone(tmp_path: Path, opened: Opened) -> None:
    opened.connection.execute("PRAGMA user_version=9")
    with pytest.raises(MatterUnreadable), drawer.drawer(tmp_path, "Harlan"):
        pass
