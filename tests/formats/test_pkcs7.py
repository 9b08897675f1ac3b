"""Signed and encrypted files: what is inside, who signed, and what is locked."""

import shutil
import subprocess
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs7,
)
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import children, details, only, read, states

from kyles.formats import Detail, Part
from kyles.formats import pkcs7 as reader
from kyles.model import State

_PLAIN = (PrivateFormat.PKCS8, NoEncryption())
MAIL = b"Content-Type: text/plain\r\n\r\nThey are live.\r\n"
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A. Poe")])
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
BEGUN, ENDS = datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
CERTIFICATE = (
    x509.CertificateBuilder(NAME, NAME, KEY.public_key(), 7, BEGUN, ENDS).sign(KEY, SHA256())
)  # fmt: skip
BINARY = pkcs7.PKCS7Options.Binary


def signed(
    content: bytes, *options: pkcs7.PKCS7Options, encoding: Encoding = Encoding.DER
) -> bytes:
    made = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(CERTIFICATE, KEY, SHA256())
    return made.sign(encoding, [BINARY, *options])


def encrypted() -> bytes:
    made = pkcs7.PKCS7EnvelopeBuilder().set_data(MAIL).add_recipient(CERTIFICATE)
    return made.encrypt(Encoding.DER, [BINARY])


def parts_of(path: Path, data: bytes) -> list[Part]:
    path.write_bytes(data)
    return read(path)


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_what_was_signed_comes_out_as_it_was(tmp_path, encoding):
    parts = parts_of(tmp_path / "smime.p7m", signed(MAIL, encoding=encoding))
    assert children(parts) == {"signed.eml": MAIL}
    assert details(parts, "certificate") == ["A. Poe"]
    assert states(parts) == []


@pytest.mark.parametrize("size", [0, 1, 127, 128, 70_000])
def test_a_file_of_any_size_and_kind(tmp_path, size):
    parts = parts_of(tmp_path / "lab.pdf.p7m", signed(b"%" * size))
    assert children(parts) == {"signed": b"%" * size}


def test_a_signature_apart_has_no_words(tmp_path):
    parts = parts_of(tmp_path / "smime.p7s", signed(MAIL, pkcs7.PKCS7Options.DetachedSignature))
    assert children(parts) == {}
    assert details(parts, "certificate") == ["A. Poe"]
    assert states(parts) == [State.EMPTY]


def test_certificates_alone(tmp_path):
    data = pkcs7.serialize_certificates([CERTIFICATE], Encoding.DER)
    assert states(parts_of(tmp_path / "chain.p7c", data)) == [State.EMPTY]


def test_what_is_encrypted_is_locked(tmp_path):
    parts = parts_of(tmp_path / "smime.p7m", encrypted())
    assert states(parts) == [State.LOCKED]
    assert "1 recipient" in parts[-1].reason


def ber(tag: int, *content: bytes) -> bytes:
    """A value that tells no length, as mail programs write it."""
    return bytes([tag, 0x80]) + b"".join(content) + b"\0\0"


def der(tag: int, *inside: bytes) -> bytes:
    content = b"".join(inside)
    length = len(content)
    size = bytes([length]) if length < 128 else b"\x84" + length.to_bytes(4)
    return bytes([tag]) + size + content


DATA, SIGNED = (bytes.fromhex(f"06092a864886f70d0107{at}") for at in ("01", "02"))
COMPRESSED = bytes.fromhex("060b2a864886f70d0109100109")


def test_what_tells_no_length_and_comes_in_pieces(tmp_path):
    pieces = ber(0x24, *(der(4, MAIL[at : at + 10]) for at in range(0, len(MAIL), 10)))
    content = ber(0x30, DATA, ber(0xA0, pieces))
    data = ber(0x30, SIGNED, ber(0xA0, ber(0x30, der(2, b"\1"), der(0x31, b""), content,
                                          der(0x31, b""))))  # fmt: skip
    assert children(parts_of(tmp_path / "smime.p7m", data)) == {"signed.eml": MAIL}


def test_what_was_compressed(tmp_path):
    inner = der(0x30, DATA + der(0xA0, der(4, zlib.compress(MAIL))))
    data = der(0x30, COMPRESSED + der(0xA0, der(0x30, der(2, b"\0") + der(0x30, b"") + inner)))
    assert children(parts_of(tmp_path / "smime.p7z", data)) == {"signed.eml": MAIL}


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_signed_by_another_program(tmp_path):
    key, certificate, mail = (tmp_path / name for name in ("key", "certificate", "mail"))
    mail.write_bytes(MAIL)
    key.write_bytes(KEY.private_bytes(Encoding.PEM, *_PLAIN))
    certificate.write_bytes(CERTIFICATE.public_bytes(Encoding.PEM))
    subprocess.run(
        ["openssl", "cms", "-sign", "-stream", "-nodetach", "-binary", "-in", mail, "-signer",
         certificate, "-inkey", key, "-outform", "DER", "-out", tmp_path / "smime.p7m"],
        check=True, capture_output=True,
    )  # fmt: skip
    assert children(read(tmp_path / "smime.p7m")) == {"signed.eml": MAIL}


@given(data=st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_never_raises(tmp_path, data):
    made = signed(MAIL)
    at = data.draw(st.integers(0, len(made) - 1))
    path = tmp_path / "smime.p7m"
    path.write_bytes(made[:at] + data.draw(st.binary(max_size=9)) + made[at + 1 :])
    parts = list(reader.read(path))
    assert children(parts) or states(parts) or only(parts, Detail)


def test_a_certificate_with_a_number_that_none_may_have(tmp_path):
    third, seven = bytes.fromhex("a003020102"), der(2, b"\7")
    made, path = signed(MAIL), tmp_path / "smime.p7m"
    assert made.count(third + seven) == 1
    path.write_bytes(made.replace(third + seven, third + der(2, b"\0")))
    assert children(reader.read(path)) == {"signed.eml": MAIL}
    assert only(reader.read(path), Detail)


OID_STAMPED = bytes.fromhex("060b2a864886f70d010910011f")
OID_TOKEN = bytes.fromhex("060b2a864886f70d0109100104")
OID_SIGNED = bytes.fromhex("06092a864886f70d010702")
OID_DIGESTED = bytes.fromhex("06092a864886f70d010705")
OID_DATA = bytes.fromhex("06092a864886f70d010701")
VERSION = der(2, b"\x01")


def stamp(time: bytes) -> bytes:
    """One stamp of RFC 3161, without its signature: only the time is read."""
    told = der(0x30, VERSION, der(0x18, time))
    content = der(0x30, OID_TOKEN, der(0xA0, der(4, told)))
    return der(0x30, der(0x30, OID_SIGNED, der(0xA0, der(0x30, VERSION, content))))


def stamped(content: bytes | None, name: str = "", *times: bytes) -> bytes:
    """A file of RFC 5544."""
    told = [der(0x30, der(1, b"\0"), der(0x0C, name.encode()))] if name else []
    file = [der(4, content)] if content is not None else []
    evidence = der(0xA0, *(stamp(time) for time in times))
    return der(0x30, OID_STAMPED, der(0xA0, der(0x30, VERSION, *told, *file, evidence)))


@pytest.mark.parametrize(
    ("name", "called"), [("lab report.txt", "lab report.txt"), ("", "stamped")]
)
def test_what_was_stamped_comes_out_with_its_times(tmp_path, name, called):
    data = stamped(b"They are live.", name, b"20240301120501Z", b"20250301120501Z")
    parts = parts_of(tmp_path / "report.tsd", data)
    assert children(parts) == {called: b"They are live."}
    assert details(parts, "stamped") == ["2024-03-01 12:05:01Z", "2025-03-01 12:05:01Z"]
    assert states(parts) == []


def test_stamps_apart_from_what_they_stamp(tmp_path):
    parts = parts_of(tmp_path / "report.tsd", stamped(None, "", b"20240301120501Z"))
    assert (children(parts), states(parts)) == ({}, [State.EMPTY])


def test_a_stamped_file_that_ends_too_early(tmp_path):
    parts = parts_of(tmp_path / "report.tsd", stamped(b"x" * 300)[:100])
    assert (children(parts), states(parts)) == ({}, [State.FAILED])


def test_what_has_its_digest_beside_it(tmp_path):
    inside = der(0x30, OID_DATA, der(0xA0, der(4, MAIL)))
    body = der(0x30, VERSION, der(0x30, OID_DATA), inside, der(4, b"digest"))
    parts = parts_of(tmp_path / "a.p7", der(0x30, OID_DIGESTED, der(0xA0, body)))
    assert children(parts) == {"digested": MAIL}


@given(st.binary(max_size=60), st.integers(0, 200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_damaged_stamped_file_is_a_state(tmp_path, junk, at):
    whole = stamped(b"They are live.", "a.txt", b"20240301120501Z")
    read(_written(tmp_path / "a.tsd", whole[:at] + junk + whole[at + len(junk) :]))


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
