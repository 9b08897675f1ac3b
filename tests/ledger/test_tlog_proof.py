"""A proof that stands alone, and that no single flipped bit of it is accepted."""

import hashlib

import pytest

from kyles.errors import NotVerified
from kyles.ledger import checkpoint, keys, merkle, tree
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.tlog_proof import TlogProof

LOG = keys.key("log.example/harlan", secret=bytes(range(32)))
LEAVES = [hashlib.sha256(bytes([n])).digest() for n in range(21)]
HEAD = Checkpoint(LOG.verifier.name, len(LEAVES), merkle.root(LEAVES))
NOTE = str(checkpoint.sign(HEAD, [LOG]))


def proof(index: int) -> TlogProof:
    hashes = tree.inclusion_proof(tree.Levels(LEAVES), index, len(LEAVES))
    return TlogProof(index, hashes, NOTE)


def test_every_leaf_has_its_proof_and_no_other():
    for index in range(len(LEAVES)):
        read = TlogProof.parse(str(proof(index)))
        assert read == proof(index)
        assert read.verify(LEAVES[index], [LOG.verifier])[0] == HEAD
        with pytest.raises(NotVerified):
            read.verify(LEAVES[index - 1], [LOG.verifier])


def test_extra_data_is_kept():
    with_extra = TlogProof(3, proof(3).hashes, NOTE, b"salt")
    assert TlogProof.parse(str(with_extra)) == with_extra


def test_no_flipped_bit_is_accepted():
    raw, accepted = str(proof(13)).encode(), 0
    for bit in range(8 * len(raw)):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            TlogProof.parse(flipped.decode()).verify(LEAVES[13], [LOG.verifier])
        except (UnicodeDecodeError, NotVerified):
            continue
        accepted += 1
    assert accepted == 0


@pytest.mark.parametrize("text", ["", "x", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\n\n"])
def test_what_is_no_proof(text):
    with pytest.raises(NotVerified):
        TlogProof.parse(text)
