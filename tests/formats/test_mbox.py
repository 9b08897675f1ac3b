"""Mailboxes: every message comes out as it was kept."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import expected, only, read, states

from kyles.formats import Child, mbox
from kyles.model import State

LINE = b"From doe@x.test Fri Mar  1 10:00:00 2024\n"
FIRST = b"From: doe@x.test\nSubject: Rounds\n\nThey are live.\n\n"
SECOND = b"From: roe@x.test\nSubject: Re: Rounds\n\nNoted.\nFrom here on, ask me.\n\n"


def messages(path: Path, data: bytes) -> list[bytes]:
    path.write_bytes(data)
    return [one.data for one in only(read(path), Child)]


def test_every_message_is_a_child_byte_for_byte(tmp_path):
    data = LINE + FIRST + LINE + SECOND
    assert messages(tmp_path / "inbox", data) == [FIRST, SECOND]
    parts = read(tmp_path / "inbox")
    assert expected(parts, "children") == 2
    assert [one.name for one in only(parts, Child)] == ["00001 Rounds.eml", "00002 Re: Rounds.eml"]


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_every_kind_of_line_end(tmp_path, end):
    data = (LINE + FIRST + LINE + SECOND).replace(b"\n", end)
    assert len(messages(tmp_path / "inbox.mbox", data)) == 2


def test_a_sentence_that_begins_with_from_parts_nothing(tmp_path):
    odd = FIRST + b"From there he went home.\n\nEnd.\n\n"
    assert messages(tmp_path / "inbox", LINE + odd + LINE + SECOND) == [odd, SECOND]


def test_a_mail_that_was_saved_with_its_mailbox_line_stays_a_mail(tmp_path):
    path = tmp_path / "one.eml"
    path.write_bytes(LINE + b"Received: from a.test\n" + FIRST)
    assert only(read(path), Child) == []


def test_what_has_no_message_has_failed(tmp_path):
    path = tmp_path / "inbox.mbox"
    path.write_bytes(b"nothing of the kind")
    assert states(read(path)) == [State.FAILED]


def test_what_stands_before_the_first_message_is_told(tmp_path):
    path = tmp_path / "inbox.mbox"
    path.write_bytes(b"index\n\n" + LINE + FIRST)
    assert states(mbox.read(path)) == [State.PARTIAL]


@given(st.lists(st.binary(max_size=40).filter(lambda body: b"From " not in body), max_size=5))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_byte_of_a_message_is_lost(tmp_path, bodies):
    written = [b"X-Id: 1\n\n" + body + b"\n\n" for body in bodies]
    path = tmp_path / "inbox.mbox"
    path.write_bytes(b"".join(LINE + one for one in written))
    assert [one.data for one in only(mbox.read(path), Child)] == written
