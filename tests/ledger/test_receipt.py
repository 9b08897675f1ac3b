"""A receipt is read as it was written, and only under a cosigner's signature."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.errors import NotVerified
from kyles.ledger import cosignature, keys, receipt
from kyles.ledger.note import COSIGNATURE, Note
from kyles.ledger.receipt import Listed, Receipt

DEFENSE = keys.key("defense.example", secret=b"\x03" * 32, kind=COSIGNATURE)
STRANGER = keys.key("defense.example", secret=b"\x04" * 32, kind=COSIGNATURE)
DIGEST = hashlib.sha256(b"a").hexdigest()
ONE = Receipt("State v. Doe", "VOL001", "Doe", "2024-03-01", "2024-03-04",
              (Listed(DIGEST, "VOL001/a b.pdf"),))  # fmt: skip
lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="".join(
    chr(code) for code in range(32))))  # fmt: skip


@given(st.tuples(lines, lines, lines, lines, lines), st.lists(st.binary().map(
    lambda data: hashlib.sha256(data).hexdigest()).flatmap(
        lambda digest: lines.map(lambda path: Listed(digest, path)))))  # fmt: skip
def test_it_is_read_as_it_was_written(names, files):
    told = Receipt(*names, tuple(files))
    assert Receipt.parse(str(told)) == told


def test_names_that_would_break_a_line_are_written_without_it():
    told = Receipt("a\nb", "VOL\t1", "c", "", "", (Listed(DIGEST, "x\ny"),))
    again = Receipt.parse(str(told))
    assert (again.matter, again.volume, again.files[0].path) == ("a\ufffdb", "VOL\ufffd1",
                                                                 "x\ufffdy")  # fmt: skip


def test_it_is_the_word_of_who_signed_it():
    note = str(receipt.sign(ONE, DEFENSE))
    told, key = receipt.verified(note, [STRANGER.verifier, DEFENSE.verifier])
    assert (told, key.key) == (ONE, DEFENSE.verifier.key)
    with pytest.raises(NotVerified, match="No cosigner"):
        receipt.verified(note, [STRANGER.verifier])
    with pytest.raises(NotVerified, match="does not verify"):
        receipt.verified(note.replace("a b.pdf", "other.pdf"), [DEFENSE.verifier])


def test_no_flipped_bit_is_accepted():
    raw = str(receipt.sign(ONE, DEFENSE)).encode()
    for bit in range(8 * len(raw)):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises((NotVerified, UnicodeDecodeError)):
            receipt.verified(flipped.decode(), [DEFENSE.verifier])


def test_it_is_no_cosignature_and_a_cosignature_is_no_receipt():
    note = receipt.sign(ONE, DEFENSE)
    assert cosignature.cosignatures(note, [DEFENSE.verifier]) == []
    cosigned = Note(str(ONE), (cosignature.cosign(str(ONE), signer=DEFENSE, at=_when()),))
    with pytest.raises(NotVerified):
        receipt.verified(str(cosigned), [DEFENSE.verifier])


def _when():
    from datetime import UTC, datetime

    return datetime(2024, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize("text", [
    "", "kyles-receipt/1\n", str(ONE)[:-1], str(ONE).replace("volume", "Volume"),
    str(ONE).replace(DIGEST, DIGEST[:-1]), str(ONE).replace(DIGEST, DIGEST.upper()),
    str(ONE).replace("file ", "none "), str(ONE).replace("kyles-receipt/1", "kyles-receipt/2"),
])  # fmt: skip
def test_what_is_no_receipt(text):
    with pytest.raises(NotVerified):
        Receipt.parse(text)
