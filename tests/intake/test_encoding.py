"""Encodings that nobody declares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.intake.encoding import decode

TEXT = "þBEGBATESþ\x14þNAMEþ\r\nþA-0001þ\x14þJosé Muñozþ\r\n"


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_each_encoding_is_told_from_the_bytes(name):
    assert decode(TEXT.encode(name))[0] == TEXT


def test_damaged_utf_8_stays_utf_8():
    data = TEXT.encode("utf-8") + b"\xff"
    assert decode(data) == (TEXT + "\ufffd", "utf-8")


@given(st.binary(max_size=100))
def test_any_bytes_are_some_text(data):
    text, _ = decode(data)
    assert len(text) <= len(data)
