"""Outlook messages: headers, body, attachments and the messages inside."""

import os
import re
import struct
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.compound_file import written
from tests.formats.parts import children, details, expected, only, pages, read, states

from kyles.compound import Storage
from kyles.formats import Page, msg
from kyles.formats.msg.inside import as_file
from kyles.model import Layer, State

INSIDE = "__substg1.0_3701000D"
FIXED = "__properties_version1.0"
REAL = Path(os.environ.get("KYLES_MSG_FILES", "absent"))
SENT = struct.pack("<HHIQ", 0x40, 0x39, 6, 133_537_500_000_000_000)


def message(**more):
    made = {
        FIXED: bytes(32) + SENT,
        "__substg1.0_0037001F": "Rounds".encode("utf-16-le"),
        "__substg1.0_0C1A001F": "T. Doe".encode("utf-16-le"),
        "__substg1.0_1000001F": "They are live.\r\n".encode("utf-16-le"),
    }
    return {**made, **more}


def attachment(name: str, data: bytes):
    return {"__substg1.0_3707001F": name.encode("utf-16-le"), "__substg1.0_37010102": data}


def parts_of(path: Path, tree):
    path.write_bytes(written(tree) if isinstance(tree, dict) else tree)
    return read(path)


def test_headers_and_body(tmp_path):
    parts = parts_of(tmp_path / "one.msg", message())
    assert pages(parts, Layer.BODY) == ["They are live.\n"]
    assert details(parts, "subject") == ["Rounds"]
    assert details(parts, "from") == ["T. Doe"]
    assert details(parts, "date") == ["2024-03-01 07:00:00+00:00"]
    assert states(parts) == []


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def recipient(kind: int, name: str, address: str):
    fixed = bytes(8) + struct.pack("<HHIQ", 3, 0x0C15, 6, kind)
    return {FIXED: fixed, "__substg1.0_3001001F": wide(name), "__substg1.0_39FE001F": wide(address)}


def test_everybody_who_got_it_is_told(tmp_path):
    tree = message(**{
        "__substg1.0_0E04001F": wide("A. Ruiz"), "__substg1.0_0E02001F": wide("D. Attorney"),
        "__recip_version1.0_#00000000": recipient(1, "A. Ruiz", "ruiz@x.test"),
        "__recip_version1.0_#00000001": recipient(3, "da@x.test", "da@x.test"),
    })  # fmt: skip
    parts = parts_of(tmp_path / "one.msg", tree)
    assert details(parts, "bcc") == ["D. Attorney"]
    assert details(parts, "recipient") == ["to: A. Ruiz <ruiz@x.test>", "bcc: da@x.test"]
    assert "Bcc: D. Attorney" in pages(parts, Layer.HEADER)[0]


def test_when_and_where_an_appointment_is(tmp_path):
    table = struct.pack("<IHHIHHIHH", 0x8208, 0, 3, 0x820D, 0, 4, 0x9999, 1, 5)
    start = struct.pack("<HHIQ", 0x40, 0x8004, 6, 133_537_500_000_000_000)
    tree = message(**{
        FIXED: bytes(32) + SENT + start, "__substg1.0_8003001F": wide("Range house"),
        "__nameid_version1.0": {"__substg1.0_00030102": table},
    })  # fmt: skip
    parts = parts_of(tmp_path / "one.msg", tree)
    assert details(parts, "location") == ["Range house"]
    assert details(parts, "start") == ["2024-03-01 07:00:00+00:00"]
    assert details(parts, "date") == ["2024-03-01 07:00:00+00:00"]


def test_what_a_contact_has(tmp_path):
    tree = message(**{"__substg1.0_3A1C001F": wide("505 555 0100"),
                      "__substg1.0_3A16001F": wide("Dry Fork Armory")})  # fmt: skip
    parts = parts_of(tmp_path / "one.msg", tree)
    assert details(parts, "mobile phone") == ["505 555 0100"]
    assert "Company: Dry Fork Armory" in pages(parts, Layer.HEADER)[0]


def test_attachments_byte_for_byte(tmp_path):
    data = bytes(range(256)) * 33
    inside = {f"__attach_version1.0_#0000000{at}": attachment(f"{at}.bin", data[at:])
              for at in range(3)}  # fmt: skip
    parts = parts_of(tmp_path / "one.msg", message(**inside))
    assert children(parts) == {f"{at}.bin": data[at:] for at in range(3)}


def test_a_message_inside_is_a_file_of_its_own(tmp_path):
    innermost = message(**{"__attach_version1.0_#00000000": attachment("log.txt", b"log")})
    inner = message(**{FIXED: bytes(24) + SENT,
                       "__attach_version1.0_#00000000": {INSIDE: innermost}})  # fmt: skip
    outer = message(**{"__attach_version1.0_#00000000": {INSIDE: inner}})
    parts = parts_of(tmp_path / "one.msg", outer)
    assert expected(parts, "children") == 1
    for _ in range(2):
        assert len(only(parts, Page)) == 1
        ((name, data),) = children(parts).items()
        assert name == "Rounds.msg"
        parts = parts_of(tmp_path / "inner.msg", data)
        assert details(parts, "date") == ["2024-03-01 07:00:00+00:00"]
        assert pages(parts, Layer.BODY) == ["They are live.\n"]
        assert states(parts) == []
    assert children(parts) == {"log.txt": b"log"}


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 70_000, 8_000_000])
def test_what_is_inside_stays_byte_for_byte(tmp_path, size):
    data = bytes(range(251)) * (size // 251 + 1)
    inner = message(**{"__attach_version1.0_#00000000": attachment("log.bin", data[:size])})
    outer = Storage("", {}, {"inner": _storage(inner)})
    written = as_file(outer.storages["inner"], outer)
    assert as_file(outer.storages["inner"], outer) == written
    assert children(parts_of(tmp_path / "inner.msg", written)) == {"log.bin": data[:size]}


def _storage(tree) -> Storage:
    return Storage(
        "", {name: one for name, one in tree.items() if isinstance(one, bytes)},
        {name: _storage(one) for name, one in tree.items() if isinstance(one, dict)},
    )  # fmt: skip


def test_a_body_that_is_a_web_page(tmp_path):
    tree = message(**{"__substg1.0_10130102": b"<p>They are <b>live</b></p><p>End"})
    del tree["__substg1.0_1000001F"]
    assert pages(parts_of(tmp_path / "one.msg", tree), Layer.BODY) == ["They are live\nEnd"]


def test_a_body_that_is_only_packed_rtf_comes_out_unpacked(tmp_path):
    packed = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125\x42\x32\x0a\xf3 hel"
    packed += b"\x09\x00\x20bw\x05\xb0ld}\x0a\x80\x0f\xa0"
    tree = message(**{"__substg1.0_10090102": packed})
    del tree["__substg1.0_1000001F"]
    parts = parts_of(tmp_path / "one.msg", tree)
    assert children(parts) == {"body.rtf": b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"}


def test_what_is_attached_and_not_there_is_told(tmp_path):
    tree = message(**{"__attach_version1.0_#00000000": {FIXED: b""}})
    assert states(parts_of(tmp_path / "one.msg", tree)) == [State.PARTIAL]


@pytest.mark.parametrize("part", [2, 3, 4])
def test_a_cut_message_says_so(tmp_path, part):
    data = written(message(**{"__attach_version1.0_#00000000": attachment("a", bytes(9000))}))
    assert states(parts_of(tmp_path / "one.msg", data[: len(data) * part // 5]))


@given(data=st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_never_raises(tmp_path, data):
    made = written(message(**{"__attach_version1.0_#00000000": attachment("a", bytes(5000))}))
    at = data.draw(st.integers(0, len(made) - 4))
    path = tmp_path / "one.msg"
    path.write_bytes(made[:at] + data.draw(st.binary(min_size=1, max_size=9)) + made[at + 1 :])
    parts = list(msg.read(path))
    assert only(parts, Page) or states(parts)


@pytest.mark.skipif(not REAL.exists(), reason="KYLES_MSG_FILES names no folder")
@pytest.mark.parametrize("path", sorted(REAL.glob("*.msg")), ids=lambda path: path.stem)
def test_the_same_words_as_the_same_message_in_the_form_of_mail(path):
    same = message_from_bytes(path.with_suffix(".eml").read_bytes(), policy=policy.default)
    body = same.get_body(("plain",))
    words = re.findall(r"\w+", body.get_content()) if body else []
    parts = read(path)
    assert re.findall(r"\w+", pages(parts, Layer.BODY)[0])[: len(words)] == words
    attached = [one.get_content() for one in same.iter_attachments() if one.get_filename()]
    assert {*attached} <= {*children(parts).values()}
