"""Mail of Apple Mail: the message as it was, and what was noted of it."""

import plistlib
from pathlib import Path

import pytest
from tests.formats.parts import children, details, read, states

from kyles.formats import emlx
from kyles.model import State

MESSAGE = b"From: a.lindqvist@example.org\r\nSubject: rounds\r\n\r\nThey are live.\r\n"
NOTED = plistlib.dumps({"date-received": 1709629200, "flags": 8590195713})


def parts_of(path: Path, data: bytes):
    path.write_bytes(data)
    return read(path)


def test_the_message_byte_for_byte_and_when_it_came(tmp_path):
    parts = parts_of(tmp_path / "1.emlx", b"%-10d\n" % len(MESSAGE) + MESSAGE + NOTED)
    assert children(parts) == {"message.eml": MESSAGE}
    assert details(parts, "received") == ["2024-03-05 09:00:00+00:00"]
    assert states(parts) == []


@pytest.mark.parametrize(
    "noted", [b"", b"<plist>", b"\xff" * 40, NOTED[:90], NOTED.replace(b"d", b"e")]
)
def test_what_was_noted_may_be_missing_or_damaged(tmp_path, noted):
    parts = parts_of(tmp_path / "1.emlx", b"%d\n" % len(MESSAGE) + MESSAGE + noted)
    assert children(parts) == {"message.eml": MESSAGE}
    assert states(parts) == []


def test_a_message_without_its_end_is_partial(tmp_path):
    parts = parts_of(tmp_path / "1.emlx", b"%d\n" % len(MESSAGE) + MESSAGE[:-9])
    assert children(parts) == {"message.eml": MESSAGE[:-9]}
    assert states(parts) == [State.PARTIAL]


def test_attachments_that_were_not_fetched_make_it_partial(tmp_path):
    message = MESSAGE.replace(b"\r\n\r\n", b"\r\nX-Apple-Content-Length: 40210\r\n\r\n")
    parts = parts_of(tmp_path / "1.partial.emlx", b"%d\n" % len(message) + message + NOTED)
    assert states(parts) == [State.PARTIAL]


def test_other_text_that_begins_with_a_number_is_left_to_others(tmp_path):
    for text in (b"1\n00:00:01,000 --> 00:00:04,000\nYes.\n", b"12\nNote: twelve of them\n"):
        assert emlx.claims(text, "a.txt") == 0


def test_what_is_no_message(tmp_path):
    path = tmp_path / "1.emlx"
    for data, state in ((b"something else", State.FAILED), (b"", State.EMPTY)):
        path.write_bytes(data)
        assert states(emlx.read(path)) == [state]
