"""The cosigner countersigns only what goes on from what it countersigned before."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from kyles.errors import NotVerified, UsageError
from kyles.ledger import checkpoint, cosignature, keys, merkle, tree
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.cosigner import Cosigner, CosignRefused, CosignRequest
from kyles.ledger.note import Note

LOG = keys.key("log.example/harlan", secret=bytes(range(32)))


def leaves(words: str) -> list[bytes]:
    return [hashlib.sha256(word.encode()).digest() for word in words]


def request(words: str, old: int) -> CosignRequest:
    every = leaves(words)
    head = Checkpoint(LOG.verifier.name, len(every), merkle.root(every))
    proof = tree.consistency_proof(tree.Levels(every), old, len(every))
    return CosignRequest(old, proof, str(checkpoint.sign(head, [LOG])))


@pytest.fixture
def cosigner(tmp_path):
    made = Cosigner(tmp_path)
    made.make("defense.example")
    made.know(LOG.verifier)
    return made


def refused(cosigner: Cosigner, asked: CosignRequest) -> int:
    with pytest.raises(CosignRefused) as told:
        cosigner.cosign(asked)
    return told.value.status


def test_it_signs_a_log_that_grows(cosigner):
    for words, old in (("abc", 0), ("abcdefg", 3), ("abcdefg", 7), ("abcdefgh", 7)):
        note = cosigner.cosign(CosignRequest.parse(str(request(words, old))))
        (told,) = cosignature.cosignatures(note, [cosigner.signer.verifier])
        assert abs((told.at - datetime.now(UTC)).total_seconds()) < 60
    assert cosigner.last(LOG.verifier.name) == str(note)


def test_it_refuses_a_history_rebuilt_with_the_true_key(cosigner):
    cosigner.cosign(request("abcdef", 0))
    for words in ("abcxefg", "abdefgh", "bcdefgh", "xabcdefgh", "abcdeg"):
        assert refused(cosigner, request(words, 6)) == 422
    assert cosigner.cosign(request("abcdefg", 6))


def test_it_says_which_size_it_knows(cosigner):
    cosigner.cosign(request("abc", 0))
    assert refused(cosigner, request("abcdef", 0)) == 409
    assert refused(cosigner, request("ab", 2)) == 409


def test_it_refuses_strangers_and_forgeries(cosigner):
    asked = request("abc", 0)
    unknown = asked.checkpoint.replace("log.example", "log2.example")
    assert refused(cosigner, CosignRequest(0, (), unknown)) == 404
    forged = asked.checkpoint.replace("\n3\n", "\n4\n")
    assert refused(cosigner, CosignRequest(0, (), forged)) == 403
    assert refused(cosigner, CosignRequest(9, (), asked.checkpoint)) == 400
    assert refused(cosigner, CosignRequest(0, (), "hello")) == 400


@pytest.mark.parametrize("text", ["", "old 1", "old 01\n\nx", "old 0\n!\n\nx", "new 0\n\nx"])
def test_what_is_no_request(text):
    with pytest.raises(CosignRefused) as told:
        CosignRequest.parse(text)
    assert told.value.status == 400


def test_of_two_that_ask_at_once_one_is_answered(cosigner):
    cosigner.cosign(request("abc", 0))

    def ask(words: str) -> bool:
        try:
            return bool(cosigner.cosign(request(words, 3)))
        except CosignRefused:
            return False

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, [f"abc{letter}" for letter in "defghijk"]))
    assert answers.count(True) == 1


def test_a_cosignature_binds_its_time_and_its_text(cosigner):
    note, key = cosigner.cosign(request("abc", 0)), cosigner.signer.verifier
    (own,) = (one for one in note.signatures if one.is_by(key))
    later = type(own)(own.name, own.id, bytes([*own.body[:7], own.body[7] ^ 1]) + own.body[8:])
    for wrong in (Note(note.text, (later,)), Note(note.text.replace("3", "4", 1), (own,))):
        with pytest.raises(NotVerified):
            cosignature.cosignatures(wrong, [key])


def test_a_logs_key_cannot_cosign():

    with pytest.raises(UsageError):
        cosignature.cosign("x\n", signer=LOG, at=datetime.now(UTC))


def test_a_thousand_rebuilt_histories_are_refused(cosigner):
    every = "".join(chr(0x4E00 + n) for n in range(40))
    cosigner.cosign(request(every[:30], 0))
    for round_ in range(1000):
        at = round_ % 30
        rebuilt = every[:at] + chr(0x6000 + round_) + every[at + 1 : 31 + round_ % 10]
        assert refused(cosigner, request(rebuilt, 30)) == 422
