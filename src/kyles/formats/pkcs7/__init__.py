"""Signed, stamped and encrypted files (P7M, P7S, P7C, TSD): what is inside, and who signed it.

What is inside comes out as it was signed; whether the signature is good is not judged. What is
encrypted is locked, and for how many it was encrypted is told. A signature apart from what it signs
has no words of its own.
"""

import base64
import binascii
import re
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Part, Trouble
from kyles.formats.pkcs7 import stamped
from kyles.formats.pkcs7.ber import OBJECT, SEQUENCE, SET, NotBer, Value, object_name, value
from kyles.model import State

NAME = "Signed file"
MEDIA_TYPE = "application/pkcs7-mime"

LARGEST = 512 << 20  # bytes of what was compressed
_SUFFIXES = (".p7m", ".p7s", ".p7c", ".p7b", ".p7z", ".tsd")
_SIGNED, _ENVELOPED, _DATA, _ENCRYPTED = (f"1.2.840.113549.1.7.{at}" for at in (2, 3, 1, 6))
_COMPRESSED, _SEALED = "1.2.840.113549.1.9.16.1.9", "1.2.840.113549.1.9.16.1.23"
_KNOWN = (_SIGNED, _ENVELOPED, _DATA, _ENCRYPTED, _COMPRESSED, _SEALED, stamped.STAMPED,
          stamped.DIGESTED)  # fmt: skip
_ARMOUR = re.compile(rb"-----BEGIN (?:PKCS7|CMS)-----\s*([A-Za-z0-9+/=\s]+)-----END")
_MIME = re.compile(rb"(?i)\A(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*"
                   rb"(?:content-[a-z-]+|mime-version)[ \t]*:")  # fmt: skip
_FIRST = 0xA0  # what is tagged [0], with values in it


def claims(head: bytes, name: str) -> int:
    """3 for its armour, or the name of such a thing where it has to stand; 1 by the suffix."""
    named = int(name.lower().endswith(_SUFFIXES))
    if _ARMOUR.match(head.lstrip()) or head.lstrip().startswith(b"-----BEGIN PKCS7-----"):
        return 3
    start = re.match(rb"\x30(?:\x80|[\x81-\x88]|[\x00-\x7f])", head)
    for at in (2, 3, 4, 5, 6, 7) if start else ():
        if head[at : at + 1] == bytes([OBJECT]):
            size = head[at + 1] if len(head) > at + 1 else 0
            if object_name(head[at + 2 : at + 2 + size]) in _KNOWN:
                return 3
    return named


def read(path: Path) -> Iterator[Part]:
    """What is inside, as a file of its own."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    try:
        yield from _content_info(_plain(data))
    except (NotBer, IndexError, RecursionError) as error:
        yield Trouble(State.FAILED, f"it is damaged: {error or 'parts of it are missing'}")


def _plain(data: bytes) -> bytes:
    """Without armour, and without base64 where all of it is."""
    armour = _ARMOUR.search(data[: 1 << 26])
    coded = armour[1] if armour else data
    if armour or re.fullmatch(rb"[A-Za-z0-9+/=\s]+", data):
        try:
            return base64.b64decode(coded)
        except binascii.Error as error:
            raise NotBer("its base64 is damaged") from error
    return data


def _content_info(data: bytes) -> Iterator[Part]:
    outer = value(data, 0, len(data))
    parts = list(outer.inside())
    if outer.tag != SEQUENCE or not parts or parts[0].tag != OBJECT:
        raise NotBer("it is no signed or encrypted file")
    kind = object_name(parts[0].raw)
    inner = parts[1].first() if len(parts) > 1 else None
    if inner is None or kind not in _KNOWN:
        yield Trouble(State.UNSUPPORTED, f"what is in it is of no kind that is read ({kind})")
    elif kind == _SIGNED:
        yield from _signed(list(inner.inside()))
    elif kind == stamped.STAMPED:
        yield from stamped.stamped(list(inner.inside()))
    elif kind == stamped.DIGESTED:
        yield from stamped.digested(list(inner.inside()))
    elif kind == _COMPRESSED:
        yield from _compressed(list(inner.inside()))
    elif kind == _DATA:
        yield from _child(inner.octets())
    else:
        yield from _locked(kind, list(inner.inside()))


def _signed(parts: list[Value]) -> Iterator[Part]:
    """Who signed, and what: version, digests, content, certificates, signers."""
    certificates = [one for part in parts if part.tag == _FIRST for one in part.inside()]
    yield from _signers(certificates)
    inside = [one for part in parts if part.tag == SEQUENCE for one in part.inside()]
    if len(inside) > 1:
        yield from _child(inside[1].first().octets())
    elif certificates and not [one for one in parts[3:] if one.tag == SET and one.raw]:
        yield Trouble(State.EMPTY, "certificates only")
    else:
        yield Trouble(State.EMPTY, "a signature apart from what it signs")


def _signers(certificates: list[Value]) -> Iterator[Part]:
    """The names in the certificates that came with it, as they are written there."""
    for one in certificates:
        try:
            with warnings.catch_warnings(action="ignore"):  # of a number that none may have
                subject = x509.load_der_x509_certificate(one.whole).subject
        except (ValueError, TypeError):
            continue
        for kind in (NameOID.COMMON_NAME, NameOID.EMAIL_ADDRESS):
            for name in subject.get_attributes_for_oid(kind):
                yield Detail("certificate", encoding.storable(str(name.value)))


def _compressed(parts: list[Value]) -> Iterator[Part]:
    content = [one for one in parts if one.tag == SEQUENCE][-1]
    packed = list(content.inside())[1].first().octets()
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed, LARGEST)
    except zlib.error as error:
        raise NotBer("what is compressed cannot be unpacked") from error
    yield from _child(data)
    if unpacking.unconsumed_tail:
        yield Trouble(State.PARTIAL, f"it is larger than {LARGEST >> 20} MB, unpacked")


def _locked(kind: str, parts: list[Value]) -> Iterator[Part]:
    """What is encrypted, and to how many."""
    to = next((len(list(one.inside())) for one in parts if one.tag == SET), 0)
    whom = f" to {to} recipient{'' if to == 1 else 's'}" if kind != _ENCRYPTED and to else ""
    yield Trouble(State.LOCKED, f"it is encrypted{whom}")


def _child(data: bytes) -> Iterator[Part]:
    yield Expected("children", 1)
    yield Child("signed.eml" if _MIME.match(data[:8192]) else "signed", "embedded", data)
