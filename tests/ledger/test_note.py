"""Signed notes: the vector of the specification, and what must be refused."""

import pytest

from kyles.errors import NotFound, NotVerified, Refused, UsageError
from kyles.ledger import checkpoint, keys
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import COSIGNATURE, Note, VerifierKey, decoded, encoded

VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6Tf"
    "Xppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
LOG = keys.key("log.example/harlan", secret=bytes(range(32)))
HEAD = Checkpoint("log.example/harlan", 7, bytes(32))


def test_the_example_of_the_specification_verifies():
    key = VerifierKey.parse(VKEY)
    assert str(key) == VKEY
    assert Note.parse(NOTE).signed_by([key]) == [key]
    assert str(Note.parse(NOTE)) == NOTE


def test_every_flipped_bit_of_the_example_is_refused():
    key, raw = VerifierKey.parse(VKEY), NOTE.encode()
    for bit in range(8 * len(raw)):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            signed = Note.parse(flipped.decode()).signed_by([key])
        except (UnicodeDecodeError, NotVerified):
            continue
        assert signed == []


@pytest.mark.parametrize(
    "text",
    ["", "+", "a+b", "a+00000000+", VKEY[:-1], VKEY.replace("530d", "530e"), " +530d903a+AA=="],
)
def test_what_is_no_key(text):
    with pytest.raises(NotVerified):
        VerifierKey.parse(text)


def test_a_signature_of_a_known_key_that_fails_spoils_the_note():
    note = checkpoint.sign(HEAD, [LOG])
    other = Note(str(Checkpoint(HEAD.origin, 8, HEAD.root)), note.signatures)
    with pytest.raises(NotVerified, match="does not verify"):
        checkpoint.verified(str(other), [LOG.verifier])


def test_a_checkpoint_is_trusted_only_under_its_own_name():
    stranger = keys.key("other.example/log", secret=bytes(32))
    note = checkpoint.sign(HEAD, [stranger])
    with pytest.raises(NotVerified, match="No known key"):
        checkpoint.verified(str(note), [stranger.verifier, LOG.verifier])


def test_after_a_change_of_keys_either_signature_is_enough():
    new = keys.key(LOG.verifier.name, secret=bytes(32))
    note = str(checkpoint.sign(HEAD, [LOG, new]))
    for key in (LOG, new):
        assert checkpoint.verified(note, [key.verifier])[0] == HEAD


@pytest.mark.parametrize(
    "text",
    ["", "a\n1\n", "a\n01\n{}\n", "a\n-1\n{}\n", "\n1\n{}\n", "a\n1\nAA==\n", "a\n1\n{}\nx\n"],
)
def test_what_is_no_checkpoint(text):
    with pytest.raises(NotVerified):
        Checkpoint.parse(text.format(encoded(bytes(32))))


def test_base64_has_one_way_to_be_written():
    assert decoded("AA==") == b"\x00"
    assert decoded("AB==") == decoded("AA") == decoded("AA=\n=") == b""


def test_a_key_file_is_its_owners_and_is_never_overwritten(tmp_path):
    path = tmp_path / "new" / "key"
    made = keys.make(path, "log.example/harlan", kind=COSIGNATURE)
    assert path.stat().st_mode & 0o777 == 0o600
    assert keys.read(path) == made
    assert made.secret.hex() not in repr(made)
    with pytest.raises(Refused):
        keys.make(path, "log.example/harlan")


def test_what_is_no_key_file(tmp_path):
    with pytest.raises(NotFound):
        keys.read(tmp_path / "absent")
    (tmp_path / "key").write_text("hello")
    with pytest.raises(UsageError):
        keys.read(tmp_path / "key")
    with pytest.raises(UsageError):
        keys.key("two words", secret=bytes(32))
